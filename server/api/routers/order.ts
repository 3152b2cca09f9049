import { listOrders, orderDetail, orderInput, orderListInput, orderTotals, revealBuyer } from "@/server/modules/order";
import { orgProcedure, router } from "../trpc";

export const orderRouter = router({
  list: orgProcedure.input(orderListInput).query(({ ctx, input }) => listOrders(ctx.app, input)),
  totals: orgProcedure.input(orderListInput).query(({ ctx, input }) => orderTotals(ctx.app, input)),
  detail: orgProcedure.input(orderInput).query(({ ctx, input }) => orderDetail(ctx.app, input.orderId)),
  revealBuyer: orgProcedure.input(orderInput).mutation(({ ctx, input }) => revealBuyer(ctx.app, input)),
});
