import { useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { TextLink } from "@/components/ui/link-button";
import type { Finding } from "@/server/modules/product/contract";

type FindingsProps = { title: string; tone: "stop" | "wait"; findings: readonly Finding[]; base?: string };

/** The field a finding is about, by the last word of its path. */
function fieldOf(path: string): string {
  return path.split(".").findLast((part) => !/^\d+$/u.test(part)) ?? path;
}

/** What a reviewer would refuse, each with the step where it is mended. */
export function Findings({ title, tone, findings, base }: FindingsProps) {
  const t = useTranslations();
  if (findings.length === 0) return null;
  return (
    <InlineAlert tone={tone} title={title}>
      <ul className="mt-1 grid gap-1">
        {findings.map((finding) => {
          const label = `product.field.${fieldOf(finding.field)}`;
          const row = /\.(\d+)\./u.exec(finding.field)?.[1];
          return (
            <li key={`${finding.step}.${finding.field}.${finding.code}`}>
              <span className="font-[560]">
                {row === undefined ? "" : `${t("product.wizard.spec", { n: Number(row) + 1 })} · `}
                {t.has(label) ? t(label) : t(`product.steps.${finding.step}`)}
              </span>
              {": "}
              {t.has(finding.code) ? t(finding.code, finding.values) : finding.code} {base ? <TextLink href={`${base}/${finding.step}`}>{t("product.submit.go")}</TextLink> : null}
            </li>
          );
        })}
      </ul>
    </InlineAlert>
  );
}
