"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { Link } from "./link";

type SheetProps = {
  /** Where the page is without the sheet. */
  closeHref: string;
  title: ReactNode;
  eyebrow?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/**
 * Detail beside the list, with a URL of its own. The list stays usable; Escape closes the sheet
 * and focus returns to the link that opened it.
 */
export function SideSheet({ closeHref, title, eyebrow, footer, children }: SheetProps) {
  const t = useTranslations("ui");
  const router = useRouter();
  const id = useId();
  const sheet = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let opener = document.activeElement;
    const follow = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement && !sheet.current?.contains(event.target)) opener = event.target;
    };
    sheet.current?.focus({ preventScroll: true });
    document.addEventListener("focusin", follow);
    return () => {
      document.removeEventListener("focusin", follow);
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);

  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const elsewhere = document.querySelector("[popover]:popover-open, [role=dialog][data-open], [role=menu]");
      if (event.key === "Escape" && !event.defaultPrevented && !elsewhere) router.push(closeHref, { scroll: false });
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [closeHref, router]);

  return (
    <div
      ref={sheet}
      role="dialog"
      aria-labelledby={id}
      tabIndex={-1}
      className="fixed inset-y-0 right-0 z-30 flex w-full flex-col border-l border-hair-strong bg-sheet shadow-lift outline-none sm:max-w-[440px]"
    >
      <div className="flex items-start justify-between gap-3 px-[22px] pt-[18px]">
        <div className="min-w-0">
          {eyebrow ? <div className="small">{eyebrow}</div> : null}
          <h2 id={id} className="mt-1 text-[19px] leading-tight font-[620] tracking-[-0.01em]">
            {title}
          </h2>
        </div>
        <Link href={closeHref} scroll={false} aria-label={t("close")} className="grid size-7 flex-none place-items-center rounded-sm text-ink-2 hover:bg-sunk">
          <X aria-hidden size={16} />
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-[22px] pt-2 pb-6">{children}</div>
      {footer ? <div className="flex flex-wrap gap-2 border-t border-hair px-[22px] py-3">{footer}</div> : null}
    </div>
  );
}
