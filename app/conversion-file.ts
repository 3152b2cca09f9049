import { csvResponse } from "@/app/csv-response";
import { orgCtx } from "@/server/auth";
import type { OrgKind } from "@/lib/states/org";
import { conversionSearch, conversionTables, exportConversion } from "@/server/modules/performance";

/** One table of a wing's conversion page as a file: its groups, or with `table=reasons` why demand was not won. */
export async function conversionFile(wing: OrgKind, slug: string | undefined, request: Request): Promise<Response> {
  const ctx = await orgCtx(wing, slug);
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const table = conversionTables.find((name) => name === asked["table"]) ?? "groups";
  return csvResponse(table === "groups" ? "conversion" : "conversion-reasons", exportConversion(ctx, conversionSearch(asked), table));
}
