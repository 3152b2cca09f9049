import type { Locale } from "@/lib/locale";

export type Theme = "light" | "dark" | "system";

export type NavItem = {
  href: string;
  label: string;
  count?: number;
  /** The count is for this person to act on now. */
  hot?: boolean;
  /** Current only on exactly this path (an overview). */
  exact?: boolean;
};

export type NavGroup = { label?: string; items: readonly NavItem[] };

export type OrgChoice = { key: string; name: string; roleLabel: string; href: string; current?: boolean };

/** One thing the palette can jump to. */
export type SearchHit = { key: string; kind: string; label: string; note?: string; href: string };

/** What the shell asks of the server; each is a server action. */
export type ShellActions = {
  setLocale: (locale: Locale) => Promise<void>;
  setTheme: (theme: Theme) => Promise<void>;
  signOut: () => Promise<void>;
  search: (query: string) => Promise<SearchHit[]>;
};
