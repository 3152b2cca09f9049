import type { LimitName } from "../limits";

/** Who may set a state in motion: a kind of company, the clock, or the system after another event. */
export type Mover = "seller" | "partner" | "operator" | "customer" | "system" | "clock";
export type Tone = "ok" | "wait" | "run" | "stop" | "mute";
export type Label = { readonly zh: string; readonly en: string };

export type StateEntry = Label & { readonly tone: Tone };
export type VerbEntry<S extends string> = Label & {
  readonly from: readonly S[];
  /** One state, or several where a rule inside the verb decides. */
  readonly to: S | readonly S[];
  readonly who: readonly Mover[];
  /** Named time limit after which the clock acts; to take an import back there is always half an hour. */
  readonly limit?: LimitName | "import.undo";
};

export type Lifecycle<S extends string, V extends string> = {
  readonly noun: string;
  readonly states: Readonly<Record<S, StateEntry>>;
  readonly verbs: Readonly<Record<V, VerbEntry<S>>>;
};

/** All there is to know of a noun's states; schema checks, guarded updates, buttons and tests read it. */
export function defineLifecycle<const S extends string, const V extends string>(
  noun: string,
  states: Record<S, StateEntry>,
  verbs: Record<V, VerbEntry<NoInfer<S>>>,
): Lifecycle<S, V> {
  return { noun, states, verbs };
}

export function stateNames<S extends string>(lifecycle: Lifecycle<S, string>): readonly S[] {
  return Object.keys(lifecycle.states) as S[];
}

export function targets<S extends string, V extends string>(
  lifecycle: Lifecycle<S, V>,
  verb: V,
): readonly S[] {
  const to = lifecycle.verbs[verb].to;
  return (Array.isArray(to) ? to : [to]) as readonly S[];
}

/** Whether `verb` may start in `state`. */
export function allows<S extends string, V extends string>(
  lifecycle: Lifecycle<S, V>,
  verb: V,
  state: S,
): boolean {
  return lifecycle.verbs[verb].from.includes(state);
}
