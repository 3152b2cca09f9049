import { z } from "zod";

/** What the events' door answers, whatever the outcome. */
export const answerSchema = z.object({
  code: z.string(),
  what: z.string(),
  why: z.string(),
  todo: z.string(),
  request_id: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const queriedLine = z.object({
  orderLineId: z.string(),
  chargingMode: z.string(),
  expireTime: z.string().optional(),
  periodType: z.string(),
  periodNumber: z.int(),
  orderAmount: z.string(),
  productInfo: z.array(z.object({ skuCode: z.string(), productId: z.string(), linearValue: z.int(), productName: z.string() })),
});

/** What the order query answers. */
export const orderAnswerSchema = z.object({
  resultCode: z.string(),
  resultMsg: z.string(),
  orderInfo: z
    .object({
      orderId: z.string(),
      orderType: z.string(),
      createTime: z.string(),
      orderLine: z.array(queriedLine),
      buyerInfo: z.record(z.string(), z.string()),
      extendParams: z.array(z.object({ name: z.string(), value: z.string() })),
    })
    .optional(),
});
