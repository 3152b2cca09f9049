"use client";

import { NextIntlClientProvider, useLocale, useMessages, useTimeZone } from "next-intl";
import { useMemo, type ReactNode } from "react";

export type Tree = { readonly [key: string]: string | Tree };

function merge(one: Tree, other: Tree): Tree {
  const merged: Record<string, string | Tree> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = merged[key];
    merged[key] = typeof known === "object" && typeof value === "object" ? merge(known, value) : value;
  }
  return merged;
}

/** Adds messages to those the tree above has, so that only the new ones travel. */
export function MoreMessages({ branches, children }: { branches: readonly Tree[]; children: ReactNode }) {
  const above = useMessages() as Tree;
  const messages = useMemo(() => branches.reduce(merge, above), [above, branches]);
  return (
    <NextIntlClientProvider locale={useLocale()} timeZone={useTimeZone()} messages={messages}>
      {children}
    </NextIntlClientProvider>
  );
}
