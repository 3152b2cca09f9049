import { expect, test } from "vitest";
import type { DraftInput, InterestProduct } from "@/server/modules/demand/contract";
import { asDraft, formSchema, lineProblems, problemsOf, type ProductLine } from "./form-schema";

const id = "01900000-0000-7000-8000-000000000001";
const products: InterestProduct[] = [{ id, code: "P-1", name: "工单台", sellerName: "澜舟", deliveryMode: "saas", maxShareBp: 1500 }];
const say = (key: string, values: Record<string, string> = {}) => [key, ...Object.values(values)].join(" ");
const values = (lines: ProductLine[], change: Partial<DraftInput> = {}): DraftInput => ({
  name: "客服工单平台",
  deliveryMode: "saas",
  demandType: "purchase",
  mainAsk: "替换老系统",
  description: "",
  salesContact: "陈",
  salesContactDetails: "13800000000",
  customer: { name: "灯塔科技", account: undefined, contactName: "", contactDetails: "" },
  products: lines as DraftInput["products"],
  ...change,
});
const check = (given: DraftInput) => formSchema.safeParse(given);
const problems = (given: DraftInput) => problemsOf(given, products, "2026-11-23", say);

test("a share above the maximum is refused before it is sent, naming product and maximum", () => {
  expect(problems(values([{ productId: id, expectedShareBp: 1501 }]))).toEqual({ "products.0.expectedShareBp": "overMaximum 工单台 15.00 %" });
  expect(problems(values([{ productId: id, expectedShareBp: 1500 }]))).toEqual({});
});

test("each kind of unfinished line says what it lacks", () => {
  const lines: ProductLine[] = [{ productId: "", expectedShareBp: 100 }, { productId: id, expectedShareBp: undefined }, { productId: id, expectedShareBp: 100 }, { productId: "01900000-0000-7000-8000-000000000009", expectedShareBp: 100 }];
  expect(lineProblems(lines, products, say)).toEqual({ "0.productId": "chooseProduct", "1.expectedShareBp": "shareMissing 工单台", "2.productId": "productTwice 工单台", "3.productId": "productGone" });
});

test("submitting asks for everything at once; saving takes what there is", () => {
  const empty = values([], { name: "", customer: { name: "", account: undefined, contactName: "", contactDetails: "" } });
  expect(problems(empty)).toEqual({ name: "errors.field.required", "customer.name": "errors.field.required", products: "noProducts" });
  expect(check(empty).success).toBe(true);
  const half = values([{ productId: "", expectedShareBp: undefined }, { productId: id, expectedShareBp: 9000 }]);
  expect(asDraft(half).products).toEqual([{ productId: id, expectedShareBp: 9000 }]);
  expect(check(half).data?.products).toHaveLength(2);
});

test("limits are said with the sentence", () => {
  const [issue] = check(values([], { name: "长".repeat(81) })).error?.issues ?? [];
  expect(issue).toMatchObject({ path: ["name"], message: "errors.field.tooLong", params: { maximum: 80 } });
});
