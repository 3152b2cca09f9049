import { templateResponse } from "@/app/partner/[org]/demands/import/import-pages";

export async function GET(request: Request): Promise<Response> {
  return templateResponse({ wing: "operator", url: request.url });
}
