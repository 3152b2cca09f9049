import { errorsResponse } from "../../import-pages";

export async function GET(_request: Request, { params }: { params: Promise<{ org: string; id: string }> }): Promise<Response> {
  const { org, id } = await params;
  return errorsResponse({ wing: "partner", slug: org, id });
}
