import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { fenOf } from "@/components/demand/fen-of";
import { MarkedWords } from "@/components/qualification/marked-words";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { TextLink } from "@/components/ui/link-button";
import { formatMoney } from "@/components/ui/money-format";
import { Tag } from "@/components/ui/tag";
import type { Tone } from "@/components/ui/tone";
import type { Locale } from "@/lib/locale";
import { formatRate, formatRatio } from "@/lib/money";
import type { OfferDetail, ValueChange } from "@/server/modules/offer/contract";

const changeTone: Record<"added" | "removed" | "changed", Tone> = { added: "ok", removed: "stop", changed: "wait" };

/** What this version has otherwise than the one before it: before → after, the words that differ marked. */
export function VersionDiff({ offer, base }: { offer: Pick<OfferDetail, "diff" | "supersedes" | "revision">; base: string }) {
  const t = useTranslations("offer");
  const { diff, supersedes } = offer;
  if (!diff || !supersedes) return null;
  const none = diff.fields.length === 0 && diff.lines.length === 0;
  return (
    <Card title={t("card.diff", { from: supersedes.revision, to: offer.revision })} actions={<TextLink href={`${base}/${supersedes.id}`}>{t("diff.previous", { number: supersedes.number })}</TextLink>} padded>
      {none ? (
        <p className="two">{t("diff.none")}</p>
      ) : (
        <dl className="grid">
          {diff.fields.map((change) => (
            <Row key={change.field} term={t(`field.${change.field}` as "field.name")}>
              <Change change={change} />
            </Row>
          ))}
          {diff.lines.map((line, at) => (
            <Row
              key={at}
              term={
                <>
                  {line.productName} · {line.specName}
                </>
              }
            >
              {line.change === "changed" ? null : <Tag tone={changeTone[line.change]}>{t(`diff.${line.change}`)}</Tag>}
              {line.values.map((change) => (
                <span key={change.field} className="block">
                  <span className="text-ink-3">{t(`field.${change.field}` as "field.name")}</span> <Change change={change} />
                </span>
              ))}
            </Row>
          ))}
        </dl>
      )}
    </Card>
  );
}

function Row({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-b border-hair py-2 last:border-b-0 sm:grid-cols-[168px_minmax(0,1fr)]">
      <dt className="text-ink-3">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

const words = new Set(["name", "buyerName", "buyerAccount", "terms", "specialReason"]);

/** Before struck through, then after; in running text only the words that differ are marked. */
function Change({ change: { field, from, to } }: { change: ValueChange }) {
  const locale = useLocale() as Locale;
  const t = useTranslations("offer");
  if (words.has(field) && from && to) {
    return (
      <>
        <del className="block text-ink-3 no-underline">
          <MarkedWords text={from} against={to} />
        </del>
        <ins className="block no-underline">
          <MarkedWords text={to} against={from} />
        </ins>
      </>
    );
  }
  if (to === null) return <del className="num text-ink-3">{said(field, from, locale)}</del>;
  if (from === null) return <ins className="num font-[560] no-underline">{said(field, to, locale)}</ins>;
  return (
    <span className="num">
      <del className="text-ink-3">{said(field, from, locale) ?? t("diff.nothing")}</del>
      <span aria-hidden> → </span>
      <ins className="font-[560] no-underline">{said(field, to, locale) ?? t("diff.nothing")}</ins>
    </span>
  );
}

/** A changed value in words: rates, ratios, money and days as everywhere. */
function said(field: string, value: string | null, locale: Locale): string | null {
  if (value === null || value === "") return null;
  if (field === "rateBp") return formatRate(Number(value), locale);
  if (field === "shareBp") return formatRatio(Number(value));
  if (field === "unitPrice") return formatMoney(fenOf(value));
  if (field.endsWith("Fen")) return formatMoney(value);
  if (field === "startsOn" || field === "endsOn") return formatDate(value, locale, "day");
  return value;
}
