import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";

/** A list that is on its way: heading, filters, rows of their final height. */
export function ListPageSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <Waiting>
      <Skeleton width={220} height={26} className="mb-5" />
      <div className="mb-3 flex gap-2">
        {[96, 120, 104].map((width) => (
          <Skeleton key={width} width={width} height={28} className="rounded-full" />
        ))}
      </div>
      <div className="rounded-lg border border-hair bg-sheet">
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className="flex h-10 items-center gap-6 border-b border-hair px-3 last:border-0">
            <Skeleton width={130} />
            <Skeleton className="flex-1" />
            <Skeleton width={90} />
          </div>
        ))}
      </div>
    </Waiting>
  );
}

/** One object that is on its way. */
export function DetailPageSkeleton() {
  return (
    <Waiting>
      <Skeleton width={320} height={26} className="mb-5" />
      <Skeleton height={176} className="mb-[18px] rounded-lg" />
      <div className="grid gap-[18px] lg:grid-cols-[1fr_300px]">
        <Skeleton height={360} className="rounded-lg" />
        <Skeleton height={360} className="rounded-lg" />
      </div>
    </Waiting>
  );
}

/** A form that is on its way. */
export function FormPageSkeleton({ fields = 6 }: { fields?: number }) {
  return (
    <Waiting>
      <Skeleton width={260} height={26} className="mb-5" />
      <div className="grid max-w-[640px] gap-4">
        {Array.from({ length: fields }, (_, field) => (
          <div key={field} className="grid gap-1.5">
            <Skeleton width={110} />
            <Skeleton height={32} className="rounded-md" />
          </div>
        ))}
      </div>
    </Waiting>
  );
}

function Waiting({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <div aria-busy="true" className="max-w-[1280px] px-4 pt-[22px] pb-10 md:px-7">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      {children}
    </div>
  );
}
