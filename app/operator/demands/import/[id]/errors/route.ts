import { errorsResponse } from "@/app/partner/[org]/demands/import/import-pages";

export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return errorsResponse({ wing: "operator", id: (await params).id });
}
