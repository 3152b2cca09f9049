"use server";

import { getTranslations } from "next-intl/server";
import type { SearchHit } from "@/components/layout/types";
import type { OrgKind } from "@/lib/states/org";
import { searchEverything } from "@/server/api/search";
import { seatCtx } from "@/server/auth";
import { homeOf } from "@/lib/rooms";

/** What the palette finds by number or name, within the acting company's sight. */
export async function search(wing: OrgKind, slug: string | undefined, query: string): Promise<SearchHit[]> {
  const ctx = await seatCtx(wing, slug);
  const t = await getTranslations("nav");
  const found = await searchEverything(ctx, query);
  return found.map(({ kind, id, label, note, path }) => ({ key: `${kind}:${id}:${label}`, kind: t(`kinds.${kind}`), label, note, href: `${homeOf(ctx.org)}/${path}` }));
}
