export const orgKinds = ["seller", "partner", "operator"] as const;
export type OrgKind = (typeof orgKinds)[number];

export const rolesByKind = {
  seller: ["owner", "product", "sales", "delivery", "finance", "viewer"],
  partner: ["owner", "sales", "finance", "viewer"],
  operator: ["admin", "dispatcher", "reviewer", "lead", "finance", "auditor", "viewer"],
} as const satisfies Record<OrgKind, readonly string[]>;
export type Role = (typeof rolesByKind)[OrgKind][number];

export const certificationStates = {
  uncertified: { zh: "未认证", en: "Not certified", tone: "stop" },
  reviewing: { zh: "认证中", en: "Under review", tone: "wait" },
  certified: { zh: "已认证", en: "Certified", tone: "ok" },
  changed: { zh: "信息变更待认证", en: "Changed, to be certified again", tone: "wait" },
  rejected: { zh: "认证驳回", en: "Refused", tone: "stop" },
} as const;
export type CertificationState = keyof typeof certificationStates;
export const taxpayerKinds = ["general", "small_scale"] as const;

/** Programs a company may take part in. */
export const programs = ["accelerator", "co_selling"] as const;
