import type { Permission } from "@/lib/permissions";
import { demandLifecycle, type DemandVerb } from "@/lib/states/demand";
import { allows } from "@/lib/states/lifecycle";
import type { OrgKind } from "@/lib/states/org";
import type { DemandAct, DemandActs } from "./contract";
import { type DemandFacts, isPastDue, mayClose, type Viewer } from "./rules";

type Holder = { readonly permission: Permission; readonly kinds: readonly OrgKind[] };
const submitters: Holder = { permission: "demand:submit", kinds: ["partner", "operator"] };
const dispatchers: Holder = { permission: "demand:dispatch", kinds: ["operator"] };
const acceptors: Holder = { permission: "demand:accept", kinds: ["seller"] };
const followers: Holder = { permission: "demand:follow", kinds: ["seller"] };
const closers: Holder = { permission: "demand:follow", kinds: ["seller", "partner", "operator"] };

const holders: Readonly<Record<DemandAct, Holder>> = {
  submit: submitters,
  cancel: submitters,
  return: dispatchers,
  assign: dispatchers,
  mark_duplicate: dispatchers,
  reopen: dispatchers,
  accept: acceptors,
  reject: acceptors,
  extend: acceptors,
  close_won: closers,
  close_lost: closers,
  progress: followers,
  edit_solution: followers,
  make_offer: { permission: "offer:make", kinds: ["seller"] },
  comment: closers,
  ask: { permission: "demand:follow", kinds: ["seller", "operator"] },
  answer: submitters,
  request_close: followers,
  confirm_close: { permission: "demand:follow", kinds: ["partner"] },
  refuse_close: { permission: "demand:follow", kinds: ["partner"] },
  hand_over: { permission: "demand:hand_over", kinds: ["seller", "partner"] },
  reveal_contact: closers,
};

type Reason = string | null;
type Judge = (demand: DemandFacts, viewer: Viewer, now: Date) => Reason;

const running: Judge = ({ status }) => (status === "converting" || status === "stale" ? null : status === "offered" ? "locked" : "state");
const byLifecycle =
  (verb: DemandVerb): Judge =>
  ({ status }) =>
    allows(demandLifecycle, verb, status) ? null : "state";
const inTime =
  (verb: DemandVerb): Judge =>
  (demand, viewer, now) =>
    byLifecycle(verb)(demand, viewer, now) ?? (isPastDue(demand, now) ? "due" : null);

const closing =
  (outcome: "won" | "lost"): Judge =>
  (demand, viewer, now) => {
    if (!mayClose(demand, viewer, outcome)) return viewer.kind === "seller" ? "partnerCloses" : "wing";
    return running(demand, viewer, now);
  };

const asking: Judge = ({ status, pausedAt, submitterOrgId }, viewer) => {
  if (viewer.orgId === submitterOrgId) return "wing";
  if (pausedAt) return "asked";
  return askable(viewer.kind).includes(status) ? null : "state";
};

const answeringClose: Judge = (demand, viewer, now) => {
  if (demand.submitterOrgId !== viewer.orgId) return "wing";
  return demand.closeRequestDueAt ? running(demand, viewer, now) : "notRequested";
};

const judges: Readonly<Record<DemandAct, Judge>> = {
  submit: byLifecycle("submit"),
  cancel: byLifecycle("cancel"),
  return: byLifecycle("return"),
  assign: byLifecycle("assign"),
  mark_duplicate: byLifecycle("mark_duplicate"),
  reopen: byLifecycle("reopen"),
  accept: inTime("accept"),
  reject: inTime("reject"),
  extend: (demand, viewer, now) => (demand.extendedAt && demand.status === "pending" ? "extended" : inTime("accept")(demand, viewer, now)),
  close_won: closing("won"),
  close_lost: closing("lost"),
  progress: ({ status }) => (["converting", "stale", "offered"].includes(status) ? null : "state"),
  comment: ({ status }) => (status === "draft" ? "state" : null),
  edit_solution: running,
  make_offer: running,
  ask: asking,
  answer: ({ pausedAt, submitterOrgId }, viewer) => (submitterOrgId !== viewer.orgId ? "wing" : pausedAt ? null : "notAsked"),
  request_close: (demand, viewer, now) => {
    if (demand.source !== "partner") return "closeDirectly";
    return demand.closeRequestDueAt ? "requested" : running(demand, viewer, now);
  },
  confirm_close: answeringClose,
  refuse_close: answeringClose,
  hand_over: ({ submitterOrgId, sellerOrgId }, viewer) => ([submitterOrgId, sellerOrgId].includes(viewer.orgId) ? null : "wing"),
  reveal_contact: ({ customerReleased, submitterOrgId }, viewer) => (viewer.orgId === submitterOrgId ? "own" : customerReleased || viewer.kind === "operator" ? null : "hidden"),
};

/** States in which a kind of company may ask the submitter something while its clock stands. */
export function askable(kind: OrgKind): readonly DemandFacts["status"][] {
  return kind === "operator" ? ["submitted"] : ["pending", "converting"];
}

/** For every verb a person may press: null, or why it cannot be done now (a key under `demand.blocked`). */
export function actsOf(demand: DemandFacts, viewer: Viewer, now: Date): DemandActs {
  const reasons = Object.entries(holders).map(([act, { permission, kinds }]) => {
    if (!kinds.includes(viewer.kind)) return [act, "wing"];
    if (!viewer.permissions.has(permission)) return [act, "permission"];
    return [act, judges[act as DemandAct](demand, viewer, now)];
  });
  return Object.fromEntries(reasons) as DemandActs;
}
