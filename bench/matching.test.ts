import { describe, expect, test } from "vitest";
import { judgeMatching } from "./matching";

const judged = judgeMatching();

describe.skipIf(!judged)("on needs it was not tuned on", () => {
  test("the ranking does better than counting words in common, and far better than lots", () => {
    const held = judged?.halves.heldOut;
    expect(held?.ranking.needs).toBeGreaterThanOrEqual(30);
    expect(held?.ranking.hit1).toBeGreaterThan(held?.overlap.hit1 ?? 1);
    expect(held?.ranking.hit3).toBeGreaterThan(held?.overlap.hit3 ?? 1);
    expect(held?.ranking.mrr).toBeGreaterThan(3 * (held?.lots.mrr ?? 1));
  });
});
