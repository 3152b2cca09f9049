import { cn } from "./cn";

/** A quiet block the size of what will stand here. */
export function Skeleton({ className, width, height }: { className?: string; width?: number | string; height?: number | string }) {
  return <span aria-hidden style={{ width, height }} className={cn("block h-3 animate-pulse rounded-xs bg-mute-soft", className)} />;
}
