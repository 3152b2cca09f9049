import { conversionFile } from "@/app/conversion-file";

export async function GET(request: Request): Promise<Response> {
  return conversionFile("operator", undefined, request);
}
