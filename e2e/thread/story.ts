import type { Page } from "@playwright/test";
import type { Portal } from "@/testing/portal";

/** One run of the thread: names nobody else uses, and what the acts before have left. */
export type Story = {
  readonly run: string;
  readonly demandName: string;
  readonly customer: { readonly name: string; readonly account: string; readonly contact: string; readonly details: string };
  readonly productName: string;
  readonly orderNumber: string;
  demandId: string;
  offerNumber: string;
  offerLink: string;
  orderId: string;
  period: string;
  statementId: string;
  statementNumber: string;
  requisitionId: string;
  requisitionNumber: string;
  applicationId: string;
  certificatePath: string;
};

export type Stage = { readonly portal: Portal; readonly story: Story; readonly browserOf: (who?: string) => Promise<Page> };

export function newStory(): Story {
  const run = Date.now().toString(36).slice(-6);
  return {
    run,
    demandName: `集团客服平台统一建设 ${run}`,
    customer: { name: `晨星集团 ${run}`, account: `morning-star-${run}`, contact: `王采购${run}`, details: `buyer-${run}@customer.example.test` },
    productName: `澜舟巡检 ${run}`,
    orderNumber: `CSE${run.toUpperCase()}`,
    demandId: "",
    offerNumber: "",
    offerLink: "",
    orderId: "",
    period: "",
    statementId: "",
    statementNumber: "",
    requisitionId: "",
    requisitionNumber: "",
    applicationId: "",
    certificatePath: "",
  };
}
