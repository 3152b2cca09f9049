import { csvResponse } from "@/app/csv-response";
import { orgCtx } from "@/server/auth";
import type { OrgKind } from "@/lib/states/org";
import { conversionSearch, exportConversion } from "@/server/modules/performance";

/** What a wing's conversion page shows, as a file. */
export async function conversionFile(wing: OrgKind, slug: string | undefined, request: Request): Promise<Response> {
  const ctx = await orgCtx(wing, slug);
  return csvResponse("conversion", await exportConversion(ctx, conversionSearch(Object.fromEntries(new URL(request.url).searchParams))));
}
