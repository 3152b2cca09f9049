import type { ReactNode } from "react";

/** The sheet a page is written on; wide for desks with two panes. */
export function Page({ wide, children }: { wide?: boolean; children: ReactNode }) {
  return <div className={`px-4 pt-[22px] pb-10 md:px-7 ${wide ? "" : "max-w-[1280px]"}`}>{children}</div>;
}
