import { templateResponse } from "../import-pages";

export async function GET(request: Request, { params }: { params: Promise<{ org: string }> }): Promise<Response> {
  return templateResponse({ wing: "partner", slug: (await params).org, url: request.url });
}
