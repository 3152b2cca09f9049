"use client";

import { useTranslations } from "next-intl";

type Props = { people: readonly { key: string; email: string }[]; password: string; onPick: (email: string) => void };

/** Who one can be in the demonstration; a click fills in the form. */
export function DemoPeople({ people, password, onPick }: Props) {
  const t = useTranslations("auth.demo");
  return (
    <section aria-labelledby="demo-people" className="mt-6 border-t border-hair pt-4">
      <h2 id="demo-people" className="text-body font-[620]">
        {t("title")}
      </h2>
      <p className="small mt-0.5">
        {t("note")} <code className="font-mono text-ink select-all">{password}</code>
      </p>
      <ul className="mt-2 -mx-2">
        {people.map(({ key, email }) => (
          <li key={key}>
            <button type="button" onClick={() => onPick(email)} className="flex min-h-8 w-full flex-wrap items-baseline justify-between gap-x-3 rounded-sm px-2 py-1 text-left hover:bg-sunk">
              <span>{t(key)}</span>
              <span className="small">{email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
