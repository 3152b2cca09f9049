import { formatYuan } from "@/lib/money";

/** An amount of minor units as written here: "¥ 12,345.67", "−¥ 5.00"; other currencies by their code. */
export function formatMoney(fen: bigint | string | number, currency = "CNY"): string {
  const text = formatYuan(BigInt(fen));
  return currency === "CNY" ? text : text.replace("¥", currency);
}
