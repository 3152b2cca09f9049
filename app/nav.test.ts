import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orgKinds } from "@/lib/states/org";
import { roomsOf, startsOf } from "@/lib/rooms";

const here = new URL(".", import.meta.url).pathname;
const folders = { seller: "seller/[org]", partner: "partner/[org]", operator: "operator" };

/** Paths of rooms that have a page: the wing's front and its folders. */
function built(folder: string): string[] {
  const inside = readdirSync(join(here, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rooms = inside.filter(({ name }) => existsSync(join(here, folder, name, "page.tsx"))).map(({ name }) => `/${name}`);
  return existsSync(join(here, folder, "page.tsx")) ? ["", ...rooms] : rooms;
}

describe("the rail", () => {
  it.each(orgKinds)("lists exactly the rooms of the %s's wing that have a page", (wing) => {
    const listed = roomsOf(wing).flatMap(({ rooms }) => rooms.map(({ path }) => path));
    expect(listed.toSorted()).toEqual(built(folders[wing]).toSorted());
  });
});

describe("the palette", () => {
  it.each(orgKinds)("offers the %s only what has a page", (wing) => {
    for (const { path } of startsOf(wing)) expect(existsSync(join(here, folders[wing], path, "page.tsx")), path).toBe(true);
  });
});
