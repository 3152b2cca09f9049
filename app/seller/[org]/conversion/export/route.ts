import { conversionFile } from "@/app/conversion-file";

export async function GET(request: Request, { params }: { params: Promise<{ org: string }> }): Promise<Response> {
  return conversionFile("seller", (await params).org, request);
}
