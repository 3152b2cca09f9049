"use client";

import type { ReactNode } from "react";
import { Tooltip } from "./tooltip";

/** A button that cannot be pressed now and tells the reason on hover and focus. */
export function DisabledButton({ className, reason, children }: { className: string; reason: string; children: ReactNode }) {
  return (
    <Tooltip content={reason}>
      <button type="button" aria-disabled="true" className={className} onClick={(event) => event.preventDefault()}>
        {children}
      </button>
    </Tooltip>
  );
}
