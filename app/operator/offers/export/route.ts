import { offerFile } from "@/app/offer-list";

export async function GET(request: Request): Promise<Response> {
  return offerFile("operator", undefined, new URL(request.url).searchParams);
}
