import { describe, expect, test } from "vitest";
import { knownNumber, readText, splitSuffix, tidyRegNo } from "./rules";

describe("names and numbers", () => {
  test.each([
    ["澜舟知识库 独立部署", "澜舟知识库", "独立部署"],
    ["澜舟知识库SaaS版", "澜舟知识库", "SaaS版"],
    ["澜舟知识库（HCS版）", "澜舟知识库", "（HCS版）"],
    ["澜舟知识库", "澜舟知识库", null],
    ["独立部署", "独立部署", null],
  ])("%s", (name, base, suffix) => expect(splitSuffix(name)).toEqual({ base, suffix }));
  test("a number is compared in one form", () => expect(tidyRegNo(" ２０２４ sr 0000001")).toBe("2024SR0000001"));
});

describe("reading a text", () => {
  test("without text a person reads", () => expect(readText(" \n ")).toMatchObject({ ok: false, reason: "no_text" }));
  test("another document is named as such", () => expect(readText("营业执照 统一社会信用代码 91520900MA6J6CBN9Q")).toMatchObject({ ok: false, reason: "not_a_certificate" }));
  test("the number read wins over the one claimed; unreadable leaves the claim", () => {
    const reading = readText("计算机软件著作权登记证书 软件名称：甲 著作权人：乙 登记号：2024SR0000001");
    expect(knownNumber(reading, "2020SR9999999")).toBe("2024SR0000001");
    expect(knownNumber(readText(""), "2020sr9999999")).toBe("2020SR9999999");
    expect(knownNumber(readText(""), "")).toBeNull();
  });
  test("text that no database holds is kept without what it cannot hold", () => expect(readText(`计算机软件著作权登记证书\0 登记号：2024SR0000001`).text).not.toContain("\0"));
});
