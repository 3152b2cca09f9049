type Data = Readonly<Record<string, unknown>>;
const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Data[] => (Array.isArray(value) ? value.filter(isData) : []);

const camel = (name: string) => name.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
const camelled = (data: Data): Data => Object.fromEntries(Object.entries(data).map(([name, value]) => [camel(name), value]));

/** Published words → the order's and supervision's own, by event type; what is not named stays as it came. */
const readings: Readonly<Record<string, (data: Data) => Data>> = {
  // Buyers are asked for by sellers' programs in camel case.
  "order.created": (data) => (isData(data["buyer"]) ? { ...data, buyer: camelled(data["buyer"]) } : data),
  // Published by the original order; kept as an order of its own.
  "order.refunded": (data) => ({
    ...data,
    order_id: data["refund_order_id"],
    original_order_id: data["order_id"],
    lines: listOf(data["lines"]).map((line) => ({ ...line, line_id: line["refund_line_id"], original_line_id: line["line_id"] })),
  }),
  "supervision.updated": (data) => ({ ...data, state: data["status"], changed_at: data["at"] }),
  "supervision.completed": (data) => ({ ...data, completed_at: data["at"] }),
};

/** An event's data as the module that applies it reads it. */
export function inOurWords(type: string, data: unknown): unknown {
  const read = readings[type];
  return read && isData(data) ? read(data) : data;
}

/** The orders (or the demand) an event is about: its own and the one it refers to, sorted. Whoever applies one holds all of them. */
export function subjectsOf(data: unknown): string[] {
  if (!isData(data)) return [];
  const numbers = ["order_id", "original_order_id", "refund_order_id", "demand_id"].map((name) => data[name]);
  return [...new Set(numbers.filter((number): number is string => typeof number === "string"))].toSorted();
}
