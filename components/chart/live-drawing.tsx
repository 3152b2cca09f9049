"use client";

import { useEffect, useRef, useState, type ComponentType, type ReactNode } from "react";
import type { DrawingProps } from "./types";

type LiveProps = Omit<DrawingProps, "width"> & {
  label: string;
  /** Brings the chart library when the page has settled. */
  load: () => Promise<ComponentType<DrawingProps>>;
  /** What the server drew; stays until the live chart can stand in its place. */
  still: ReactNode;
};

/** Keeps the server's drawing until the live one has arrived and the width is known, so nothing flashes. */
export function LiveDrawing({ label, load, still, ...drawing }: LiveProps) {
  const box = useRef<HTMLDivElement>(null);
  const [Drawing, setDrawing] = useState<ComponentType<DrawingProps>>();
  const [width, setWidth] = useState(0);
  useEffect(() => {
    let live = true;
    void load().then((found) => live && setDrawing(() => found));
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    if (box.current) observer.observe(box.current);
    return () => {
      live = false;
      observer.disconnect();
    };
  }, [load]);
  return (
    <div ref={box} role="img" aria-label={label} className="absolute inset-0 overflow-hidden">
      {Drawing && width > 0 ? <Drawing {...drawing} width={width} /> : still}
    </div>
  );
}
