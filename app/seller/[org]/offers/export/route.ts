import { offerFile } from "@/app/offer-list";

export async function GET(request: Request, { params }: { params: Promise<{ org: string }> }): Promise<Response> {
  return offerFile("seller", (await params).org, new URL(request.url).searchParams);
}
