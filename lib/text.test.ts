import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanSurrogates, fold, foldName, isSafeText, stripInvisible } from "./text";
import { checkUscc, completeUscc, isUscc, normaliseUscc } from "./uscc";

describe("text", () => {
  test("half width, lower case, nothing invisible, single spaces", () => {
    expect(fold("  ＡＰＩＳＩＸ\u200C　网\u200B关\u00AD（Pro）\uFEFF\n v1 ")).toBe(
      "apisix 网关(pro) v1",
    );
    expect(foldName("云 商店 （北京） 有限公司")).toBe(foldName("云商店(北京)有限公司"));
    expect(stripInvisible("a\u200Bb\u2060c\uFEFFd\u00ADe\u200Ff\u202Eg")).toBe("abcdefg");
  });

  test("folding twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test("NUL and halves of surrogate pairs are unsafe", () => {
    expect(["ok 云 😀", "a\0", "\uD83D", "\uDE00\uD83D"].map(isSafeText)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(cleanSurrogates("a\uD83Db😀\uDE00")).toBe("a\uFFFDb😀\uFFFD");
  });
});

describe("unified social credit codes", () => {
  test("a valid code in any spelling", () => {
    expect(isUscc("91520900MA6J6CBN9Q")).toBe(true);
    expect(isUscc(" 9152 0900 ma6j6cbn9q ")).toBe(true);
    expect(normaliseUscc("９１５２０９００ＭＡ６Ｊ６ＣＢＮ９Ｑ")).toBe("91520900MA6J6CBN9Q");
  });

  test.each([
    ["12345", "length"],
    ["9111000060003IOZSV", "format"],
    ["91110000600037341N", "checksum"],
    ["91SELLERTAXID00000X", "length"],
  ])("%s fails by %s", (text, code) => {
    expect(checkUscc(text)).toMatchObject({ ok: false, code });
  });

  test("completed stems are valid, and any single wrong character is noticed", () => {
    const alphabet = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
    const stem = fc
      .tuple(
        fc.array(fc.constantFrom(...alphabet), { minLength: 2, maxLength: 2 }),
        fc.array(fc.constantFrom(..."0123456789"), { minLength: 6, maxLength: 6 }),
        fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }),
      )
      .map((parts) => parts.flat().join(""));
    fc.assert(
      fc.property(
        stem,
        fc.integer({ min: 8, max: 17 }),
        fc.constantFrom(...alphabet),
        (text, at, other) => {
          const code = completeUscc(text);
          expect(isUscc(code)).toBe(true);
          const changed = code.slice(0, at) + other + code.slice(at + 1);
          expect(isUscc(changed)).toBe(changed === code);
        },
      ),
    );
    expect(() => completeUscc("short")).toThrow(RangeError);
  });
});
