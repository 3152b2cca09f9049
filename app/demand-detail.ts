import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { readDemand } from "@/server/modules/demand";

/** The demand of a page, read once for its title and its body; the operators' wing has no slug. */
export const demandOf = cache(async (wing: OrgKind, org: string | undefined, id: string) => orNotFound(readDemand(await orgCtx(wing, org), id)));

/** What the page is called, so that open tabs can be told apart. */
export async function demandTitle(wing: OrgKind, org: string | undefined, id: string): Promise<Metadata> {
  const { name, number } = await demandOf(wing, org, id);
  return { title: name || number };
}
