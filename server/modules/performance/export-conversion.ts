import { csvMark, writeCsv } from "@/server/adapters/csv";
import { textOf } from "@/server/adapters/messages";
import { fenToDecimalString } from "@/lib/money";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { type ConversionFigures, conversionEnds, type ConversionInput, type ConversionRow, conversionStages } from "./contract-conversion";
import { demandConversion } from "./read-conversion";

const stages = [...conversionStages, ...conversionEnds];
const medians = ["accept", "firstProgress", "offer", "order"] as const;

/** What the conversion page shows, as CSV text: total, groups and months stage by stage, medians, reasons. */
export async function exportConversion(ctx: Ctx, input: ConversionInput = {}): Promise<string> {
  authorize(ctx, "demand:read");
  const say = (key: string) => textOf(ctx.locale, `conversion.${key}`) ?? key;
  const shown = await demandConversion(ctx, input);
  await withTx(ctx, async () => audit(ctx, { noun: "performance", nounId: null, act: "performance.export_conversion", detail: { filter: input } }));
  const blocks = (section: string, group: string, figures: ConversionFigures) => [
    ...stages.map((stage) => [section, group, say(`stage.${stage}`), String(figures.count[stage]), fenToDecimalString(BigInt(figures.amountFen[stage])), ""]),
    ...medians.map((name) => [section, group, say(`median.${name}`), "", "", figures.medianSeconds[name] === null ? "" : String(Math.round(figures.medianSeconds[name]))]),
  ];
  const rows = (section: string, of: readonly ConversionRow[]) => of.flatMap((row) => blocks(section, textOf(ctx.locale, `demand.source.${row.key}`) ?? row.label, row));
  const head = ["section", "group", "stage", "count", "amount", "median"].map((key) => say(`csv.${key}`));
  const cohort = say(`cohort.${shown.cohort}`);
  const reasons = shown.reasons.map((one) => [say("reasons"), textOf(ctx.locale, `demand.${one.status === "rejected" ? "rejectReason" : "lostReason"}.${one.code}`) ?? one.code, say(one.status === "rejected" ? "stage.rejected" : "stage.lost"), String(one.count), fenToDecimalString(BigInt(one.amountFen)), ""]);
  return (
    csvMark +
    writeCsv([
      [cohort, shown.from, shown.to, shown.asOf],
      head,
      ...blocks(say("csv.total"), "", shown.total),
      ...rows(say(`group.${shown.by}`), shown.groups),
      ...(shown.by === "month" ? [] : rows(say("group.month"), shown.months)),
      ...reasons,
    ])
  );
}
