import type { ReactNode } from "react";

/** Two facts of one cell: the weightier above, the quieter below. */
export function Two({ above, below }: { above: ReactNode; below?: ReactNode }) {
  return (
    <>
      {above}
      {below ? <span className="small block">{below}</span> : null}
    </>
  );
}
