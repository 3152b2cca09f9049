import type { AnyProcedure } from "@trpc/server";
import type { z } from "zod";
import { appRouter } from "@/server/api/root";
import { createCaller } from "@/server/api/trpc";
import type { Seat, Session } from "@/server/auth/sessions";
import type { PersonId, SessionId } from "@/lib/ids";
import { AppError } from "@/server/kernel/errors";
import { type ForeignIds, sampleInput } from "./samples";

export type Procedure = { readonly path: string; readonly kind: "query" | "mutation"; readonly schema: z.ZodType | undefined };

/** Every procedure of the router itself, so that a new one cannot be forgotten. */
export function allProcedures(): readonly Procedure[] {
  const procedures = appRouter._def.procedures as unknown as Record<string, AnyProcedure & { _def: { type: string; inputs: unknown[] } }>;
  return Object.entries(procedures)
    .filter(([, procedure]) => procedure._def.type !== "subscription")
    .map(([path, procedure]) => ({ path, kind: procedure._def.type as Procedure["kind"], schema: procedure._def.inputs[0] as z.ZodType | undefined }));
}

export type Verdict =
  | { readonly outcome: "not_found" | "forbidden" | "refused" | "empty" | "own"; readonly detail: string }
  | { readonly outcome: "untried"; readonly detail: string }
  | { readonly outcome: "leak"; readonly detail: string };

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function sessionOf(seat: Seat): Session {
  return {
    sessionId: "00000000-0000-7000-8000-000000000001" as SessionId,
    personId: "00000000-0000-7000-8000-000000000002" as PersonId,
    name: "外人",
    nameEn: "Stranger",
    email: "stranger@example.test",
    locale: "zh-CN",
    theme: "system",
    shortcutsOff: 0,
    memberships: [seat],
  };
}

function refusalOf(error: unknown, path: string): Verdict {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (!(cause instanceof AppError)) return { outcome: "untried", detail };
  if (cause.kind === "not_found") return { outcome: "not_found", detail };
  if (cause.kind === "forbidden") return { outcome: "forbidden", detail };
  // A conflict tells the state of a row that is not there for this company.
  if (cause.kind === "conflict") return { outcome: "leak", detail: `${path} answered ${detail}` };
  return { outcome: "refused", detail };
}

/** Calls one procedure as a role of another company with foreign ids, and looks for anything foreign in the answer. */
export async function attempt(procedure: Procedure, seat: Seat, foreign: ForeignIds, foreignIds: ReadonlySet<string>): Promise<Verdict> {
  const input = sampleInput(procedure.schema, foreign);
  const call = createCaller(appRouter)({ session: sessionOf(seat), orgSlug: seat.slug, requestId: "isolation", ip: "127.0.0.1", locale: "zh-CN" });
  const verb = procedure.path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], call) as (given: unknown) => Promise<unknown>;
  try {
    const answer = JSON.stringify(await verb(input), (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)) ?? "";
    const seen = answer.match(uuid)?.find((id) => foreignIds.has(id));
    if (seen) return { outcome: "leak", detail: `${procedure.path} showed ${seen}` };
    const asked = JSON.stringify(input) ?? "";
    const named = asked.match(uuid)?.find((id) => foreignIds.has(id));
    if (procedure.kind === "mutation" && named) return { outcome: "leak", detail: `${procedure.path} acted on ${named}` };
    return { outcome: answer.length < 3 ? "empty" : "own", detail: "" };
  } catch (error) {
    return refusalOf(error, procedure.path);
  }
}
