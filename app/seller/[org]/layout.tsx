import type { ReactNode } from "react";
import { Wing } from "@/app/wing";

type Props = { children: ReactNode; params: Promise<{ org: string }> };

export default async function SellerLayout({ children, params }: Props) {
  const { org } = await params;
  return (
    <Wing wing="seller" slug={org}>
      {children}
    </Wing>
  );
}
