import { sql, type SQL } from "drizzle-orm";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { permissionAt } from "@/lib/rooms";
import { named } from "@/lib/names";
import type { AuditLine } from "./contract";

/** What is recorded of an act: `noun` and its id, and the facts kept with it. */
type Recorded = Pick<AuditLine, "noun" | "nounId" | "detail">;
/** A record in sight: what people call it, and the id its page goes by where that is another record's. */
type Known = { readonly kind: string; readonly id: string; readonly zh: string; readonly en: string | null; readonly page: string | null };

const numbered = (table: string, label = "number", page = "null"): SQL => sql.raw(`select id, ${label} as zh, null as en, ${page}::uuid as page from ${table}`);

/** Every kind of record with a name or number of its own. */
const sources = {
  demand: numbered("demand"),
  offer: numbered("offer"),
  order: numbered('"order"'),
  application: numbered("application"),
  statement: numbered("statement"),
  requisition: numbered("requisition"),
  invoice: numbered("invoice", "number", "requisition_id"),
  claim: numbered("claim"),
  registration: numbered("registration"),
  association: sql.raw("select a.id, r.number as zh, null as en, null::uuid as page from association a join registration r on r.id = a.registration_id"),
  import: numbered("import_batch"),
  interface_message: sql.raw('select m.id, o.number as zh, null as en, o.id as page from interface_message m join "order" o on o.id = m.order_id'),
  file: numbered("file", "name"),
  certificate: numbered("certificate", "nullif(reg_no, '')"),
  product: sql.raw("select id, name as zh, name_en as en, null::uuid as page from product"),
  org: sql.raw("select id, name_zh as zh, name_en as en, null::uuid as page from org"),
  person: sql.raw("select distinct on (person_id) person_id as id, display_name as zh, null as en, null::uuid as page from membership"),
} as const satisfies Readonly<Record<string, SQL>>;
type Kind = keyof typeof sources;

/** Which kind of record a fact's id names. */
const kindOfFact: Readonly<Record<string, Kind>> = {
  sellerOrgId: "org",
  orderId: "order",
  offerId: "offer",
  demandId: "demand",
  originalId: "demand",
  personId: "person",
  delegatePersonId: "person",
  productId: "product",
  fileId: "file",
};

const isKind = (noun: string): noun is Kind => noun in sources;

function asked(rows: readonly Recorded[]): Map<Kind, Set<string>> {
  const found = new Map<Kind, Set<string>>();
  const ask = (kind: Kind, id: unknown) => (typeof id === "string" ? found.set(kind, (found.get(kind) ?? new Set()).add(id)) : found);
  for (const { noun, nounId, detail } of rows) {
    if (isKind(noun)) ask(noun, nounId);
    for (const [key, value] of Object.entries(detail)) if (kindOfFact[key]) ask(kindOfFact[key], value);
  }
  return found;
}

export type Names = { readonly labelOf: (kind: string, id: unknown) => string | null; readonly pageOf: (row: Recorded) => string | null };

/** The names and numbers of the records some acts speak of, as far as the acting company sees them now. */
export async function namesFor(tx: Tx, ctx: OrgCtx, rows: readonly Recorded[]): Promise<Names> {
  const parts = [...asked(rows)].map(([kind, ids]) => sql`select ${kind}::text as kind, known.* from (${sources[kind]}) known where known.id = any(${sql.param([...ids])}::uuid[])`);
  const { rows: known } = parts.length > 0 ? await tx.execute<Known>(sql.join(parts, sql` union all `)) : { rows: [] };
  const byId = new Map(known.map((one) => [`${one.kind}:${one.id}`, one]));
  const find = (kind: string, id: unknown) => byId.get(`${kind}:${String(id)}`) ?? null;
  return {
    labelOf: (kind, id) => {
      const one = find(kind, id);
      return one && named(ctx, one.zh, one.en);
    },
    pageOf: ({ noun, nounId }) => {
      const one = find(noun, nounId);
      const path = one && pathOf(ctx.org.kind, noun, one);
      const needs = path ? permissionAt(ctx.org.kind, `${ctx.org.kind === "operator" ? "/operator" : "/wing/slug"}/${path}`) : null;
      return path && (!needs || ctx.permissions.has(needs)) ? path : null;
    },
  };
}

/** The facts of an act with names instead of ids where the reader knows them. */
export function namedFacts(detail: AuditLine["detail"], { labelOf }: Names): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, (kindOfFact[key] && labelOf(kindOfFact[key], value)) || value]));
}

/** Where a record lies below a wing's home; null when the wing has no page of it. */
function pathOf(wing: OrgCtx["org"]["kind"], noun: string, { id, page }: Known): string | null {
  const operator = wing === "operator";
  switch (noun) {
    case "demand":
    case "offer":
    case "order":
    case "statement":
      return `${noun}s/${id}`;
    case "interface_message":
      return page && `orders/${page}`;
    case "application":
      return operator ? `review/${id}` : wing === "seller" ? `applications/${id}` : null;
    case "product":
      return operator ? null : `products/${id}`;
    case "requisition":
      return operator ? null : `invoices/${id}`;
    case "invoice":
      return operator ? `invoices/${id}` : page && `invoices/${page}`;
    case "claim":
      return `claims?open=${id}`;
    case "registration":
      return wing === "seller" ? null : `customers?open=${id}`;
    case "association":
      return wing === "seller" ? null : `customers?view=associations&open=${id}`;
    case "import":
      return wing === "seller" ? null : `demands/import/${id}`;
    default:
      return null;
  }
}
