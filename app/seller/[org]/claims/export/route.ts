import { exportResponse } from "@/app/operator/claims/claim-pages";

export async function GET(request: Request, { params }: { params: Promise<{ org: string }> }): Promise<Response> {
  return exportResponse({ wing: "seller", slug: (await params).org, search: new URL(request.url).searchParams });
}
