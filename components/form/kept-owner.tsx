"use client";

import { useEffect } from "react";
import { keepOnlyOf } from "./kept-store";

/** Drops from this browser what anybody but this person typed and did not send; null, after signing out, drops all. */
export function KeptOwner({ person }: { person: string | null }) {
  useEffect(() => keepOnlyOf(person), [person]);
  return null;
}
