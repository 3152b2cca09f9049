import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** The name of a field; what is optional says so, what is required is marked for eyes and ears. */
export function Label({ htmlFor, children, required, optional }: { htmlFor: string; children: ReactNode; required?: boolean; optional?: boolean }) {
  const t = useTranslations("ui");
  return (
    <label htmlFor={htmlFor} className="block font-[540]">
      {children}
      {required ? (
        <span aria-hidden className="text-seal">
          {" *"}
        </span>
      ) : null}
      {optional ? <span className="small">{` ${t("field.optional")}`}</span> : null}
    </label>
  );
}
