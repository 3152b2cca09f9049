import type { ReactNode } from "react";
import { Wing } from "@/app/wing";

export default function OperatorLayout({ children }: { children: ReactNode }) {
  return <Wing wing="operator">{children}</Wing>;
}
