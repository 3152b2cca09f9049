import type { ComponentProps, ReactNode } from "react";
import { Choice } from "./choice";

/** On or off, in force at once. */
export function Switch(props: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  return <Choice type="checkbox" look="toggle" {...props} />;
}
