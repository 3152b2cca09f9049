import { callCast, type Cast, expectThat } from "./cast";
import { makeFeed } from "./feed";
import { findPortal, type Portal, post, until } from "../../testing/portal";
import { publishProduct } from "./publish";
import { businessNow, demandToSeller, offerToBuyer, orderWins, provisioned } from "./sell";
import { closeMonth, countersigned, invoiced, paidOnBothSides, statementOf, unbilled } from "./settle";

/**
 * `npm run thread`: the marketplace's main job from demand to payment over HTTP, with a feed of 1,000 signed events,
 * against the portal at PORTAL_URL. Every run brings its own names, so it can be repeated; it moves the business clock.
 */
const size = 1000;
const yuan = (fen: string | bigint) => `¥ ${(Number(BigInt(fen)) / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;

async function step<T>(name: string, act: () => Promise<T>, tell: (result: T) => string): Promise<T> {
  const began = Date.now();
  const result = await act();
  console.log(`✓ ${name}: ${tell(result)} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}

/** Posts the feed sixteen at a time, order by order; every twentieth event is posted again and must be known. */
async function postFeed(portal: Portal, cast: Cast): Promise<string> {
  const feed = makeFeed(cast.run, new Date(await businessNow(cast)), size);
  const orders = new Map<string, (typeof feed.events)[number][]>();
  for (const event of feed.events) {
    const order = event.id.split("_")[1] ?? "";
    orders.set(order, [...(orders.get(order) ?? []), event]);
  }
  const waiting = [...orders.values()];
  let repeats = 0;
  const lane = async () => {
    for (let events = waiting.pop(); events; events = waiting.pop()) {
      for (const [at, event] of events.entries()) {
        const { status, body } = await post(portal, event);
        expectThat(status === 202, `${event.type} answered ${status}: ${body}`);
        if (at === 0 && waiting.length % 20 === 0) {
          const again = await post(portal, event);
          expectThat(again.status === 200, `a repeat answered ${again.status}`);
          const other = await post(portal, { ...event, data: { ...(event.data as object), order_id: "CSOTHER" } });
          expectThat(other.status === 409, `the same id with another body answered ${other.status}`);
          repeats += 1;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  const { events, orders: bought } = feed;
  return `${events.length} signed events of ${bought} orders taken, ${repeats} repeats known again, ${repeats} contradictions refused`;
}

async function feedApplied(cast: Cast): Promise<string> {
  const counts = await until(
    "every event is applied or parked with its reason",
    async () => {
      const now = await cast.operator.api.system.eventCounts.query();
      return (now.received ?? 0) === 0 && now;
    },
    240,
  );
  return `applied ${counts.applied ?? 0}, parked ${counts.parked ?? 0}, conflicts ${counts.conflict ?? 0}`;
}

async function main(): Promise<void> {
  const portal = findPortal(process.env);
  const run = Date.now().toString(36).slice(-6);
  console.log(`Thread ${run} against ${portal.url}`);
  const cast = await step("sign in", () => callCast(portal, run), () => "seven people");
  const demand = await step("1 demand", () => demandToSeller(cast), () => "submitted, assigned, hidden until accepted, followed");
  const offer = await step("2 offer", () => offerToBuyer(cast, demand), ({ offerNumber }) => `${offerNumber} on the buyer's page, a guessed link is not found`);
  const number = await step("3 order", () => orderWins(cast, { ...demand, ...offer }), (order) => `${order} seen by both, demand won at payment`);
  await step("4 provisioning", () => provisioned(cast, number), (instance) => `instance ${instance}`);
  await step("  feed", () => postFeed(portal, cast), (told) => told);
  await step("  feed applied", () => feedApplied(cast), (told) => told);
  const period = await step("5 close", () => closeMonth(cast), (closed) => `month ${closed} closed`);
  for (const [at, who] of [cast.seller, cast.partner].entries()) {
    const bill = await step(`5 statement of ${who.org}`, () => statementOf(who, period), ({ payableFen }) => `payable ${yuan(payableFen)}, its equation holds`);
    await step(`5 unbilled of ${who.org}`, () => unbilled(who), (reasons) => [...reasons].map(([reason, count]) => `${reason} ${count}`).join(", ") || "none");
    const requisitionId = await step(`6 countersign for ${who.org}`, () => countersigned(cast, bill), () => "three desks, three people, notice sent");
    await step(`6 invoice of ${who.org}`, () => invoiced(cast, who, requisitionId, Date.now() % 1_000_000_000 + at), ({ refusal, invoices }) => `one fen too high refused («${refusal}»), ${invoices} verified, paid`);
    await step(`6 paid for ${who.org}`, () => paidOnBothSides(cast, who, bill), () => "both sides see it");
  }
  await step("7 publish", () => publishProduct(cast), (product) => `${product} on sale, certificate closed to others`);
  await step("8 performance", () => performance(cast), (told) => told);
  await step("reconciliation", () => reconciled(cast), (told) => told);
}

async function performance(cast: Cast): Promise<string> {
  const told = await Promise.all([cast.seller, cast.partner].map(async (who) => `${who.org} ${(await who.api.performance.monthly.query({})).months.length} months`));
  return told.join(", ");
}

async function reconciled(cast: Cast): Promise<string> {
  const books = await until("every statement is verified", async () => {
    const found = await cast.finance.api.settlement.reconcile.query();
    return found.unverified === 0 && found;
  });
  const { orders, money } = books;
  expectThat(orders.differenceFen === "0" && money.differenceFen === "0" && books.ledgerSumFen === "0" && books.verifierDifferences === 0, `the books differ: ${JSON.stringify(books)}`);
  const reasons = orders.unbilled.map(({ reason, side, amountFen }) => `\n    ${side} ${reason} ${yuan(amountFen)}`).join("");
  return [
    "",
    `  Σ orders ${yuan(orders.totalFen)} = Σ settled ${yuan(orders.settledFen)} + Σ unbilled ${yuan(orders.unbilledFen)} (difference ${orders.differenceFen})${reasons}`,
    `  gross ${yuan(money.grossFen)} = sellers ${yuan(money.sellersFen)} + partners ${yuan(money.partnersFen)} + platform ${yuan(money.platformFen)} (difference ${money.differenceFen})`,
    `  ledger sum ${books.ledgerSumFen} · ${books.statements} statements, verifier differences ${books.verifierDifferences}`,
  ].join("\n");
}

try {
  await main();
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
