import { router } from "./trpc";
import { absenceRouter } from "./routers/absence";
import { claimRouter } from "./routers/claim";
import { customerRouter } from "./routers/customer";
import { demandRouter } from "./routers/demand";
import { demandImportRouter } from "./routers/demand-import";
import { offerRouter } from "./routers/offer";
import { authorityRouter } from "./routers/authority";
import { auditRouter } from "./routers/audit";
import { fileRouter } from "./routers/file";
import { invoiceRouter } from "./routers/invoice";
import { limitRouter } from "./routers/limit";
import { notificationRouter } from "./routers/notification";
import { settlementRouter } from "./routers/settlement";
import { systemRouter } from "./routers/system";
import { agreementRouter } from "./routers/agreement";
import { fulfilmentRouter } from "./routers/fulfilment";
import { orderRouter } from "./routers/order";
import { orgRouter } from "./routers/org";
import { performanceRouter } from "./routers/performance";
import { productRouter } from "./routers/product";
import { renewalRouter } from "./routers/renewal";
import { reviewRouter } from "./routers/review";

/** Every procedure of the portal, by noun. */
export const appRouter = router({
  absence: absenceRouter,
  org: orgRouter,
  order: orderRouter,
  fulfilment: fulfilmentRouter,
  agreement: agreementRouter,
  claim: claimRouter,
  customer: customerRouter,
  demand: demandRouter,
  demandImport: demandImportRouter,
  offer: offerRouter,
  authority: authorityRouter,
  limit: limitRouter,
  performance: performanceRouter,
  product: productRouter,
  renewal: renewalRouter,
  review: reviewRouter,
  audit: auditRouter,
  file: fileRouter,
  invoice: invoiceRouter,
  notification: notificationRouter,
  settlement: settlementRouter,
  system: systemRouter,
});
export type AppRouter = typeof appRouter;
