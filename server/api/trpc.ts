import { initTRPC, type TRPCError } from "@trpc/server";
import { ctxForOrg } from "@/server/auth/session";
import type { Session } from "@/server/auth/sessions";
import type { Locale } from "@/lib/locale";
import { AppError, httpStatus, notFound } from "@/server/kernel/errors";
import { logger } from "@/server/observability/logger";
import { type ErrorSentence, explain, sentenceFor, unknownSentence } from "./sentences";

/** What every call brings along: who is asking (or nobody), for which company, and how to answer. */
export type ApiContext = {
  readonly session: Session | null;
  readonly orgSlug: string | null;
  readonly requestId: string;
  readonly ip: string;
  readonly locale: Locale;
};

const ownStatus: Readonly<Record<string, { kind: AppError["kind"]; key: string; status: number }>> = {
  NOT_FOUND: { kind: "not_found", key: "noProcedure", status: 404 },
  METHOD_NOT_SUPPORTED: { kind: "invalid", key: "wrongMethod", status: 405 },
  PAYLOAD_TOO_LARGE: { kind: "invalid", key: "tooLarge", status: 413 },
  PARSE_ERROR: { kind: "invalid", key: "malformed", status: 400 },
  BAD_REQUEST: { kind: "invalid", key: "malformed", status: 400 },
  UNSUPPORTED_MEDIA_TYPE: { kind: "invalid", key: "malformed", status: 415 },
};

type Answered = { readonly sentence: ErrorSentence; readonly status: number };

/** One mapping from whatever was thrown to a sentence and a status; the unforeseen is logged with its request id. */
function answerOf(error: TRPCError, locale: Locale, requestId: string, path: string | undefined): Answered {
  const foreseen = error.cause ? explain(error.cause) : null;
  if (foreseen) return { sentence: sentenceFor(foreseen, locale, requestId), status: httpStatus[foreseen.kind] };
  const own = ownStatus[error.code];
  if (own) return { sentence: sentenceFor(new AppError(own.kind, own.key), locale, requestId), status: own.status };
  logger().error({ err: error.cause ?? error, requestId, path }, "a procedure failed");
  return { sentence: unknownSentence(locale, requestId), status: 500 };
}

const t = initTRPC.context<ApiContext>().create({
  isDev: false,
  errorFormatter({ shape, error, ctx, path }) {
    const { sentence, status } = answerOf(error, ctx?.locale ?? "zh-CN", ctx?.requestId ?? "", path);
    return { code: shape.code, message: sentence.what, data: { ...sentence, path, httpStatus: status } };
  },
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** Anybody may call it. */
export const publicProcedure = t.procedure;

/** Signed in, acting for the company named in the header `x-org`; an unknown or foreign company is not found. */
export const orgProcedure = t.procedure.use(({ ctx, next }) => {
  const { session, orgSlug, requestId, ip } = ctx;
  if (!session) throw new AppError("unauthenticated", "signInFirst");
  const app = orgSlug ? ctxForOrg(session, orgSlug, { requestId, ip }) : null;
  if (!app) throw notFound("org");
  return next({ ctx: { ...ctx, session, app } });
});
