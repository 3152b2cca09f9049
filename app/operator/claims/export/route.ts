import { exportResponse } from "../claim-pages";

export function GET(request: Request): Promise<Response> {
  return exportResponse({ wing: "operator", search: new URL(request.url).searchParams });
}
