import { orNotFound } from "@/app/or-not-found";
import { orgCtx } from "@/server/auth";
import { openMaterial } from "@/server/modules/product";

type Props = { params: Promise<{ org: string; id: string; material: string }> };

/** Leads to a paper's file, which the partner may open from now on. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { org, material } = await params;
  const ctx = await orgCtx("partner", org);
  const { fileId } = await orNotFound(openMaterial(ctx, { materialId: material }));
  return new Response(null, { status: 303, headers: { location: `/api/files/${fileId}?org=${org}&view=1`, "cache-control": "no-store" } });
}
