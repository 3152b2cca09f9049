import { router } from "./trpc";
import { demandRouter } from "./routers/demand";
import { offerRouter } from "./routers/offer";
import { auditRouter } from "./routers/audit";
import { fileRouter } from "./routers/file";
import { invoiceRouter } from "./routers/invoice";
import { notificationRouter } from "./routers/notification";
import { settlementRouter } from "./routers/settlement";
import { systemRouter } from "./routers/system";
import { agreementRouter } from "./routers/agreement";
import { fulfilmentRouter } from "./routers/fulfilment";
import { orderRouter } from "./routers/order";
import { orgRouter } from "./routers/org";
import { performanceRouter } from "./routers/performance";
import { productRouter } from "./routers/product";
import { reviewRouter } from "./routers/review";

/** Every procedure of the portal, by noun. */
export const appRouter = router({
  org: orgRouter,
  order: orderRouter,
  fulfilment: fulfilmentRouter,
  agreement: agreementRouter,
  demand: demandRouter,
  offer: offerRouter,
  performance: performanceRouter,
  product: productRouter,
  review: reviewRouter,
  audit: auditRouter,
  file: fileRouter,
  invoice: invoiceRouter,
  notification: notificationRouter,
  settlement: settlementRouter,
  system: systemRouter,
});
export type AppRouter = typeof appRouter;
