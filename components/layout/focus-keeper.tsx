"use client";

import { useEffect } from "react";

const patienceMs = 100;

/** From a place in the page up to the page itself. */
function wayUp(from: Element, page: Element): Element[] {
  const way: Element[] = [];
  for (let at: Element | null = from; at && at !== page; at = at.parentElement) way.push(at);
  return [...way, page];
}

/**
 * Keeps the keyboard's place when an act takes its own button away: the focus goes to the nearest part of the page around it
 * that is still there, where the next Tab goes on, not back to the top.
 */
export function FocusKeeper() {
  useEffect(() => {
    let way: Element[] = [];
    const remember = ({ target }: FocusEvent) => {
      const page = target instanceof Element && target.closest("main");
      if (page && target !== page) way = wayUp(target, page);
    };
    let later: ReturnType<typeof setTimeout> | undefined;
    const lost = () => document.activeElement === document.body && way.length > 0 && !way[0]?.isConnected;
    const mend = () => {
      if (!lost()) return;
      const place = way.find((one): one is HTMLElement => one instanceof HTMLElement && one.isConnected);
      way = [];
      if (!place) return;
      if (place.tabIndex < 0) place.tabIndex = -1;
      place.style.outline = "none";
      place.focus({ preventScroll: true });
    };
    // A dialog or sheet that closes gives the focus back itself: it goes first.
    const watch = new MutationObserver(() => {
      if (!lost()) return;
      clearTimeout(later);
      later = setTimeout(mend, patienceMs);
    });
    document.addEventListener("focusin", remember);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      watch.disconnect();
      clearTimeout(later);
    };
  }, []);
  return null;
}
