import { useId, type ReactNode } from "react";
import { cn } from "./cn";

type CardProps = {
  title?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Gives the body its own margin; leave off for tables and lists that run to the edge. */
  padded?: boolean;
  as?: "section" | "aside" | "div";
  id?: string;
  className?: string;
};

/** A sheet lying on the paper. With a title it is a named region. */
export function Card({ title, note, actions, children, padded, as = "section", id, className }: CardProps) {
  const titleId = useId();
  const As = as;
  return (
    <As id={id} aria-labelledby={title ? titleId : undefined} className={cn("min-w-0 rounded-lg border border-hair bg-sheet", className)}>
      {title ? (
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 pt-3.5 pb-2">
          <h2 id={titleId}>
            {title}
            {note ? <span className="small ml-2">{note}</span> : null}
          </h2>
          {actions}
        </div>
      ) : null}
      {padded ? <div className={title ? "px-4 pb-4" : "p-4"}>{children}</div> : children}
    </As>
  );
}
