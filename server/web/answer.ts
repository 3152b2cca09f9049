import type { ServerResponse } from "node:http";
import { AppError, httpStatus } from "@/server/kernel/errors";
import { type ErrorSentence, explain, sentenceFor, unknownSentence } from "@/server/api/sentences";
import { logger } from "@/server/observability/logger";
import { type Call, requestLocale } from "./request";

/** Sends JSON that nobody may keep. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body));
  res.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": text.length, "cache-control": "no-store" });
  res.end(text);
}

/** An error's sentence, also in the envelope that the API's client reads. */
function sendSentence(res: ServerResponse, status: number, sentence: ErrorSentence): void {
  sendJson(res, status, { ...sentence, error: { message: sentence.what, code: -32600, data: { ...sentence, httpStatus: status } } });
}

/** Refuses a request by its key under `errors`, with a status of its own where the kind's does not say enough. */
export function refuse(call: Call, error: AppError, status = httpStatus[error.kind]): void {
  sendSentence(call.res, status, sentenceFor(error, requestLocale(call.req), call.requestId));
}

/** Whatever went wrong at a door: a sentence when it was foreseen, else the request id alone and a line in the log. */
export function sendError(call: Call, error: unknown): void {
  const { req, res, requestId } = call;
  const foreseen = explain(error);
  if (!foreseen) logger().error({ err: error, requestId, method: req.method, path: call.url.pathname }, "a request failed");
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (foreseen) refuse(call, foreseen);
  else sendSentence(res, 500, unknownSentence(requestLocale(req), requestId));
}
