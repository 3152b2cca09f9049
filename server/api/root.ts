import { router } from "./trpc";
import { auditRouter } from "./routers/audit";
import { fileRouter } from "./routers/file";
import { notificationRouter } from "./routers/notification";
import { systemRouter } from "./routers/system";

/** Every procedure of the portal, by noun. */
export const appRouter = router({
  audit: auditRouter,
  file: fileRouter,
  notification: notificationRouter,
  system: systemRouter,
});
export type AppRouter = typeof appRouter;
