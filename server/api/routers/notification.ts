import { inboxInput, listInbox, markAllRead, markRead, notificationInput, readInboxNews } from "@/server/modules/notification";
import { orgProcedure, router } from "../trpc";

export const notificationRouter = router({
  list: orgProcedure.input(inboxInput).query(({ ctx, input }) => listInbox(ctx.app, input)),
  news: orgProcedure.query(({ ctx }) => readInboxNews(ctx.app)),
  markRead: orgProcedure.input(notificationInput).mutation(({ ctx, input }) => markRead(ctx.app, input)),
  markAllRead: orgProcedure.mutation(({ ctx }) => markAllRead(ctx.app)),
});
