import type { OrgKind, Role } from "./states/org";

type Holders = { readonly [K in OrgKind]?: readonly Role[] };
const everySeller = ["owner", "product", "sales", "delivery", "finance", "viewer"] as const;
const everyPartner = ["owner", "sales", "finance", "viewer"] as const;
const everyOperator = ["admin", "dispatcher", "reviewer", "lead", "finance", "auditor", "viewer"] as const;
const everyone: Holders = { seller: everySeller, partner: everyPartner, operator: everyOperator };

/** The role × permission matrix: who may do what, by kind of company. Roles not named may not. */
export const permissionMatrix = {
  "org:read": everyone,
  "org:manage_members": { seller: ["owner"], partner: ["owner"], operator: ["admin"] },
  "demand:read": { seller: ["owner", "sales", "delivery", "viewer"], partner: ["owner", "sales", "viewer"], operator: everyOperator },
  "demand:submit": { partner: ["owner", "sales"], operator: ["admin", "dispatcher"] },
  "demand:import": { partner: ["owner", "sales"], operator: ["admin", "dispatcher"] },
  "demand:hand_over": { seller: ["owner"], partner: ["owner"] },
  "demand:dispatch": { operator: ["admin", "dispatcher", "lead"] },
  "demand:accept": { seller: ["owner", "sales"] },
  "demand:follow": { seller: ["owner", "sales"], partner: ["owner", "sales"], operator: ["admin", "dispatcher", "lead"] },
  "offer:read": { seller: ["owner", "sales", "finance", "viewer"], partner: ["owner", "sales", "finance", "viewer"], operator: everyOperator },
  "offer:make": { seller: ["owner", "sales"], partner: ["owner", "sales"] },
  "offer:hand_over": { seller: ["owner"], partner: ["owner"] },
  "offer:approve": { operator: ["admin", "lead"] },
  "authority:read": { seller: ["owner", "product", "sales", "viewer"], partner: ["owner", "sales", "viewer"], operator: everyOperator },
  "authority:manage": { operator: ["admin", "lead"] },
  "limit:read": { operator: everyOperator },
  "limit:set": { operator: ["admin", "lead"] },
  "customer:read": { partner: ["owner", "sales", "viewer"], operator: everyOperator },
  "customer:register": { partner: ["owner", "sales"] },
  "customer:associate": { operator: ["admin", "dispatcher", "lead"] },
  "claim:read": { seller: ["owner", "sales", "finance", "viewer"], partner: ["owner", "sales", "finance", "viewer"], operator: everyOperator },
  "claim:make": { partner: ["owner", "sales"] },
  "claim:decide": { operator: ["admin", "lead"] },
  "product:read": { seller: everySeller, partner: everyPartner, operator: everyOperator },
  "product:publish": { seller: ["owner", "product"] },
  "review:read": { operator: ["admin", "reviewer", "lead", "auditor"] },
  "review:decide": { operator: ["admin", "reviewer", "lead"] },
  "order:read": { seller: everySeller, partner: everyPartner, operator: everyOperator },
  "order:reveal_contact": { seller: ["owner", "sales", "delivery"] },
  "fulfilment:read": { seller: ["owner", "delivery", "product", "viewer"], operator: everyOperator },
  "fulfilment:restart": { seller: ["owner", "delivery"], operator: ["admin", "lead"] },
  "settlement:read": { seller: ["owner", "finance", "viewer"], partner: ["owner", "finance", "viewer"], operator: everyOperator },
  "settlement:close": { operator: ["admin", "finance"] },
  "settlement:countersign_operations": { operator: ["admin", "dispatcher", "lead"] },
  "settlement:countersign_finance": { operator: ["finance"] },
  "settlement:countersign_legal": { operator: ["reviewer", "lead"] },
  "settlement:pay": { operator: ["finance"] },
  "invoice:read": { seller: ["owner", "finance", "viewer"], partner: ["owner", "finance", "viewer"], operator: ["admin", "lead", "finance", "auditor"] },
  "invoice:submit": { seller: ["owner", "finance"], partner: ["owner", "finance"] },
  "invoice:verify": { operator: ["finance"] },
  "performance:read": { seller: ["owner", "sales", "finance", "viewer"], partner: ["owner", "sales", "finance", "viewer"], operator: everyOperator },
  "agreement:read": { seller: ["owner", "finance", "viewer"], partner: ["owner", "sales", "finance", "viewer"], operator: everyOperator },
  "audit:read": { seller: ["owner"], partner: ["owner"], operator: ["admin", "auditor"] },
  "notification:read": everyone,
  "file:upload": { seller: ["owner", "product", "sales", "finance"], partner: ["owner", "sales", "finance"], operator: ["admin", "dispatcher"] },
  "system:read": { operator: ["admin", "lead", "auditor"] },
  "system:operate": { operator: ["admin"] },
} as const satisfies Record<string, Holders>;

export type Permission = keyof typeof permissionMatrix;
export const allPermissions = Object.keys(permissionMatrix) as readonly Permission[];

/** Which roles of a kind of company hold a permission; empty when the kind never does. */
export function rolesHolding(permission: Permission, kind: OrgKind): readonly Role[] {
  return (permissionMatrix[permission] as Holders)[kind] ?? [];
}

/** Every permission that these roles give in a company of this kind. */
export function permissionsOf(kind: OrgKind, roles: readonly string[]): ReadonlySet<Permission> {
  return new Set(allPermissions.filter((name) => rolesHolding(name, kind).some((role) => roles.includes(role))));
}
