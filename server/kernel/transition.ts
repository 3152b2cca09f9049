import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { type Lifecycle, targets } from "@/lib/states/lifecycle";
import type { Tx } from "./database";
import { AppError, notFound } from "./errors";

type StatefulTable = PgTable & { id: AnyPgColumn; status: AnyPgColumn; version: AnyPgColumn };

export type Step<T extends StatefulTable, S extends string, V extends string> = {
  readonly table: T;
  readonly lifecycle: Lifecycle<S, V>;
  readonly verb: V;
  readonly id: string;
  /** Needed when the verb's table entry names several states. */
  readonly to?: NoInfer<S>;
  readonly set?: { readonly [K in keyof T["$inferInsert"]]?: T["$inferInsert"][K] | SQL };
  /** Tenant filter and what else must hold in the same statement. */
  readonly where?: SQL;
};

/** The one guarded write: moves a row only from a state its lifecycle allows; else 404 or a 409 naming the present state. */
export async function transition<T extends StatefulTable, S extends string, V extends string>(tx: Tx, step: Step<T, S, V>): Promise<T["$inferSelect"]> {
  const { table, lifecycle, verb } = step;
  const allowed = targets(lifecycle, verb);
  const to = step.to ?? allowed[0];
  if (to === undefined || !allowed.includes(to) || (allowed.length > 1 && !step.to)) {
    throw new Error(`${lifecycle.noun}.${verb} cannot end in ${String(to)}`);
  }
  const values = { ...step.set, status: to, version: sql`${table.version} + 1` };
  const rows = await tx
    .update(table)
    .set(values as never)
    .where(and(eq(table.id, step.id), inArray(table.status, [...lifecycle.verbs[verb].from]), step.where))
    .returning();
  const [row] = rows as T["$inferSelect"][];
  if (row) return row;
  const found = await tx.select({ status: table.status }).from(table as never).where(and(eq(table.id, step.id), step.where));
  const status = (found as { status: S }[])[0]?.status;
  if (status === undefined) throw notFound(lifecycle.noun);
  const label = lifecycle.states[status];
  throw new AppError("conflict", "stateMoved", { noun: lifecycle.noun, state: status, stateZh: label.zh, stateEn: label.en, verbZh: lifecycle.verbs[verb].zh, verbEn: lifecycle.verbs[verb].en });
}
