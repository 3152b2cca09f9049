const shape = "2";
const days = 7;
const prefix = `kept:${shape}:`;

export type Kept = { readonly at: Date; readonly values: Record<string, unknown> };

/** Reads what the store holds; a store that is closed to the page holds nothing. */
function attempt<Answer>(work: (store: Storage) => Answer): Answer | null {
  try {
    return work(window.localStorage);
  } catch {
    return null;
  }
}

function parsed(text: string | null): Kept | null {
  if (text === null) return null;
  const { at, values } = JSON.parse(text) as { at: string; values: Record<string, unknown> };
  const kept = { at: new Date(at), values };
  return typeof values === "object" && Date.now() - kept.at.getTime() < days * 86_400_000 ? kept : null;
}

const keysOf = (store: Storage): string[] => Array.from({ length: store.length }, (_none, at) => store.key(at) ?? "").filter((key) => key.startsWith("kept:"));

let owner: string | null = null;

/** Whose input this page keeps; null where nobody is signed in. */
export const keptOwner = (): string | null => owner;

/** From here on keeps this person's input, and drops what others kept in this browser; null drops everybody's. */
export function keepOnlyOf(person: string | null): void {
  owner = person;
  attempt((store) => {
    for (const key of keysOf(store)) if (person === null || !key.startsWith(`${prefix}${person}:`)) store.removeItem(key);
  });
}

/** What was kept under this name in the last seven days; what is older, of whatever form, is dropped from the browser. */
export function readKept(name: string): Kept | null {
  attempt((store) => {
    for (const key of keysOf(store)) if (!(key.startsWith(prefix) && attempt(() => parsed(store.getItem(key))))) store.removeItem(key);
  });
  return attempt((store) => parsed(store.getItem(prefix + name)));
}

export function writeKept(name: string, values: Record<string, unknown>): void {
  attempt((store) => store.setItem(prefix + name, JSON.stringify({ at: new Date(), values })));
}

export function forgetKept(name: string): void {
  attempt((store) => store.removeItem(prefix + name));
}

type Values = Record<string, unknown>;
/** The keeping of one form's input under a name that begins with the person, from its start until it was sent. */
export type Keeping = {
  /** Told what the form begins with; answers what was kept, when it differs. */
  readonly begin: (started: Values) => Kept | null;
  /** Told of every change. */
  readonly hear: (values: Values) => void;
  /** Told what the server holds by now, and what stands in the form: the same needs no keeping. */
  readonly settle: (held: unknown, values: Values) => void;
  /** What began under one name goes on under another: the server has given it a number. */
  readonly rename: (name: string) => void;
  /** The input was sent: what is kept is dropped, and nothing more is kept. */
  readonly end: () => void;
  /** Drops what is kept and answers what the form began with. */
  readonly discard: () => Values;
};

export function keepingOf(first: string): Keeping {
  let [name, blank, held, ended] = [first, "", "", false];
  const hear = (values: Values) => {
    const text = JSON.stringify(values);
    if (ended || text === blank || text === held) forgetKept(name);
    else writeKept(name, values);
  };
  return {
    hear,
    begin: (started) => {
      blank ||= JSON.stringify(started);
      const found = readKept(name);
      return found && JSON.stringify(found.values) !== JSON.stringify(started) ? found : null;
    },
    settle: (values, present) => {
      held = JSON.stringify(values);
      if (JSON.stringify(present) === held) forgetKept(name);
    },
    rename: (next) => {
      const kept = next === name ? null : readKept(name);
      if (kept) {
        forgetKept(name);
        writeKept(next, kept.values);
      }
      name = next;
    },
    end: () => {
      ended = true;
      forgetKept(name);
    },
    discard: () => {
      forgetKept(name);
      return JSON.parse(blank) as Values;
    },
  };
}
