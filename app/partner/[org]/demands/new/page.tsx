import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { DemandForm } from "@/components/demand/demand-form";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { type DraftInput, interestProducts, readDemand } from "@/server/modules/demand";

type Props = { params: Promise<{ org: string }>; searchParams: Promise<SearchParams> };

const blank: DraftInput = {
  name: "",
  deliveryMode: "saas",
  demandType: "purchase",
  budgetFen: undefined,
  mainAsk: "",
  description: "",
  expectedSigningDate: undefined,
  salesContact: "",
  salesContactDetails: "",
  customer: { name: "", account: undefined, contactName: "", contactDetails: "" },
  products: [],
};

/** The stored draft or returned demand, as the form holds it. */
async function draftOf(ctx: OrgCtx, demandId: string): Promise<DraftInput> {
  const demand = await orNotFound(readDemand(ctx, demandId));
  const { name, deliveryMode, demandType, mainAsk, description, salesContact, salesContactDetails, customer, interests } = demand;
  return {
    demandId,
    name,
    deliveryMode,
    demandType,
    budgetFen: demand.budgetFen ?? undefined,
    mainAsk,
    description,
    expectedSigningDate: demand.expectedSigningDate ?? undefined,
    salesContact,
    salesContactDetails,
    customer: { name: customer?.name ?? "", account: customer?.account ?? undefined, contactName: customer?.contactName ?? "", contactDetails: customer?.contactDetails ?? "" },
    products: interests.map(({ productId, expectedShareBp }) => ({ productId, expectedShareBp: expectedShareBp ?? 0 })),
  };
}

export default async function NewDemand({ params, searchParams }: Props) {
  const { org } = await params;
  const ctx = await orgCtx("partner", org);
  const draft = one(await searchParams, "demand");
  const base = `/partner/${org}/demands`;
  const [start, products, t] = await Promise.all([draft ? draftOf(ctx, draft) : blank, interestProducts(ctx), getTranslations("demand")]);
  return (
    <Page>
      <PageHeader back={{ href: base, label: t("back") }} title={draft ? t("edit") : t("new")} />
      <Messages namespaces={["demand"]}>
        <DemandForm org={org} base={base} products={products} start={start} />
      </Messages>
    </Page>
  );
}
