import { describe, expect, it } from "vitest";
import { safeNext } from "./next-path";

describe("where to go after sign-in", () => {
  it.each(["/seller/a/demands?q=1", "/operator"])("%s is kept", (path) => {
    expect(safeNext(path)).toBe(path);
  });

  it.each([undefined, ["/a"], "", "/", "https://evil.test", "//evil.test", "/\\evil.test", "/\t/evil.test", "/a\\..", "javascript:alert(1)", `/${"a".repeat(2001)}`])("%s leads home", (path) => {
    expect(safeNext(path)).toBe("/");
  });
});
