import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { invalid } from "@/server/kernel/errors";
import type { DemandRecord } from "./internal";
import { mentionableOf } from "./read-around";

type Mentioned = { readonly personIds: string[]; /** Their names in one text, "" for nobody. */ readonly names: string };

/** The colleagues named in what is said of a demand, each once; 422 for anybody who is none or does not see it. */
export async function mentionedBy(tx: Tx, ctx: OrgCtx, record: DemandRecord, mentions: readonly string[] = []): Promise<Mentioned> {
  const personIds = [...new Set(mentions)];
  if (personIds.length === 0) return { personIds, names: "" };
  const colleagues = new Map((await mentionableOf(tx, ctx, record)).map(({ personId, name }) => [personId, name]));
  if (personIds.some((personId) => !colleagues.has(personId))) throw invalid("demand.errors.noSuchColleague", {}, { mentions: "errors.field.invalid" });
  return { personIds, names: personIds.map((personId) => colleagues.get(personId)).join("、") };
}
