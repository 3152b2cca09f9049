import type { ComponentProps, ReactNode } from "react";
import { Choice } from "./choice";

/** Yes or no, taken when the form is sent. */
export function Checkbox(props: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  return <Choice type="checkbox" look="tick" {...props} />;
}
