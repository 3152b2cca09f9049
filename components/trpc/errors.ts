/** An error as the server told it. `fieldErrors` maps a dotted input path to the key of its sentence. */
export type Sentence = {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly key: string;
  readonly requestId: string;
  readonly fieldErrors: Readonly<Record<string, string>>;
};

const word = (from: object, name: string) => {
  const value: unknown = Reflect.get(from, name);
  return typeof value === "string" ? value : "";
};

/**
 * The sentence a failed call brought back. When none came (no connection, a proxy's page) `key` is `unreachable`
 * and the texts are empty: the caller says `ui` words of its own.
 */
export function sentenceOf(error: unknown): Sentence {
  const data: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "data") : null;
  if (typeof data !== "object" || data === null) return { what: "", why: "", todo: "", key: "unreachable", requestId: "", fieldErrors: {} };
  const fields: unknown = Reflect.get(data, "fieldErrors");
  return {
    what: word(data, "what"),
    why: word(data, "why"),
    todo: word(data, "todo"),
    key: word(data, "key"),
    requestId: word(data, "requestId"),
    fieldErrors: typeof fields === "object" && fields !== null ? (fields as Record<string, string>) : {},
  };
}
