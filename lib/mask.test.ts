import { describe, expect, it } from "vitest";
import { maskText } from "./mask";

describe("a masked text", () => {
  it.each([
    ["", ""],
    ["王伟", "王***"],
    ["13800138000", "13****00"],
    ["buyer@customer.test", "bu****st"],
  ])("of %s is %s", (text, masked) => expect(maskText(text)).toBe(masked));
});
