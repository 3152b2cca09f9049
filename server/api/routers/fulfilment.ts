import { interfaceInput, interfaceSettings, issueApiKey, listMessages, messageDetail, messageInput, messageListInput, registerInterface, restartMessage } from "@/server/modules/fulfilment";
import { orgProcedure, router } from "../trpc";

export const fulfilmentRouter = router({
  messages: orgProcedure.input(messageListInput).query(({ ctx, input }) => listMessages(ctx.app, input)),
  message: orgProcedure.input(messageInput).query(({ ctx, input }) => messageDetail(ctx.app, input.messageId)),
  restart: orgProcedure.input(messageInput).mutation(({ ctx, input }) => restartMessage(ctx.app, input.messageId)),
  settings: orgProcedure.query(({ ctx }) => interfaceSettings(ctx.app)),
  registerInterface: orgProcedure.input(interfaceInput).mutation(({ ctx, input }) => registerInterface(ctx.app, input)),
  issueApiKey: orgProcedure.mutation(({ ctx }) => issueApiKey(ctx.app)),
});
