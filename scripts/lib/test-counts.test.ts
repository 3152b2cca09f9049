import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addUp, countChecks, countPlaywright, countVitest, verdict } from "./test-counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "counts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;
const report = (content: unknown) => {
  const file = join(folder, `${++written}.json`);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};
const vitest = (more: object) => report({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [], ...more });

describe("what npm test counts", () => {
  it("reads vitest's and Playwright's reports", () => {
    expect(countVitest(vitest({}), 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
    expect(countPlaywright(report({ stats: { expected: 4, flaky: 1, unexpected: 2, skipped: 0 } }), 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
  });

  it("counts a file that did not load", () => {
    expect(countVitest(vitest({ testResults: [{ status: "failed", assertionResults: [] }] }), 1).failed).toBe(1);
  });

  it("never calls silence a success", () => {
    expect(countVitest(join(folder, "missing.json"), 0).failed).toBe(1);
    expect(countVitest(report("not json"), 0).failed).toBe(1);
    expect(countVitest(vitest({ numPassedTests: 0, numPendingTests: 0 }), 0).failed).toBe(1);
    expect(countVitest(vitest({}), 1).failed).toBe(1);
    expect(countPlaywright(report({ stats: { expected: 0, flaky: 0, unexpected: 0, skipped: 0 } }), 0).failed).toBe(1);
    expect(countChecks("it crashed", 1).failed).toBe(1);
  });

  it("ends with the plain line", () => {
    expect(countChecks('✓ types\n{"passed":10,"failed":1}\n', 1)).toEqual({ passed: 10, failed: 1, skipped: 0 });
    expect(verdict(addUp([{ passed: 10, failed: 1, skipped: 0 }, { passed: 3, failed: 0, skipped: 0 }]))).toBe("13 passed, 1 failed");
    expect(verdict({ passed: 1, failed: 0, skipped: 2 })).toBe("1 passed, 0 failed, 2 skipped");
  });
});
