"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { attemptWithReason } from "@/components/demand/attempt";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";

type Contact = Readonly<Record<string, string>>;
type BuyerCardProps = { org: string; orderId: string; buyer: Contact; masked: boolean; mayReveal: boolean };

const contactKeys = ["userId", "userName", "mobilePhone", "email", "customerId", "customerName"];

/** How the customer is reached: to a seller in part, until somebody asks for the whole on this page; every look is kept. */
export function BuyerCard({ org, orderId, buyer, masked, mayReveal }: BuyerCardProps) {
  const t = useTranslations("order.buyer");
  const [whole, setWhole] = useState<Contact | null>(null);
  const reveal = () => attemptWithReason(async () => setWhole((await api(org).order.revealBuyer.mutate({ orderId })).buyer));
  const items = Object.entries(whole ?? buyer).map(([key, value]) => ({ term: contactKeys.includes(key) ? t(key) : t("other", { name: key }), value }));
  const hidden = masked && !whole;
  return (
    <Card
      title={t("title")}
      padded
      actions={
        hidden ? (
          <ConfirmDialog trigger={{ label: t("reveal"), size: "sm", disabledReason: mayReveal ? null : t("noRight") }} title={t("revealTitle")} body={t("revealBody")} confirmLabel={t("reveal")} onConfirm={reveal} />
        ) : undefined
      }
    >
      <DefinitionList items={items} />
      {hidden ? <p className="small mt-2">{t("maskedNote")}</p> : null}
    </Card>
  );
}
