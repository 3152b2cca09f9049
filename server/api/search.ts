import type { OrgCtx } from "@/server/kernel/authorize";
import { listRegistrations } from "@/server/modules/customer";
import { listDemand } from "@/server/modules/demand";
import { listOffers } from "@/server/modules/offer";
import { listOrders } from "@/server/modules/order";
import { listProducts } from "@/server/modules/product";
import { statementsByNumber } from "@/server/modules/settlement";
import { invoicesByNumber } from "@/server/modules/invoice";

/** A thing found by number or name; `path` is below the wing's home. */
export type Found = { readonly kind: "order" | "demand" | "offer" | "product" | "statement" | "requisition" | "registration"; readonly id: string; readonly label: string; readonly note: string; readonly path: string };

const each = 5;

/** Everything the person may see whose number or name holds the words, a few of each kind; nothing below two characters. */
export async function searchEverything(ctx: OrgCtx, words: string): Promise<Found[]> {
  const q = words.trim().slice(0, 64);
  if (q.length < 2) return [];
  const may = (permission: Parameters<typeof ctx.permissions.has>[0]) => ctx.permissions.has(permission);
  const found = await Promise.all([
    may("order:read") ? orders(ctx, q) : [],
    may("demand:read") ? demand(ctx, q) : [],
    may("offer:read") ? offers(ctx, q) : [],
    may("customer:read") ? registrations(ctx, q) : [],
    may("product:read") && ctx.org.kind === "seller" ? products(ctx, q) : [],
    may("settlement:read") ? statements(ctx, q) : [],
    may("invoice:read") ? requisitions(ctx, q) : [],
  ]);
  return found.flat();
}

async function orders(ctx: OrgCtx, q: string): Promise<Found[]> {
  const { rows } = await listOrders(ctx, { text: q });
  return rows.slice(0, each).map((row) => ({ kind: "order", id: row.id, label: row.number, note: `${row.product} · ${row.customerName}`, path: `orders/${row.id}` }));
}

async function demand(ctx: OrgCtx, q: string): Promise<Found[]> {
  const { rows } = await listDemand(ctx, { q });
  return rows.slice(0, each).map((row) => ({ kind: "demand", id: row.id, label: row.name, note: row.number, path: `demands/${row.id}` }));
}

async function offers(ctx: OrgCtx, q: string): Promise<Found[]> {
  const { rows } = await listOffers(ctx, { q });
  return rows.slice(0, each).map((row) => ({ kind: "offer", id: row.id, label: row.name, note: row.number, path: `offers/${row.id}` }));
}

async function registrations(ctx: OrgCtx, q: string): Promise<Found[]> {
  const { rows } = await listRegistrations(ctx, { q });
  return rows.slice(0, each).map((row) => ({ kind: "registration", id: row.id, label: row.customerName, note: row.number, path: `customers?open=${row.id}` }));
}

async function products(ctx: OrgCtx, q: string): Promise<Found[]> {
  const { rows } = await listProducts(ctx, { q });
  return rows.slice(0, each).map((row) => ({ kind: "product", id: row.id, label: row.name, note: row.code, path: `products/${row.id}` }));
}

async function statements(ctx: OrgCtx, q: string): Promise<Found[]> {
  const rows = await statementsByNumber(ctx, q, each);
  return rows.map((row) => ({ kind: "statement", id: row.id, label: row.number, note: row.period, path: `statements/${row.id}` }));
}

async function requisitions(ctx: OrgCtx, q: string): Promise<Found[]> {
  const rows = await invoicesByNumber(ctx, q, each);
  return rows.map((row) => ({ kind: "requisition", id: row.requisitionId, label: row.number, note: row.periodLabel, path: ctx.org.kind === "operator" && row.invoiceId ? `invoices/${row.invoiceId}` : `invoices/${row.requisitionId}` }));
}
