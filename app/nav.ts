import type { Permission } from "@/lib/permissions";
import type { OrgKind } from "@/lib/states/org";

/** A room of a wing. `path` is below the wing's home; its name is the message `nav.rooms.<key>`. */
export type Room = { readonly key: string; readonly path: string; readonly needs?: Permission };
export type RoomGroup = { readonly key?: string; readonly rooms: readonly Room[] };

const room = (key: string, needs?: Permission): Room => ({ key, path: `/${key}`, needs });

/** The rooms of each wing in the rail's order. A room is listed when its page is there; `nav.test.ts` compares. */
export const wings: Readonly<Record<OrgKind, readonly RoomGroup[]>> = {
  seller: [
    { rooms: [] },
    { key: "company", rooms: [room("team", "org:read")] },
  ],
  partner: [
    { rooms: [] },
    { key: "company", rooms: [room("team", "org:read")] },
  ],
  operator: [
    { rooms: [] },
    { key: "system", rooms: [room("team", "org:read"), room("roles", "org:read")] },
  ],
};

/** The address of a wing for one company; the operators' has no company in it. */
export function homeOf({ kind, slug }: { kind: OrgKind; slug: string }): string {
  return kind === "operator" ? "/operator" : `/${kind}/${slug}`;
}
