import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetKept, keepingOf, keepOnlyOf, readKept, writeKept } from "./kept-store";

/** A browser's store, as far as the keeping uses it. */
function storeOf(items: Map<string, string>): Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem"> {
  return {
    get length() {
      return items.size;
    },
    key: (at) => [...items.keys()][at] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
  };
}

const items = new Map<string, string>();
const aged = (days: number) => JSON.stringify({ at: new Date(Date.now() - days * 86_400_000), values: { name: "旧" } });

beforeEach(() => {
  items.clear();
  vi.stubGlobal("window", { localStorage: storeOf(items) });
});

describe("what is kept", () => {
  it("is found under its own name alone, until it is forgotten", () => {
    writeKept("offer:a:1:own", { name: "甲" });
    expect(readKept("offer:a:1:own")?.values).toEqual({ name: "甲" });
    expect(readKept("offer:a:2:own")).toBeNull();
    forgetKept("offer:a:1:own");
    expect(readKept("offer:a:1:own")).toBeNull();
    expect(items.size).toBe(0);
  });

  it("is dropped after seven days, whoever kept it, and where it is of another make", () => {
    items.set("kept:2:old", aged(7.1));
    items.set("kept:2:young", aged(6.9));
    items.set("kept:2:broken", "{");
    items.set("kept:1:own", aged(0));
    items.set("theme", "dark");
    expect(readKept("own")).toBeNull();
    expect([...items.keys()]).toEqual(["kept:2:young", "theme"]);
  });

  it("is its person's alone: others' goes when somebody comes, everybody's when somebody signs out", () => {
    items.set("theme", "dark");
    items.set("kept:1:offer:lantern:p1:own", aged(0));
    for (const name of ["p1:offer:lantern:own", "p1:demand:beacon:new", "p11:offer:lantern:own", "p2:offer:lantern:p1"]) writeKept(name, { name: "甲" });
    keepOnlyOf("p1");
    expect([...items.keys()]).toEqual(["theme", "kept:2:p1:offer:lantern:own", "kept:2:p1:demand:beacon:new"]);
    keepOnlyOf(null);
    expect([...items.keys()]).toEqual(["theme"]);
  });

  it("is nothing in a browser that keeps nothing", () => {
    vi.stubGlobal("window", { get localStorage() { throw new Error("closed"); } });
    writeKept("own", { name: "甲" });
    expect(readKept("own")).toBeNull();
    expect(() => keepOnlyOf(null)).not.toThrow();
  });
});

describe("a form's keeping", () => {
  const blank = { name: "" };
  const begun = (name = "own") => {
    const keeping = keepingOf(name);
    return { keeping, found: keeping.begin(blank) };
  };

  it("finds what an earlier form was left with, and drops it when it was sent", () => {
    begun().keeping.hear({ name: "甲" });
    const { keeping, found } = begun();
    expect(found?.values).toEqual({ name: "甲" });
    keeping.end();
    expect(begun().found).toBeNull();
    keeping.hear({ name: "甲二" });
    expect(begun().found).toBeNull();
  });

  it("keeps nothing that the form began with, and answers that when all is discarded", () => {
    const { keeping } = begun();
    keeping.hear({ name: "甲" });
    keeping.hear(blank);
    expect(items.size).toBe(0);
    keeping.hear({ name: "乙" });
    expect(keeping.discard()).toEqual(blank);
    expect(begun().found).toBeNull();
  });

  it("keeps nothing that the server holds, but whatever was typed since", () => {
    const { keeping } = begun();
    keeping.hear({ name: "甲" });
    keeping.settle({ name: "甲" }, { name: "甲" });
    expect(items.size).toBe(0);
    keeping.hear({ name: "甲乙" });
    keeping.settle({ name: "甲" }, { name: "甲乙" });
    expect(begun().found?.values).toEqual({ name: "甲乙" });
  });

  it("goes on under the name the server gave", () => {
    const { keeping } = begun("new");
    keeping.hear({ name: "甲" });
    keeping.rename("17");
    expect([begun("new").found, begun("17").found?.values]).toEqual([null, { name: "甲" }]);
    keeping.hear({ name: "乙" });
    expect(begun("17").found?.values).toEqual({ name: "乙" });
  });
});
