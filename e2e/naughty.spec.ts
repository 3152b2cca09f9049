import { TRPCClientError } from "@trpc/client";
import { expect, test } from "./fixtures";
import { open, unpacked } from "./helpers/page";
import { type Api, callerAs, portalAt } from "./helpers/portal";
import { naughtyStrings, someNaughtyStrings } from "./helpers/naughty";
import { rowOf } from "./helpers/rows";

/** Naughty strings in every text of the main forms: taken as they are or refused with a sentence, never a failure. */

const corpus = process.env.CORPUS_DIR ?? "../shared/real-inputs";
const texts = naughtyStrings(corpus);

type Refused = { readonly httpStatus: number; readonly what: string; readonly todo: string };
/** What an answer may not be, as a sentence; null when the call was taken or properly refused. */
async function faultOf(text: string, call: () => Promise<unknown>): Promise<string | null> {
  const shown = JSON.stringify(text.slice(0, 60));
  try {
    await call();
    return null;
  } catch (error) {
    if (!(error instanceof TRPCClientError)) return `${shown}: ${String(error)}`;
    const { httpStatus = 0, what = "", todo = "" } = (error.data ?? {}) as Partial<Refused>;
    if (httpStatus >= 400 && httpStatus < 500 && what && todo) return null;
    return `${shown}: ${httpStatus} ${error.message}`;
  }
}

async function faultsOf(given: readonly string[], call: (text: string) => Promise<unknown>): Promise<string[]> {
  const faults: (string | null)[] = [];
  const waiting = [...given];
  const lane = async () => {
    for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) {
      const now = text;
      faults.push(await faultOf(now, () => call(now)));
    }
  };
  await Promise.all(Array.from({ length: 6 }, lane));
  return faults.filter((fault) => fault !== null);
}

const draftWith = (text: string) => ({ deliveryMode: "saas" as const, demandType: "purchase" as const, products: [], name: text, mainAsk: text, description: text, salesContact: text, salesContactDetails: text, customer: { name: text, account: text, contactName: text, contactDetails: text } });

test("a demand's draft takes each text as it is or says why not", async ({ baseURL }) => {
  test.setTimeout(120_000);
  const { api } = await callerAs(portalAt(baseURL), "partner", "beacon");
  const { id: demandId } = await api.demand.saveDraft.mutate(draftWith("开头"));
  expect(await faultsOf(texts, (text) => api.demand.saveDraft.mutate({ ...draftWith(text.slice(0, 50)), demandId }))).toEqual([]);
  expect(await faultsOf(someNaughtyStrings, (text) => api.demand.saveDraft.mutate({ ...draftWith(text), demandId })), "at their full length").toEqual([]);
  for (const text of ["<script>alert(1)</script>", "{count, plural, other {#}}", "👩‍👩‍👧‍👦🏳️‍🌈", "a'; drop table person; --", "__proto__"]) {
    await api.demand.saveDraft.mutate({ ...draftWith(text), demandId });
    const kept = await api.demand.read.query({ demandId });
    expect([kept.name, kept.mainAsk, kept.customer?.name]).toEqual([text, text, text]);
  }
  await api.demand.cancel.mutate({ demandId, note: "完" });
});

test("a seller's progress, offers and reasons do the same", async ({ baseURL }) => {
  test.setTimeout(120_000);
  const { api } = await callerAs(portalAt(baseURL), "seller", "lantern");
  const { id: demandId } = await rowOf<{ id: string }>("select d.id from demand d join org s on s.id = d.seller_org_id and s.slug = 'lantern' where d.status in ('converting', 'stale') order by d.created_at desc limit 1");
  const [spec] = await api.offer.specs.query();
  const { now } = await (await callerAs(portalAt(baseURL), "operator", "cloudmart")).api.system.clock.query();
  const day = (plus: number) => new Date(Date.parse(now) + 8 * 3_600_000 + plus * 86_400_000).toISOString().slice(0, 10);
  const offers: string[] = [];
  const offerWith = async (text: string) => {
    const { id } = await api.offer.make.mutate({ name: text, buyerAccount: text, buyerName: text, terms: text, startsOn: day(0), endsOn: day(5), lines: [{ productSpecId: spec?.id ?? "", quantity: 1, periodNumber: 1, rateBp: 10_000 }] });
    offers.push(id);
  };
  expect(await faultsOf(someNaughtyStrings, (text) => api.demand.progress.mutate({ demandId, text, nextStep: text }))).toEqual([]);
  expect(await faultsOf(someNaughtyStrings, offerWith)).toEqual([]);
  const reasons = offers.map((offerId, at) => ({ offerId, note: someNaughtyStrings[at % someNaughtyStrings.length] ?? "" }));
  for (const { offerId, note } of reasons) {
    expect(await faultOf(note, () => api.offer.revoke.mutate({ offerId, note }))).toBeNull();
    await api.offer.revoke.mutate({ offerId, note: "完" }).catch(() => null);
  }
  expect(await faultsOf(someNaughtyStrings, (text) => api.demand.reject.mutate({ demandId, reasonCode: "other", note: text }))).toEqual([]);
});

test("a product's draft does the same", async ({ baseURL }) => {
  test.setTimeout(120_000);
  const { api } = await callerAs(portalAt(baseURL), "seller", "lantern");
  const { id: applicationId } = await api.product.start.mutate();
  expect(await faultsOf(texts, (text) => api.product.saveStep.mutate({ applicationId, step: "basics", values: { name: text, nameEn: text, category: text, overview: text, description: text } }))).toEqual([]);
  expect(await faultsOf(someNaughtyStrings, (text) => api.product.saveStep.mutate({ applicationId, step: "certificate", values: { regNo: text } }))).toEqual([]);
});

test("every search box answers with what it found", async ({ baseURL, browserOf }) => {
  test.setTimeout(120_000);
  const searches: readonly (readonly [string, readonly string[], (api: Api, q: string) => Promise<unknown>])[] = [
    ["demands", texts, (api, q) => api.demand.list.query({ q })],
    ["orders", texts, (api, q) => api.order.list.query({ text: q })],
    ["offers", someNaughtyStrings, (api, q) => api.offer.list.query({ q })],
    ["products", someNaughtyStrings, (api, q) => api.product.list.query({ q })],
  ];
  const { api } = await callerAs(portalAt(baseURL), "seller", "lantern");
  for (const [name, given, search] of searches) {
    expect(await faultsOf(given.map((text) => text.slice(0, 60)), (text) => search(api, text)), name).toEqual([]);
  }
  const [seller, operator] = await Promise.all([browserOf("seller"), browserOf("operator")]);
  for (const text of someNaughtyStrings.map((one) => one.slice(0, 200))) {
    const query = encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "?"));
    const found = await Promise.all(["demands", "offers", "orders", "products"].map((room) => seller.request.get(`/seller/lantern/${room}?q=${query}`, unpacked)));
    expect(found.map((answer) => answer.status()), query).toEqual([200, 200, 200, 200]);
    const filtered = await Promise.all([operator.request.get(`/operator/events?q=${query}&type=${query}&state=${query}`, unpacked), seller.request.get(`/seller/lantern/orders?status=${query}&period=${query}&product=${query}`, unpacked)]);
    for (const answer of filtered) expect([200, 404], `${answer.url()} is a list or a page that is not there`).toContain(answer.status());
  }
});

test("markup in a name is shown as the letters it is", async ({ baseURL, browserOf }) => {
  const { api } = await callerAs(portalAt(baseURL), "partner", "beacon");
  const markup = "<img src=x onerror=document.body.id='naughty'>";
  const { id } = await api.demand.saveDraft.mutate(draftWith(markup));
  const page = await browserOf("partner");
  await open(page, `/partner/beacon/demands/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(markup);
  await expect(page.locator("main img")).toHaveCount(0);
  await expect(page.locator("body")).not.toHaveId("naughty");
  await page.goto("/partner/beacon/demands");
  await expect(page.getByRole("link", { name: markup }).first()).toBeVisible();
  await api.demand.cancel.mutate({ demandId: id, note: "完" });
});
