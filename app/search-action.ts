"use server";

import { getTranslations } from "next-intl/server";
import type { SearchHit } from "@/components/layout/types";
import type { OrgKind } from "@/lib/states/org";
import { searchEverything } from "@/server/api/search";
import { orgCtx } from "@/server/auth";
import { homeOf } from "./nav";

/** What the palette finds by number or name, within the acting company's sight. */
export async function search(wing: OrgKind, slug: string | undefined, query: string): Promise<SearchHit[]> {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations("nav");
  const found = await searchEverything(ctx, query);
  return found.map(({ kind, id, label, note, path }) => ({ key: `${kind}:${id}:${label}`, kind: t(`kinds.${kind}`), label, note, href: `${homeOf(ctx.org)}/${path}` }));
}
