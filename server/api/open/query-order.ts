import { parseSdkAuthorization, verifySdkRequest } from "@/lib/signatures/sdk-hmac";
import { AppError } from "@/server/kernel/errors";
import { orderForSeller, type QueriedOrder } from "@/server/modules/order";
import { apiKeyOf, ctxForKey } from "@/server/modules/system";

export type OrderCall = {
  readonly method: string;
  /** Path with query, as it came. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestId: string;
  readonly ip: string;
};
export type OrderAnswer = { readonly status: number; readonly body: { readonly resultCode: string; readonly resultMsg: string; readonly orderInfo?: QueriedOrder } };

/** The codes sellers' programs know from production calls. */
const results = {
  found: { status: 200, body: { resultCode: "000000", resultMsg: "success." } },
  unsigned: { status: 401, body: { resultCode: "000001", resultMsg: "Authentication failed: sign host and X-Sdk-Date with your access key (SDK-HMAC-SHA256); the date may differ from now by 15 minutes." } },
  incomplete: { status: 400, body: { resultCode: "000002", resultMsg: "Request parameter is invalid: orderId is missing or too long." } },
  unknown: { status: 404, body: { resultCode: "000003", resultMsg: "Order not found: no order of yours has this orderId and orderLineId." } },
} as const satisfies Record<string, OrderAnswer>;

/** The order query that sellers' programs sign with their access key. Foreign and unknown orders get one answer. */
export async function queryOrder(call: OrderCall): Promise<OrderAnswer> {
  const accessKey = parseSdkAuthorization(call.headers["authorization"] ?? "")?.accessKey;
  const key = accessKey ? await apiKeyOf(accessKey) : null;
  // An unknown key takes the same path as a wrong signature.
  const verdict = verifySdkRequest({ ...call, body: "" }, key?.secret ?? "no such key", new Date());
  if (!accessKey || !key || !verdict.ok) return results.unsigned;
  const query = new URL(call.target, "http://portal").searchParams;
  const [orderNumber, lineNumber] = [query.get("orderId")?.trim() ?? "", query.get("orderLineId")?.trim() || undefined];
  if (!orderNumber || orderNumber.length > 64 || (lineNumber?.length ?? 0) > 64) return results.incomplete;
  const ctx = await ctxForKey(key, accessKey, call);
  if (!ctx) return results.unsigned;
  try {
    return { ...results.found, body: { ...results.found.body, orderInfo: await orderForSeller(ctx, { orderNumber, lineNumber }) } };
  } catch (error) {
    if (error instanceof AppError && error.kind === "not_found") return results.unknown;
    throw error;
  }
}
