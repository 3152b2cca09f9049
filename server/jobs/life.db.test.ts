import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/testing/database";
import { closeDatabase, useDatabase } from "@/server/kernel/database";
import { beat } from "@/server/modules/system";
import { freeLostJobs } from "./life";

const db = testDatabase();

beforeAll(async () => {
  // The queue is the worker's own.
  await closeDatabase();
  useDatabase(db.url("countinghouse_worker"), "test");
});

test("jobs of a worker without a sign of life are given back, those of a living one are not", async () => {
  for (const worker of ["worker-dead", "worker-live"]) {
    await db.sql("select graphile_worker.add_job('sweep', '{}', job_key => $1)", [worker]);
    await db.sql("update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', locked_by = $1 where key = $1", [worker]);
  }
  await beat(["worker-live"]);
  expect(await freeLostJobs()).toBe(1);
  expect(await freeLostJobs()).toBe(0);
  const rows = await db.sql("select key, locked_by from graphile_worker._private_jobs order by key");
  expect(rows).toEqual([{ key: "worker-dead", locked_by: null }, { key: "worker-live", locked_by: "worker-live" }]);
});
