import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { Tone } from "@/components/ui/tone";
import type { MatchKind } from "@/lib/certificate";
import type { CertificateDetail } from "@/server/modules/qualification/contract";
import { MarkedWords } from "./marked-words";

const tones: Record<MatchKind, Tone> = { exact: "ok", differs_in_version: "wait", short_name: "wait", differs: "stop", missing: "stop" };
/** The number each compared field carries here and in the text beside it. */
export const marks = { regNo: 1, name: 2, owner: 3 } as const;

const fields = ["regNo", "name", "owner"] as const;

export function Mark({ field, differs }: { field: keyof typeof marks; differs: boolean }) {
  return (
    <span
      className={`num inline-grid size-4 shrink-0 place-items-center align-middle leading-none rounded-[3px] text-[10.5px] font-[640] text-sheet ${differs ? "bg-stop" : "bg-run"}`}
    >
      {marks[field]}
    </span>
  );
}

/** What was claimed beside what was read, field by field, with the words that differ marked. */
export function MatchTable({ certificate, note }: { certificate: CertificateDetail; note?: { regNo?: string } }) {
  const t = useTranslations("qualification");
  const { match } = certificate;
  const { regNo, name, owner } = certificate.claim;
  const claims = { regNo, name, owner };
  const rows = fields.map((field) => ({
    field,
    kind: match?.[field].kind ?? ("missing" as const),
    claimed: claims[field],
    found: match?.[field].found ?? null,
  }));
  return (
    <div className="overflow-x-auto" role="region" aria-label={t("caption")} tabIndex={0}>
      <table className="w-full">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="small border-b border-hair text-left">
            <th scope="col" className="py-2 pl-3 font-normal">
              {t("field.heading")}
            </th>
            <th scope="col" className="px-2 font-normal">
              {t("claimed")}
            </th>
            <th scope="col" className="px-2 font-normal">
              {t("read")}
            </th>
            <th scope="col" className="pr-3 text-right font-normal">
              {t("field.result")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, kind, claimed, found }) => (
            <tr key={field} className="border-b border-hair align-top last:border-b-0">
              <th scope="row" className="py-2.5 pl-3 text-left font-normal whitespace-nowrap">
                <span className="inline-flex items-center gap-2">
                  <Mark field={field} differs={kind !== "exact"} />
                  {t(`field.${field}`)}
                </span>
              </th>
              <td className="px-2 py-2.5">
                {claimed ? (
                  kind === "exact" || found === null ? (
                    claimed
                  ) : (
                    <MarkedWords text={claimed} against={found} />
                  )
                ) : (
                  <span className="text-ink-3">–</span>
                )}
              </td>
              <td className="px-2 py-2.5">
                {found ? kind === "exact" ? found : <MarkedWords text={found} against={claimed ?? ""} /> : <span className="text-ink-3">–</span>}
                {field === "name" && certificate.suffix ? <span className="small block">{t("suffixLeftOut", { suffix: certificate.suffix })}</span> : null}
                {field === "regNo" && note?.regNo ? <span className="small block">{note.regNo}</span> : null}
              </td>
              <td className="py-2.5 pr-3 text-right">
                <Tag tone={tones[kind]}>{t(`match.${kind}`)}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
