"use server";

import type { SearchHit } from "@/components/layout/types";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";

/** What the palette finds by number or name, within the acting company's sight. */
export async function search(wing: OrgKind, slug: string | undefined, _query: string): Promise<SearchHit[]> {
  await orgCtx(wing, slug);
  return [];
}
