import { type OrgKind, type Role, rolesByKind } from "@/lib/states/org";
import { keeperRole } from "./contract";

/** The roles in the order of the matrix, once each; null when one does not exist in this kind of company. */
export function soundRoles(kind: OrgKind, roles: readonly string[]): Role[] | null {
  const known: readonly Role[] = rolesByKind[kind];
  if (roles.some((role) => !known.some((one) => one === role))) return null;
  return known.filter((role) => roles.includes(role));
}

type SeatRoles = { readonly id: string; readonly roles: readonly string[] };

/** Whether the company still has its owner (or administrator) once the seat has these roles; [] when it ends. */
export function keepsKeeper(kind: OrgKind, seats: readonly SeatRoles[], changed: string, roles: readonly string[]): boolean {
  const keeper = keeperRole[kind];
  return seats.some((seat) => (seat.id === changed ? roles : seat.roles).includes(keeper));
}

// Seen first in every list of guessed passwords of this length.
const common = ["123456789012", "1234567890123", "12345678901234", "123123123123", "111111111111", "000000000000", "qwertyuiop12", "qwertyuiopasdf", "1q2w3e4r5t6y", "password1234", "passwordpassword", "administrator", "iloveyou1234", "woaini1314520", "abcdefghijkl", "abcd12345678"];

/** A password that guesses begin with: on the list, one character repeated, or the address itself. */
export function isCommonPassword(password: string, email: string): boolean {
  const plain = password.toLowerCase();
  return common.includes(plain) || new Set(plain).size < 4 || plain === email.toLowerCase() || plain === email.split("@")[0]?.toLowerCase();
}
