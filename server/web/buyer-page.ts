import { isGuessing } from "@/server/modules/offer";
import type { Call } from "./request";

const buyersPage = /^\/offer\/([A-Za-z0-9_-]{43})\/?$/;

/**
 * Counts who guesses at buyers' links, and tells the page in `x-link`. Whoever is to wait is told so by the status as well,
 * which a page cannot choose for itself.
 */
export async function countGuess({ req, res, url, requestId, ip }: Call): Promise<void> {
  const token = buyersPage.exec(url.pathname)?.[1];
  if (!token) return;
  const wait = await isGuessing(token, { requestId, ip });
  req.headers["x-link"] = wait ? "wait" : "counted";
  if (!wait) return;
  res.statusCode = 429;
  res.setHeader("retry-after", "60");
}
