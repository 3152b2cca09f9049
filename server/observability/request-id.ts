import { randomUUID } from "node:crypto";

/** A fresh id per request. One sent by the caller is never taken: it could forge somebody's trail. */
export function newRequestId(): string {
  return randomUUID();
}
