import { defineLifecycle } from "./lifecycle";

/** Customer registration (报备), sales.md §4.4: a prospect held for one partner for a while. */
export const registrationLifecycle = defineLifecycle(
  "registration",
  {
    held: { zh: "报备中", en: "Held", tone: "run" },
    associated: { zh: "已关联", en: "Associated", tone: "ok" },
    expired: { zh: "已到期", en: "Expired", tone: "mute" },
    withdrawn: { zh: "已撤回", en: "Withdrawn", tone: "mute" },
    ended: { zh: "关联已解除", en: "Association ended", tone: "mute" },
  },
  {
    associate: { zh: "确认关联", en: "Associate", from: ["held"], to: "associated", who: ["operator", "system"] },
    withdraw: { zh: "撤回报备", en: "Withdraw registration", from: ["held"], to: "withdrawn", who: ["partner"] },
    expire: { zh: "到期", en: "Expire", from: ["held"], to: "expired", who: ["clock"], limit: "registration.hold" },
    end: { zh: "解除关联", en: "End association", from: ["associated"], to: "ended", who: ["partner", "operator"] },
  },
);
export type RegistrationState = keyof typeof registrationLifecycle.states;

/** Why a customer cannot be reserved; said without naming who holds it. */
export const registrationConflicts = ["associated_elsewhere", "held_elsewhere", "associated_here", "held_here", "too_many"] as const;
export type RegistrationConflict = (typeof registrationConflicts)[number];
