import { type Api, apiOf, type Portal, signIn } from "../../testing/portal";

const password = "countinghouse-demo";
const roles = {
  partner: ["partner", "beacon"],
  seller: ["seller", "lantern"],
  dispatcher: ["dispatcher", "cloudmart"],
  reviewer: ["reviewer", "cloudmart"],
  finance: ["finance", "cloudmart"],
  finance2: ["finance2", "cloudmart"],
  operator: ["operator", "cloudmart"],
} as const;

export type Actor = { readonly api: Api; readonly cookie: string; readonly org: string };
export type Cast = { readonly portal: Portal; readonly run: string } & Readonly<Record<keyof typeof roles, Actor>>;

/** Signs everybody in who plays a part. */
export async function callCast(portal: Portal, run: string): Promise<Cast> {
  const entries = Object.entries(roles).map(async ([name, [person, org]]) => {
    const cookie = await signIn(portal, `${person}@example.test`, password);
    return [name, { api: apiOf(portal, cookie, org), cookie, org }] as const;
  });
  return { portal, run, ...Object.fromEntries(await Promise.all(entries)) } as Cast;
}

/** A step's claim: says what was expected when it does not hold. */
export function expectThat(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}
