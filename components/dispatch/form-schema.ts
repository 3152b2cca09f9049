import { z } from "zod";
import { formatRatio } from "@/lib/money";
import { completeDemand, type DraftInput, draftInput, type InterestProduct } from "@/server/modules/demand/contract";

/** A line of the form as it is being filled in. */
export type ProductLine = { productId: string; expectedShareBp: number | undefined };
type Say = (key: "noProducts" | "chooseProduct" | "productGone" | "productTwice" | "shareMissing" | "overMaximum", values?: Record<string, string>) => string;

/** What is wrong with each line of products, as sentences that name the product; by path below `products`. */
export function lineProblems(lines: readonly ProductLine[], products: readonly InterestProduct[], say: Say): Record<string, string> {
  const byId = new Map(products.map((product) => [product.id, product]));
  const problems: Record<string, string> = {};
  lines.forEach(({ productId, expectedShareBp }, at) => {
    const product = byId.get(productId);
    const share = Number.isInteger(expectedShareBp) ? Number(expectedShareBp) : null;
    if (productId === "") problems[`${at}.productId`] = say("chooseProduct");
    else if (!product) problems[`${at}.productId`] = say("productGone");
    else if (lines.findIndex((one) => one.productId === productId) < at) problems[`${at}.productId`] = say("productTwice", { product: product.name });
    else if (share === null || share < 0) problems[`${at}.expectedShareBp`] = say("shareMissing", { product: product.name });
    else if (share > product.maxShareBp) problems[`${at}.expectedShareBp`] = say("overMaximum", { product: product.name, max: formatRatio(product.maxShareBp) });
  });
  return problems;
}

/** The values as a draft can be kept: lines that are not filled in yet are left out. */
export function asDraft(values: DraftInput): DraftInput {
  const lines = (values.products as readonly ProductLine[]).filter(({ productId, expectedShareBp }, at, all) => productId !== "" && Number.isInteger(expectedShareBp) && all.findIndex((one) => one.productId === productId) === at);
  return { ...values, products: lines as DraftInput["products"] };
}

/** What a draft takes: whatever is there, within the limits of each field. */
export const formSchema = z.custom<DraftInput>().transform((values, context) => {
  const parsed = draftInput.safeParse(asDraft(values));
  if (parsed.success) return { ...parsed.data, products: values.products };
  // The issue's limits travel on, for the sentence that names them.
  for (const issue of parsed.error.issues) context.addIssue({ code: "custom", path: [...issue.path], message: issue.message, params: limits(issue) });
  return z.NEVER;
}) as unknown as z.ZodType<DraftInput, DraftInput>;

const limits = (issue: z.core.$ZodIssue) => Object.fromEntries(Object.entries({ ...issue, ...("params" in issue ? issue.params : {}) }).filter(([name]) => name === "minimum" || name === "maximum"));

/** What keeps the form from being submitted, by path: every missing part, a day that has passed, and a share above its product's maximum. */
export function problemsOf(values: DraftInput, products: readonly InterestProduct[], today: string, say: Say): Record<string, string> {
  const problems: Record<string, string> = {};
  if (values.expectedSigningDate && values.expectedSigningDate < today) problems["expectedSigningDate"] = "errors.field.past";
  for (const issue of completeDemand.safeParse(values).error?.issues ?? []) if (issue.path[0] !== "products") problems[issue.path.join(".")] ??= issue.message;
  if (values.products.length === 0) problems["products"] = say("noProducts");
  for (const [path, message] of Object.entries(lineProblems(values.products, products, say))) problems[`products.${path}`] = message;
  return problems;
}
