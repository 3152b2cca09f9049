import type { ReactNode } from "react";
import { Wing } from "@/app/wing";

type Props = { children: ReactNode; params: Promise<{ org: string }> };

export default async function PartnerLayout({ children, params }: Props) {
  const { org } = await params;
  return (
    <Wing wing="partner" slug={org}>
      {children}
    </Wing>
  );
}
