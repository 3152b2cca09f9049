"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, type ReactNode } from "react";
import { DialogFootSlot } from "./dialog-foot";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  size?: "md" | "lg";
};

const fields = ["input", "select", "textarea"].map((kind) => `${kind}:not(:disabled, [type="hidden"], [tabindex="-1"], [aria-hidden="true"])`).join(", ");

/** Whoever opened it types at once: into its first field, if it has one and nothing inside took the focus. A finger opens no keyboard. */
function firstFieldOf(popup: HTMLElement | null, openedBy: string): HTMLElement | true {
  if (openedBy === "touch" || !popup) return true;
  const taken = document.activeElement;
  if (taken instanceof HTMLElement && taken !== popup && popup.contains(taken)) return taken;
  return popup.querySelector<HTMLElement>(fields) ?? true;
}

/** A question that must be answered before anything else; focus goes in and comes back. A form inside puts its buttons into the foot. */
export function Dialog({ open, onOpenChange, title, description, children, footer, size = "md" }: DialogProps) {
  const t = useTranslations("ui");
  const popup = useRef<HTMLDivElement>(null);
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  const footLook = "flex flex-wrap justify-end gap-2 border-t border-hair px-5 py-3";
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          ref={popup}
          initialFocus={(openedBy) => firstFieldOf(popup.current, openedBy)}
          className={`fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[calc(100vw-24px)] -translate-x-1/2 flex-col rounded-lg border border-hair-strong bg-sheet shadow-lift ${size === "lg" ? "max-w-2xl" : "max-w-md"}`}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <Base.Title className="text-lead leading-snug">{title}</Base.Title>
            <Base.Close aria-label={t("close")} className="grid size-7 flex-none place-items-center rounded-sm text-ink-2 hover:bg-sunk">
              <X aria-hidden size={16} />
            </Base.Close>
          </div>
          <div className="overflow-y-auto px-5 pt-2 pb-4">
            {description ? <Base.Description className="mb-3 text-ink-2">{description}</Base.Description> : null}
            <DialogFootSlot value={foot}>{children}</DialogFootSlot>
          </div>
          {footer ? <div className={footLook}>{footer}</div> : <div ref={setFoot} className={`${footLook} empty:hidden`} />}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
