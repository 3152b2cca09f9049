import { beforeAll, describe, expect, it } from "vitest";
import type { Seat } from "@/server/auth/sessions";
import { rolesByKind } from "@/lib/states/org";
import { testDatabase } from "../database";
import { seedDemo } from "../demo";
import { allProcedures, attempt, type Verdict } from "./attempt";
import { foreignIdSet, foreignRows, toldIdSet } from "./foreign";

const db = testDatabase();
const strangers = ["ferry", "harbour"] as const;
const minutes = 60_000;

type Tried = { readonly path: string; readonly who: string; readonly verdict: Verdict };
const tried: Tried[] = [];

async function seatsOf(slug: string): Promise<Seat[]> {
  const [org] = await db.sql<Omit<Seat, "roles">>(`select id as "orgId", kind, slug, name_zh as "nameZh", name_en as "nameEn" from org where slug = $1`, [slug]);
  if (!org) throw new Error(`no company ${slug}`);
  return rolesByKind[org.kind].map((role) => ({ ...org, roles: [role] }));
}

beforeAll(async () => {
  await seedDemo({ workerUrl: db.url("countinghouse_worker"), ownerUrl: db.url("countinghouse_owner"), days: 75, production: { url: "https://interface.example.com/v2", key: "k", accessKey: "AK", secret: "s" } });
  for (const slug of strangers) {
    const seats = await seatsOf(slug);
    const orgId = seats[0]?.orgId ?? "";
    const [foreign, ids, told] = [await foreignRows(db.sql, [orgId]), await foreignIdSet(db.sql, orgId), await toldIdSet(db.sql, orgId)];
    const untold = new Set([...ids].filter((id) => !told.has(id)));
    for (const procedure of allProcedures()) {
      for (const seat of seats) tried.push({ path: procedure.path, who: `${slug}:${seat.roles.join()}`, verdict: await attempt(procedure, seat, foreign, procedure.path.startsWith("notification.") ? untold : ids) });
    }
  }
}, 5 * minutes);

describe("no company reaches another's rows", () => {
  it("tries every procedure as every role", () => {
    const untried = [...new Set(tried.filter(({ verdict }) => verdict.outcome === "untried").map(({ path, verdict }) => `${path}: ${verdict.detail.slice(0, 200)}`))];
    expect(untried, "give these a sample in testing/isolation/samples.ts").toEqual([]);
    expect(tried.length).toBeGreaterThan(400);
  });

  it("leaks nothing", () => {
    const leaks = tried.filter(({ verdict }) => verdict.outcome === "leak").map(({ who, verdict }) => `${who}: ${verdict.detail}`);
    const procedures = new Set(tried.map(({ path }) => path)).size;
    const roles = new Set(tried.map(({ who }) => who)).size;
    const outcomes = ["not_found", "forbidden", "refused", "empty", "own"].map((outcome) => `${outcome} ${tried.filter(({ verdict }) => verdict.outcome === outcome).length}`);
    process.stdout.write(`${outcomes.join(" · ")}\n`);
    process.stdout.write(`procedures ${procedures} × roles ${roles} = ${tried.length} calls · leaks: ${leaks.length}\n`);
    expect(leaks).toEqual([]);
  });
});
