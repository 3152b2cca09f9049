import { existsSync, readFileSync } from "node:fs";

const nothing = () => ({ passed: 0, failed: 0, skipped: 0 });

function readJson(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** Tests of a vitest JSON report. A file that did not load, or a report never written, counts as one failure. */
export function countVitest(file, code) {
  const report = readJson(file);
  if (!report) return { ...nothing(), failed: 1 };
  const counts = { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
  counts.failed += report.testResults.filter((one) => one.status === "failed" && !one.assertionResults.some((test) => test.status === "failed")).length;
  return atLeastOne(counts, code);
}

/** Tests of a Playwright JSON report; a test that passed only at a retry counts as passed. */
export function countPlaywright(file, code) {
  const report = readJson(file);
  if (!report) return { ...nothing(), failed: 1 };
  const { expected, flaky, unexpected, skipped } = report.stats;
  return atLeastOne({ passed: expected + flaky, failed: unexpected, skipped }, code);
}

/** Checks end with one line of JSON. */
export function countChecks(output, code) {
  const line = output.trimEnd().split("\n").findLast((one) => one.startsWith("{"));
  const counts = line ? { ...nothing(), ...JSON.parse(line) } : nothing();
  return atLeastOne(counts, code);
}

/** A phase that ended badly without a failed test of its own still counts, and so does one that ran no test. */
function atLeastOne(counts, code) {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed + counts.skipped === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

export const addUp = (all) => all.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }), nothing());

/** The last line of `npm test`. */
export const verdict = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
