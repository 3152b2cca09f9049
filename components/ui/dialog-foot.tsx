"use client";

import { createContext, useContext, type ReactNode } from "react";
import { createPortal } from "react-dom";

/** The foot of the dialog around: undefined outside of one, null until it is drawn. */
export const DialogFootSlot = createContext<HTMLElement | null | undefined>(undefined);

/** The buttons that end a form. In a dialog they stand in its foot, the act last; on a page below the fields, the act first. */
export function Foot({ act, cancel }: { act: ReactNode; cancel?: ReactNode }) {
  const slot = useContext(DialogFootSlot);
  if (slot === undefined) {
    return (
      <div className="flex flex-wrap items-center gap-2 pt-1">
        {act}
        {cancel}
      </div>
    );
  }
  if (slot === null) return null;
  return createPortal(
    <>
      {cancel}
      {act}
    </>,
    slot,
  );
}
