import { isUuid } from "@/lib/ids";
import { textOf } from "@/server/adapters/messages";
import { ctxForOrg, ctxForSeat, sessionFromHeaders } from "@/server/auth/session";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, notFound } from "@/server/kernel/errors";
import { dispositionOf, type FileDetail, inspectNow, openFile, receiveUpload, uploadHead } from "@/server/modules/file";
import { sendJson } from "./answer";
import { readBody, uploadLimit } from "./body";
import { type Call, cookieHeaders, type DoorHandler, header } from "./request";

/** The person acting for the company named in `x-org`; throws what the API would answer. */
async function actingCtx({ req, requestId, ip }: Call): Promise<Ctx> {
  const session = await sessionFromHeaders(cookieHeaders(req));
  if (!session) throw new AppError("unauthenticated", "signInFirst");
  const ctx = ctxForOrg(session, header(req, "x-org") ?? "", { requestId, ip });
  if (!ctx) throw notFound("org");
  return ctx;
}

function decodedName(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return "";
  }
}

const withReason = (detail: FileDetail, ctx: Ctx) => ({
  ...detail,
  reason: detail.refusedReason ? (textOf(ctx.locale, `file.reason.${detail.refusedReason}`) ?? detail.refusedReason) : null,
});

/** `POST /api/upload?purpose=…`: one file as the raw body, its name percent-encoded in `x-file-name`; answers it inspected. */
export const uploadDoor: DoorHandler = async (call) => {
  const { req, res, url } = call;
  const read = await readBody(req, uploadLimit);
  const ctx = await actingCtx(call);
  if (!read.ok) throw new AppError("invalid", "file.errors.tooLarge", { megabytes: uploadLimit / 1024 / 1024 });
  const head = uploadHead.parse({ purpose: url.searchParams.get("purpose"), name: decodedName(header(req, "x-file-name")), declaredType: header(req, "content-type") ?? "" });
  const { fileId } = await receiveUpload(ctx, { ...head, bytes: read.body });
  sendJson(res, 201, { fileId, ...withReason(await inspectNow(ctx, fileId), ctx) });
};

/** A file opens inside a frame of our own pages when asked to, and only if it is of a kind that cannot act. */
const shown = new Set(["application/pdf", "image/png", "image/jpeg"]);

/** `GET /api/files/<id>?org=<slug>`: a download; with `view=1` shown in place. */
export const filesDoor: DoorHandler = async (call) => {
  const { req, res, url, requestId, ip } = call;
  const fileId = url.pathname.split("/")[3] ?? "";
  const session = await sessionFromHeaders(cookieHeaders(req));
  if (!session) throw new AppError("unauthenticated", "signInFirst");
  if (!isUuid(fileId)) throw notFound("file");
  const slug = url.searchParams.get("org");
  const seats = session.memberships.filter((seat) => !slug || seat.slug === slug);
  const file = await openByAnySeat(seats.map((seat) => ctxForSeat(session, seat, { requestId, ip })), fileId);
  const inline = url.searchParams.get("view") === "1" && shown.has(file.contentType);
  if (inline) {
    res.setHeader("x-frame-options", "SAMEORIGIN");
    res.setHeader("content-security-policy", "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'");
  }
  res.writeHead(200, {
    "content-type": file.contentType === "application/xml" || file.contentType === "text/plain" ? `${file.contentType}; charset=utf-8` : file.contentType,
    "content-length": file.bytes.length,
    "content-disposition": dispositionOf(inline ? "inline" : "attachment", file.name),
    "cache-control": "private, no-store",
  });
  res.end(file.bytes);
};

/** The first of a person's companies that may open the file; else the most telling refusal. */
async function openByAnySeat(seats: readonly Ctx[], fileId: string) {
  let refusal: unknown = notFound("file");
  for (const ctx of seats) {
    try {
      return await openFile(ctx, fileId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.kind !== "not_found") refusal = error;
    }
  }
  throw refusal;
}
