import { demandFile } from "@/app/demand-list";

export async function GET(request: Request): Promise<Response> {
  return demandFile("operator", undefined, new URL(request.url).searchParams);
}
