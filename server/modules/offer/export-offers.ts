import type { Locale } from "@/lib/locale";
import { fenToDecimalString } from "@/lib/money";
import { discountKinds, offerLifecycle } from "@/lib/states/offer";
import { csvFile, type CsvPage } from "@/server/adapters/csv-file";
import { beijingEnd, beijingMinute, type CsvHead, csvHead, csvWords, stateWords } from "@/server/adapters/csv-words";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { rowsAhead } from "@/server/kernel/rows-ahead";
import { withTx } from "@/server/kernel/tx";
import type { OfferFilter } from "./contract-list";
import { filterFor } from "./read";

const named = (name: string) => `app.in_language($5, r.${name}_zh, r.${name}_en)`;
const instant = (column: string) => beijingMinute(`r.${column}`);
const yuan = (column: string) => `(r.${column}::numeric / 100)::numeric(20, 2)::text`;

/** Each column with the text of its cell, written by the database: `$5` is the reader's language. */
const cells = {
  number: "r.number",
  revision: "r.revision::text",
  name: "r.name",
  status: "r.status",
  maker: named("maker_name"),
  partner: named("partner_name"),
  demand: "r.demand_number",
  buyer_account: "r.buyer_account",
  buyer_name: "r.buyer_name",
  // Each product is a pair of names; where the second is not asked for, the first ones are cut out in one piece.
  products:
    "case when $5 = 'en' then (select string_agg(app.in_language($5, found.product_names[i][1], found.product_names[i][2]), ' / ' order by i) from generate_subscripts(found.product_names, 1) as i) else array_to_string(found.product_names[:][1:1], ' / ') end",
  discount_kind: "r.discount_kind",
  list_cny: yuan("total_list_fen"),
  payable_cny: yuan("total_fen"),
  deepest_rate_percent: "(found.deepest_bp::numeric / 100)::numeric(5, 2)::text",
  starts_at: instant("starts_at"),
  ends_at: beijingEnd("r.ends_at"),
  opened: "r.opened_count::text",
  open_questions: "found.open_questions::text",
  person: "r.person_name",
  created_at: instant("created_at"),
} as const;
const columns = Object.keys(cells);

/** The columns' headings. */
export const heads: Readonly<Record<keyof typeof cells, CsvHead>> = {
  number: ["offer.field.number"],
  revision: ["offer.field.revision"],
  name: ["offer.field.name"],
  status: ["offer.field.status"],
  maker: ["offer.field.maker"],
  partner: ["offer.field.partner"],
  demand: ["offer.field.demand"],
  buyer_account: ["offer.field.buyerAccount"],
  buyer_name: ["offer.field.buyerName"],
  products: ["offer.field.product"],
  discount_kind: ["offer.field.kind"],
  list_cny: ["offer.field.list", "yuan"],
  payable_cny: ["offer.field.payable", "yuan"],
  deepest_rate_percent: ["offer.field.deepest", "percent"],
  starts_at: ["offer.field.startsAt", "beijing"],
  ends_at: ["offer.field.endsAt", "beijing"],
  opened: ["offer.field.openings"],
  open_questions: ["offer.field.questions"],
  person: ["offer.list.by"],
  created_at: ["offer.list.created", "beijing"],
};

/** Words of the reader's language for the cells that hold one of ours, by their place in a row. */
function wordsIn(locale: Locale): readonly (readonly [place: number, words: ReadonlyMap<string, string>])[] {
  return [[columns.indexOf("status"), stateWords(locale, offerLifecycle)], [columns.indexOf("discount_kind"), csvWords(locale, "offer.kind", discountKinds)]];
}

const texts = Object.values(cells).map((cell) => `coalesce(${cell}, '')`);

const drawn = {
  name: "offer_export",
  finder: "app.find_offer",
  each: 2000,
  text: `
    select ${texts.join(", ")}, r.total_fen::text
    from app.offer_page($1::jsonb, $2::integer, $3::text, $4::uuid) as found join offer_row r on r.id = found.id
    order by found.place`,
} as const;

async function pageAfter(ctx: OrgCtx, filter: Readonly<Record<string, unknown>>, cursor: string | undefined, paid: (fen: bigint) => void): Promise<CsvPage> {
  const { rows, next } = await rowsAhead(ctx, drawn, filter, cursor);
  return { lines: rows.then((found) => linesOf(ctx.locale, found, paid)), next };
}

function linesOf(locale: Locale, rows: string[][], paid: (fen: bigint) => void): string[][] {
  const words = wordsIn(locale);
  for (const row of rows) {
    paid(BigInt(row[columns.length] ?? 0));
    for (const [place, said] of words) row[place] = said.get(row[place] ?? "") ?? "";
  }
  return rows.map((row) => row.slice(0, columns.length));
}

/**
 * The company's offers exactly as filtered, in the list's order, as CSV text in the reader's words; a buyer hidden from the reader stays empty. The
 * last line is its manifest: rows, the sum payable, the filter, and the SHA-256 of every byte before that line.
 */
export async function* exportOffers(ctx: Ctx, input: OfferFilter): AsyncGenerator<string> {
  authorize(ctx, "offer:read");
  const acting = ctx;
  const asked = filterFor(acting, input);
  const filter = JSON.stringify(asked);
  // What is known of a buyer is nothing for the audit log, words looked for included.
  const detail = { filter: filter.replace(/"buyer":"(?:[^"\\]|\\.)*"/, `"buyer":"…"`) };
  await withTx(acting, async () => audit(acting, { noun: "offer", nounId: null, act: "offer.export", detail }));
  let payable = 0n;
  yield* csvFile({
    columns: Object.values(heads).map((head) => csvHead(acting.locale, head)),
    pageAfter: (cursor) => pageAfter(acting, asked, cursor, (fen) => (payable += fen)),
    manifest: () => ({ sums: { payable_cny: fenToDecimalString(payable) }, filter }),
  });
}
