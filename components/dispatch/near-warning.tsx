"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useLive } from "@/components/demand/use-live";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { api } from "@/components/trpc/client";
import type { NearDemand, NearInput } from "@/server/modules/demand/contract-dispatch";
import { NearList } from "./near-list";

type Known = { readonly name: string; readonly account?: string | undefined };
const pause = 600;

/** Says while somebody types that there may be such a demand already; only what the reader may know of is named. */
export function NearWarning({ org, base, demandId, operator }: { org: string; base: string; demandId: string | undefined; operator: boolean }) {
  const t = useTranslations("demand.form");
  const [name] = useLive<string>("name");
  const [mainAsk] = useLive<string>("mainAsk");
  const [customer] = useLive<Known>("customer");
  const [near, setNear] = useState<readonly NearDemand[]>([]);
  const asked = JSON.stringify({ name: name.slice(0, 80), mainAsk: mainAsk.slice(0, 500), customerName: customer.name.slice(0, 100), customerAccount: customer.account?.slice(0, 64), demandId } satisfies NearInput);
  useEffect(() => {
    let over = false;
    const timer = setTimeout(() => {
      // A warning that cannot be had is none: the form works without it.
      api(org).demand.nearDuplicates.mutate(JSON.parse(asked) as NearInput).then((found) => (over ? undefined : setNear(found)), () => undefined);
    }, pause);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [org, asked]);
  if (near.length === 0) return null;
  return (
    <InlineAlert tone="wait" title={t(operator ? "nearOperatorTitle" : "nearTitle")}>
      <p className="mb-2">{t("nearBody")}</p>
      <NearList near={near} base={base} />
    </InlineAlert>
  );
}
