import { forbidden, notFound } from "next/navigation";
import { toAppError } from "@/server/kernel/errors";

/** A page's read: what does not exist, belongs to others or has no possible id is the 404 page, what the person may not see the 403 page. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const kind = toAppError(error)?.kind;
    if (kind === "not_found" || kind === "invalid") notFound();
    if (kind === "forbidden") forbidden();
    throw error;
  }
}
