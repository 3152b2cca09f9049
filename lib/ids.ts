declare const brand: unique symbol;
export type Branded<T, B extends string> = T & { readonly [brand]: B };

/** A company's id. Only `server/auth` and the kernel mint one, from a checked membership. */
export type OrgId = Branded<string, "OrgId">;
export type PersonId = Branded<string, "PersonId">;
export type SessionId = Branded<string, "SessionId">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the text form of any UUID. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
