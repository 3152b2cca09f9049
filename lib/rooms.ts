import type { Permission } from "./permissions";
import type { OrgKind } from "./states/org";

/** A room of a wing. `path` is below the wing's home; its name is the message `nav.rooms.<key>`. */
export type Room = { readonly key: string; readonly path: string; readonly needs?: Permission };
export type RoomGroup = { readonly key?: string; readonly rooms: readonly Room[] };

const room = (key: string, needs?: Permission): Room => ({ key, path: `/${key}`, needs });
const front = (key: string): Room => ({ key, path: "" });
const team = room("team", "org:read");
const audit = room("audit", "audit:read");
const inbox = room("inbox", "notification:read");

/** Every room of each wing, in the rail's order. */
const plan: Readonly<Record<OrgKind, readonly RoomGroup[]>> = {
  seller: [
    { rooms: [front("overview"), inbox] },
    { key: "sales", rooms: [room("demands", "demand:read"), room("conversion", "demand:read"), room("offers", "offer:read"), room("performance", "performance:read")] },
    { key: "catalogue", rooms: [room("products", "product:read"), room("authority", "authority:read"), room("applications", "product:publish")] },
    { key: "fulfilment", rooms: [room("orders", "order:read"), room("claims", "claim:read"), room("renewals", "order:read"), room("interface", "fulfilment:read")] },
    { key: "money", rooms: [room("transactions", "settlement:read"), room("statements", "settlement:read"), room("invoices", "invoice:read"), room("agreements", "agreement:read")] },
    { key: "company", rooms: [team, audit] },
  ],
  partner: [
    { rooms: [front("overview"), inbox] },
    { key: "sales", rooms: [room("demands", "demand:read"), room("conversion", "demand:read"), room("customers", "customer:read"), room("offers", "offer:read"), room("orders", "order:read"), room("claims", "claim:read"), room("renewals", "order:read"), room("performance", "performance:read")] },
    { key: "catalogue", rooms: [room("products", "product:read")] },
    { key: "money", rooms: [room("transactions", "settlement:read"), room("statements", "settlement:read"), room("invoices", "invoice:read"), room("agreements", "agreement:read")] },
    { key: "company", rooms: [team, audit] },
  ],
  operator: [
    { rooms: [front("today"), inbox] },
    { key: "desk", rooms: [room("demands", "demand:read"), room("conversion", "demand:read"), room("customers", "customer:read"), room("offers", "offer:read"), room("authority", "authority:read"), room("limits", "limit:read"), room("products", "product:read"), room("review", "review:read"), room("orders", "order:read"), room("claims", "claim:read"), room("renewals", "order:read")] },
    { key: "money", rooms: [room("close", "settlement:close"), room("statements", "settlement:read"), room("invoices", "invoice:read")] },
    { key: "system", rooms: [room("events", "system:read"), room("jobs", "system:read"), room("mail", "system:read"), room("clock", "system:read"), audit, team, room("roles", "org:read")] },
  ],
};

/** The rooms of a wing by group; `nav.test.ts` holds them to the pages there are. */
export function roomsOf(wing: OrgKind): readonly RoomGroup[] {
  return plan[wing];
}

/** Work that begins, or a desk, below a room: what the palette offers beside the rail. Its name is the message `nav.acts.<key>`. */
const starts: Readonly<Record<OrgKind, readonly Room[]>> = {
  seller: [{ key: "newOffer", path: "/offers/new", needs: "offer:make" }],
  partner: [
    { key: "newDemand", path: "/demands/new", needs: "demand:submit" },
    { key: "importDemand", path: "/demands/import", needs: "demand:import" },
    { key: "newOffer", path: "/offers/new", needs: "offer:make" },
  ],
  operator: [
    { key: "dispatchDesk", path: "/demands/desk", needs: "demand:dispatch" },
    { key: "newDemand", path: "/demands/new", needs: "demand:submit" },
    { key: "importDemand", path: "/demands/import", needs: "demand:import" },
    { key: "programs", path: "/demands/programs", needs: "system:read" },
  ],
};

export function startsOf(wing: OrgKind): readonly Room[] {
  return starts[wing];
}

/** The address of a wing for one company; the operators' has no company in it. */
export function homeOf({ kind, slug }: { kind: OrgKind; slug: string }): string {
  return kind === "operator" ? "/operator" : `/${kind}/${slug}`;
}

/** The permission that the room at an address asks for; null where none is needed or no room is. */
export function permissionAt(wing: OrgKind, path: string): Permission | null {
  const below = wing === "operator" ? path.replace(/^\/operator/, "") : path.replace(/^\/[a-z]+\/[^/]+/, "");
  const key = `/${below.split(/[/?]/)[1] ?? ""}`;
  const found = plan[wing].flatMap((group) => group.rooms).find((one) => one.path !== "" && one.path === key);
  return found?.needs ?? null;
}
