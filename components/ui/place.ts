const GAP = 4;
const EDGE = 8;

/**
 * Puts a fixed panel beside its anchor: below it, or above when the room below is short,
 * flush with the anchor's start or end, never past the window's edge. Sizes in CSS pixels.
 */
export function place(panel: HTMLElement, anchor: Element, align: "start" | "end" = "start"): void {
  const box = anchor.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  const up = below < 200 && above > below;
  const style = panel.style;
  style.top = up ? "auto" : `${box.bottom + GAP}px`;
  style.bottom = up ? `${window.innerHeight - box.top + GAP}px` : "auto";
  style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  style.maxWidth = `${window.innerWidth - 2 * EDGE}px`;
  if (align === "end") {
    style.left = "auto";
    style.right = `${Math.max(EDGE, document.documentElement.clientWidth - box.right)}px`;
    return;
  }
  const spill = box.left + panel.offsetWidth - (document.documentElement.clientWidth - EDGE);
  style.right = "auto";
  style.left = `${Math.max(EDGE, box.left - Math.max(0, spill))}px`;
}
