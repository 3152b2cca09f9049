import type { Page } from "@playwright/test";

/** One run's names and what the acts before have left. */
export type Cast = {
  readonly run: string;
  readonly account: string;
  readonly offerName: string;
  readonly deepName: string;
  readonly lateName: string;
  offerPath: string;
  deepPath: string;
  buyerPath: string;
};
export type Scene = { readonly cast: Cast; readonly browserOf: (who?: string) => Promise<Page> };

export const partnerHome = "/partner/beacon";
export const product = "澜舟工单";

export function newCast(): Cast {
  const run = Date.now().toString(36).slice(-6);
  return {
    run,
    account: `hwc-e2e-${run}`,
    offerName: `授权内优惠 ${run}`,
    deepName: `特殊申请优惠 ${run}`,
    lateName: `撤销在先优惠 ${run}`,
    offerPath: "",
    deepPath: "",
    buyerPath: "",
  };
}
