import type { ReactNode } from "react";
import { Brand } from "./rail";

type AuthShellProps = { title: ReactNode; sub?: ReactNode; children: ReactNode; footer?: ReactNode };

/** The room outside the office: sign-in, invitations, a buyer's private offer. */
export function AuthShell({ title, sub, children, footer }: AuthShellProps) {
  return (
    <main id="main" className="grid min-h-screen content-start justify-items-center px-4 pt-[12vh] pb-10">
      <div className="w-full max-w-[400px]">
        <Brand home="/" />
        <div className="rounded-lg border border-hair bg-sheet px-6 py-6">
          <h1>{title}</h1>
          {sub ? <p className="mt-1 text-ink-2">{sub}</p> : null}
          <div className="mt-5">{children}</div>
        </div>
        {footer ? <div className="small mt-4 px-2">{footer}</div> : null}
      </div>
    </main>
  );
}
