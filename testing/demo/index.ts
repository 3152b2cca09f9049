import { addDays, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { hashPassword } from "@/server/auth/passwords";
import { systemCtx } from "@/server/kernel/ctx";
import { withoutNotices } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import { ensureReferenceRules } from "@/server/modules/rule";
import { demoPassword } from "./companies";
import { planApplications } from "./applications";
import { planCustomers } from "./customers-held";
import { planDemands } from "./demands";
import { planImport } from "./imports";
import { planLimits } from "./limits";
import { planCloses } from "./money";
import { planTrade } from "./orders";
import { beginClock, drainQueue, forgetOldJobs, sweepDay } from "./queue";
import { planPlatform, planSales } from "./sales";
import { beginYear, catchUp, moveClock } from "./timeline";
import { buildWorld, type ProductionSettings } from "./world";

export type DemoSettings = { readonly workerUrl: string; readonly ownerUrl: string; readonly production: ProductionSettings; readonly days?: number; readonly log?: (line: string) => void };

const yearInDays = 365;
/** Notices older than this are not in anybody's inbox. */
const inboxDays = 21;

/**
 * A believable year of an invented marketplace, made by the verbs themselves in business time, always the same and
 * ending now; business time is real time afterwards. Answers how many acts were done.
 */
export async function seedDemo(settings: DemoSettings): Promise<{ acts: number }> {
  const end = new Date();
  const today = toBusinessDay(end);
  const days = settings.days ?? yearInDays;
  const from = startOfBusinessDay(addDays(today, -days - 30));
  const passwordHash = await hashPassword(demoPassword);
  await beginClock(settings.ownerUrl, from);
  await withTx(systemCtx("demo"), (tx) => ensureReferenceRules(tx, from));
  const world = await buildWorld(from, passwordHash, settings.production);
  const year = beginYear(world, today, end, days);
  planTrade(year);
  planDemands(year);
  planSales(year);
  planCustomers(year);
  planCloses(year);
  planApplications(year);
  planImport(year);
  planLimits(year);
  planPlatform(year);
  const inboxFrom = startOfBusinessDay(addDays(today, -inboxDays));
  let lastDrain = 0;
  let seen = 0;
  let inboxOpen = false;
  // Nobody reads the notices of long ago, so nobody writes them.
  const hushed = (work: () => Promise<void>) => (inboxOpen ? work() : withoutNotices(work));
  const onDay = async (at: Date) => {
    const recent = at >= inboxFrom;
    seen += 1;
    if (recent || seen % 4 === 0) {
      await moveClock(at);
      await hushed(sweepDay);
    }
    if (!recent && at.getTime() - lastDrain < 30 * 86_400_000) return;
    lastDrain = at.getTime();
    if (!inboxOpen) await forgetOldJobs(settings.workerUrl);
    inboxOpen = recent;
    await drainQueue(settings.workerUrl);
    settings.log?.(`demo year: ${toBusinessDay(at)}`);
  };
  const acts = await year.play(onDay, hushed);
  await moveClock(end);
  await drainQueue(settings.workerUrl);
  await forgetOldJobs(settings.workerUrl);
  await catchUp();
  return { acts };
}
