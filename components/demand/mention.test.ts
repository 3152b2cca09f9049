import { expect, test } from "vitest";
import { askedFor, mentionedIn, withName } from "./mention";

const colleagues = [
  { personId: "1", name: "王明" },
  { personId: "2", name: "王明月" },
  { personId: "3", name: "Anna Lee" },
];

test("an open @ asks for a name until a blank closes it", () => {
  expect(askedFor("请 @")).toBe("");
  expect(askedFor("请 @王")).toBe("王");
  expect(askedFor("请 @王明 ")).toBeNull();
  expect(askedFor("没有")).toBeNull();
});

test("a chosen name takes the place of what was typed, whatever characters it holds", () => {
  expect(withName("请 @王", "王明月")).toBe("请 @王明月 ");
  expect(withName("@a", "$& Lee")).toBe("@$& Lee ");
});

test("those named are found once each; a longer name is not the shorter one", () => {
  expect(mentionedIn("@王明月 请看", colleagues)).toEqual(["2"]);
  expect(mentionedIn("@Anna Lee 和 @王明，还有 @王明月 @王明月", colleagues)).toEqual(["1", "2", "3"]);
  expect(mentionedIn("王明月", colleagues)).toEqual([]);
});
