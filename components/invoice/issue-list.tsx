import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import { Tag } from "@/components/ui/tag";
import type { IssueRow, RequisitionDetail } from "@/server/modules/invoice/contract";
import { PrintButton } from "./print-button";

function Covered({ row }: { row: IssueRow }) {
  const t = useTranslations("invoice.cover");
  if (row.verifiedFen === row.grossFen) return <Tag tone="ok">{t("verified")}</Tag>;
  if (row.missingFen === "0") return <Tag tone="run">{t("submitted")}</Tag>;
  return (
    <Tag tone="wait">
      {t("missing")} <Money fen={row.missingFen} />
    </Tag>
  );
}

function Rows({ paper }: { paper: RequisitionDetail }) {
  const t = useTranslations("invoice.list");
  const sum = (key: "netFen" | "taxFen" | "grossFen") => paper.issueList.reduce((total, row) => total + BigInt(row[key]), 0n);
  const end = "px-4 py-2 text-right";
  return (
    <div role="region" aria-label={t("caption", { number: paper.number })} tabIndex={0} className="overflow-x-auto">
      <table className="num w-full">
        <caption className="sr-only">{t("caption", { number: paper.number })}</caption>
        <thead>
          <tr className="small border-y border-hair">
            <th scope="col" className="px-4 py-2 text-left font-normal">{t("item")}</th>
            <th scope="col" className={`${end} font-normal`}>{t("rate")}</th>
            <th scope="col" className={`${end} font-normal`}>{t("net")}</th>
            <th scope="col" className={`${end} font-normal`}>{t("tax")}</th>
            <th scope="col" className={`${end} font-normal`}>{t("gross")}</th>
            <th scope="col" className="px-4 py-2 text-left font-normal">{t("invoiced")}</th>
          </tr>
        </thead>
        <tbody>
          {paper.issueList.map((row) => (
            <tr key={row.taxRateBp} className="border-b border-hair">
              <th scope="row" lang="zh-CN" className="min-w-28 px-4 py-2 text-left font-normal">{row.itemName}</th>
              <td className={end}><Percent bp={row.taxRateBp} /></td>
              <td className={end}><Money fen={row.netFen} currency={paper.currency} /></td>
              <td className={end}><Money fen={row.taxFen} currency={paper.currency} /></td>
              <td className={`${end} font-[620]`}><Money fen={row.grossFen} currency={paper.currency} /></td>
              <td className="px-4 py-2"><Covered row={row} /></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-[640]">
            <th scope="row" colSpan={2} className="px-4 py-2 text-left">{t("total")}</th>
            <td className={end}><Money fen={sum("netFen")} currency={paper.currency} /></td>
            <td className={end}><Money fen={sum("taxFen")} currency={paper.currency} /></td>
            <td className={end}><Money fen={sum("grossFen")} currency={paper.currency} /></td>
            <td className="px-4 py-2">{paper.currency}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** A value that is copied into an invoice: as it must stand there, with its button. */
function Copied({ value, label }: { value: string; label: string }) {
  return (
    <span lang="zh-CN">
      {value} <span className="no-print"><CopyButton value={value} label={label} /></span>
    </span>
  );
}

/** The issue list: what to invoice to whom, row by row, and what the remark must say. Prints as one sheet. */
export function IssueList({ paper }: { paper: RequisitionDetail }) {
  const t = useTranslations("invoice");
  const buyer = [
    { key: "name", value: paper.buyer.name },
    { key: "taxId", value: paper.buyer.taxId },
    { key: "addressPhone", value: `${paper.buyer.address} ${paper.buyer.phone}` },
    { key: "bankAccount", value: `${paper.buyer.bankName} ${paper.buyer.bankAccountNo}` },
  ] as const;
  return (
    <Card id="issue-list" title={t("list.title")} note={t("list.note", { number: paper.number, period: paper.periodLabel })} actions={<PrintButton />}>
      <Rows paper={paper} />
      <div className="grid gap-4 border-t border-hair px-4 py-4">
        <DefinitionList
          items={[
            ...buyer.map(({ key, value }) => ({ term: t(`buyer.${key}`), value: <Copied value={value} label={t(`buyer.${key}`)} /> })),
            { term: t("list.kind"), value: t("list.kindRule") },
            { term: t("list.remark"), value: <Copied value={paper.remark} label={t("list.remark")} />, hint: t("list.remarkRule") },
            { term: t("list.delivery"), value: <span lang="zh-CN">{paper.buyer.invoiceAddress}</span>, hint: t("list.deliveryRule") },
          ]}
        />
      </div>
    </Card>
  );
}
