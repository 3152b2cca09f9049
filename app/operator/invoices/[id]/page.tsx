import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { DeskView } from "@/components/invoice/desk-view";
import { InvoiceNoRight } from "@/components/invoice/no-right";
import { Messages } from "@/components/layout/messages";
import { orgCtx } from "@/server/auth";
import { readInvoice } from "@/server/modules/invoice";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoice"))("title") };
}

export default async function InvoiceDeskPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await orgCtx("operator");
  if (!ctx.permissions.has("invoice:read")) return <InvoiceNoRight />;
  const one = await orNotFound(readInvoice(ctx, (await params).id));
  return (
    <Messages namespaces={["invoice.act"]}>
      <DeskView key={one.id} one={one} orgSlug={ctx.org.slug} />
    </Messages>
  );
}
