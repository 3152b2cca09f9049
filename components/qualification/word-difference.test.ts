import { describe, expect, test } from "vitest";
import { piecesOf } from "./word-difference";

const marked = (text: string, other: string) =>
  piecesOf(text, other)
    .map(({ text: piece, changed }) => (changed ? `[${piece}]` : piece))
    .join("");

describe("marking differences", () => {
  test("equal texts are not marked", () => expect(marked("澜舟知识库", "澜舟知识库")).toBe("澜舟知识库"));
  test("words that only one has", () => {
    expect(marked("澜舟企业知识库系统", "澜舟知识库")).toBe("澜舟[企业]知识库[系统]");
    expect(marked("澜舟知识库", "澜舟企业知识库系统")).toBe("澜舟知识库");
  });
  test("a number is one word", () => expect(marked("2024SR1184207", "2024SR1184208")).toBe("[2024SR1184207]"));
  test("nothing in common", () => expect(marked("甲乙", "丙丁")).toBe("[甲乙]"));
  test("against nothing, all is marked", () => expect(marked("甲乙 V1.0", "")).toBe("[甲乙 V1.0]"));
  test("the unmarked part stands in the other text in order, whatever the texts", () => {
    const texts = ["甲乙丙甲", "乙甲丙", "丙丙甲乙甲", "甲 V1.0 乙", ""];
    for (const one of texts) {
      for (const other of texts) {
        const kept = [
          ...piecesOf(one, other)
            .filter(({ changed }) => !changed)
            .map(({ text }) => text)
            .join(""),
        ];
        let at = 0;
        for (const letter of other) if (letter === kept[at]) at += 1;
        expect(at).toBe(kept.length);
      }
    }
  });
  test("very long texts are marked whole", () => expect(piecesOf("甲".repeat(400), "乙")).toEqual([{ text: "甲".repeat(400), changed: true }]));
});
