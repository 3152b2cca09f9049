import type { Lifecycle } from "@/lib/states/lifecycle";
import type { Locale } from "@/lib/locale";
import { Tag } from "./tag";

/** A state's name in the reader's language. */
export function stateLabel<S extends string>(lifecycle: Lifecycle<S, string>, state: S, locale: Locale): string {
  const entry = lifecycle.states[state];
  return locale === "en" ? entry.en : entry.zh;
}

/** The state of an object, as its lifecycle names and colours it. */
export function StateTag<S extends string>({ lifecycle, state, locale }: { lifecycle: Lifecycle<S, string>; state: S; locale: Locale }) {
  return <Tag tone={lifecycle.states[state].tone}>{stateLabel(lifecycle, state, locale)}</Tag>;
}
