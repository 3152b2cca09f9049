import { addDays, nextPeriod, periodBounds, periodOf } from "@/lib/dates";
import type { LimitName } from "@/lib/limits";
import type { Ctx } from "@/server/kernel/ctx";
import { listLimits, setLimit, type SetLimit } from "@/server/modules/rule";
import { fixedMoment, type Year } from "./timeline";

type Change = Pick<SetLimit, "days" | "unit" | "note"> & { readonly name: LimitName; readonly startsOn?: string };

/** Time limits that the lead changed: one some months ago, one from the first of next month on. */
export function planLimits(year: Year): void {
  const { firstDay } = periodBounds(nextPeriod(periodOf(year.today)));
  const [wanted, earliest] = [addDays(year.today, -120), addDays(year.first, 7)];
  year.schedule(fixedMoment(wanted > earliest ? wanted : earliest, 10, 12), () => change(year, { name: "import.retain", days: 45, unit: "day", note: "客户服务商核对导入结果常超过一个月，保留期延长" }));
  year.schedule(fixedMoment(addDays(year.today, -2), 16, 40), () => change(year, { name: "claim.decide", days: 3, unit: "workday", startsOn: firstDay, note: "客户服务商反映裁定偏慢，下月起提速" }));
}

async function change(year: Year, { name, ...to }: Change): Promise<void> {
  const lead = year.world.people.get("lead") as Ctx;
  const row = (await listLimits(lead)).rows.find((limit) => limit.name === name);
  await setLimit(lead, { name, ...to, seenId: row?.current?.id ?? null });
}
