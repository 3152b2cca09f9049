import { describe, expect, test } from "vitest";
import { regionName, regionSpellings } from "./regions";

describe("a region", () => {
  test.each([
    ["广东", "Guangdong", "广东"],
    ["浙江省", "Zhejiang", "浙江省"],
    ["西安", "Xi'an", "西安"],
    ["Guangdong", "Guangdong", "广东"],
    ["hong kong", "hong kong", "香港"],
    ["滨江园区", "滨江园区", "滨江园区"],
    ["", "", ""],
  ])("written %s is %s in English, %s in Chinese", (text, en, zh) => {
    expect([regionName({ locale: "en" }, text), regionName({ locale: "zh-CN" }, text)]).toEqual([en, zh]);
  });

  test("is found however it was written", () => {
    expect(regionSpellings("guangdong")).toEqual(["guangdong", "广东", "广东省", "广东市", "Guangdong"]);
    expect(regionSpellings("杭州市")).toEqual(expect.arrayContaining(["杭州市", "杭州", "Hangzhou"]));
    expect(regionSpellings(" 滨江 ")).toEqual(["滨江"]);
  });
});
