import { demandFile } from "@/app/demand-list";

export async function GET(request: Request, { params }: { params: Promise<{ org: string }> }): Promise<Response> {
  return demandFile("partner", (await params).org, new URL(request.url).searchParams);
}
