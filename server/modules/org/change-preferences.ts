import { eq } from "drizzle-orm";
import { person } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { Preferences } from "./contract";

/** Keeps a person's own choice of language and of light or dark. */
export async function changePreferences(ctx: Ctx, chosen: Preferences): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new AppError("unauthenticated", "signInFirst");
  if (Object.keys(chosen).length === 0) return;
  await withTx(ctx, (tx) => tx.update(person).set(chosen).where(eq(person.id, actor.id)));
}
