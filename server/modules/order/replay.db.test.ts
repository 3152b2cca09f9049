import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeOrg } from "@/testing/factories";
import { marketplace, orderCreated, orderNumber } from "@/testing/factories/order";
import { makeProduct, type MadeProduct } from "@/testing/factories/product";
import { applyOrderEvent } from ".";

const db = testDatabase();
let product: MadeProduct;
beforeAll(async () => {
  product = await makeProduct(await makeOrg("seller"));
});

const lineOf = async (number: string) => (await db.sql("select l.* from order_line l join \"order\" o on o.id = l.order_id where o.number = $1", [number]))[0] as Record<string, unknown>;
const orderOf = async (number: string) => (await db.sql('select * from "order" where number = $1', [number]))[0] as Record<string, unknown>;

describe("any order, any number of times", () => {
  type Event = { type: string; data: unknown; at: string };
  /** Applies events as the worker does: what is parked is tried again whenever something was applied. */
  async function applyAll(events: readonly Event[]): Promise<void> {
    let waiting = [...events];
    for (let round = 0; round <= events.length && waiting.length > 0; round++) {
      const parked: Event[] = [];
      for (const event of waiting) {
        const { outcome } = await applyOrderEvent(marketplace, { ...event, at: new Date(event.at) });
        if (outcome === "parked") parked.push(event);
      }
      waiting = parked;
    }
  }
  const story = (): { number: string; refund: string; events: Event[] } => {
    const data = orderCreated(product, { customer: { account: `hwc-${orderNumber()}`, name: "客户" } });
    const refund = orderNumber();
    const number = data.order_id;
    return {
      number,
      refund,
      events: [
        { type: "order.created", data, at: "2026-03-02T02:00:00Z" },
        { type: "order.credit_confirmed", data: { order_id: number }, at: "2026-03-02T02:01:00Z" },
        { type: "order.repaid", data: { order_id: number }, at: "2026-04-09T02:00:00Z" },
        { type: "order.provisioned", data: { order_id: number, instance_id: "i-9" }, at: "2026-03-03T02:00:00Z" },
        { type: "order.refunded", data: { order_id: refund, original_order_id: number, lines: [{ line_id: `${refund}-1`, original_line_id: `${number}-000001`, amount: "-250.00" }] }, at: "2026-03-20T02:00:00Z" },
      ],
    };
  };
  const facts = async (number: string, refund: string) => {
    const pick = (row: Record<string, unknown>) => Object.fromEntries(["status", "refunded_fen", "amount_fen", "money_at", "effective_at", "provisioned_at", "on_credit", "instance_id", "credit_cleared_at"].map((key) => [key, row[key]]));
    return [await orderOf(number), await lineOf(number), await orderOf(refund), await lineOf(refund)].map(pick);
  };

  test("every permutation with repeats ends alike", async () => {
    const model = story();
    await applyAll(model.events);
    const expected = await facts(model.number, model.refund);
    expect(expected[0]).toMatchObject({ status: "completed", refunded_fen: 25000n });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { minLength: 5, maxLength: 12 }), async (picks) => {
        const one = story();
        const shuffled = [...picks, 0, 1, 2, 3, 4].map((at) => one.events[at] as Event);
        await applyAll(shuffled.toReversed());
        expect(await facts(one.number, one.refund)).toEqual(expected);
        const [counted] = await db.sql<{ orders: bigint; lines: bigint }>(
          'select (select count(*) from "order" where number in ($1, $2)) as orders, (select count(*) from order_line l join "order" o on o.id = l.order_id where o.number in ($1, $2)) as lines',
          [one.number, one.refund],
        );
        expect(counted).toEqual({ orders: 2n, lines: 2n });
      }),
      { numRuns: 15 },
    );
  });

  test("the same events fifty times in parallel have one effect", async () => {
    const one = story();
    const [created, ...later] = one.events as [Event, ...Event[]];
    const apply = (event: Event) => applyOrderEvent(marketplace, { ...event, at: new Date(event.at) });
    const first = await Promise.all(Array.from({ length: 50 }, () => apply(created)));
    expect(new Set(first.map(({ outcome }) => outcome))).toEqual(new Set(["applied"]));
    await apply(later[0] as Event);
    await Promise.all(Array.from({ length: 50 }, (_, at) => apply(later[at % later.length] as Event)));
    const [counted] = await db.sql<{ told: bigint; orders: bigint }>(
      "select (select count(*) from order_event e join \"order\" o on o.id = e.order_id where o.number = $1 and e.act in ('create', 'confirm_credit', 'repay', 'provision', 'complete')) as told, (select count(*) from \"order\" where number in ($1, $2)) as orders",
      [one.number, one.refund],
    );
    expect(counted).toEqual({ told: 5n, orders: 2n });
    const model = story();
    await applyAll(model.events);
    expect(await facts(one.number, one.refund)).toEqual(await facts(model.number, model.refund));
  });
});
