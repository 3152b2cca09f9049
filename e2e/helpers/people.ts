import { randomBytes } from "node:crypto";
import type { Role } from "@/lib/states/org";
import { hashPassword } from "@/server/auth/passwords";
import { rowOf, rowsOf } from "./rows";

type Wishes = { readonly seats: Readonly<Record<string, readonly Role[]>>; readonly locale?: "zh-CN" | "en"; readonly theme?: "light" | "dark"; readonly password?: string };
type Made = { readonly id: string; readonly name: string; readonly email: string };

/** A person of one's own, so that no test changes what another looks at. `seats`: roles by the company's slug. */
export async function makePerson({ seats, locale = "zh-CN", theme = "light", password }: Wishes): Promise<Made> {
  const name = `e2e ${randomBytes(4).toString("hex")}`;
  const email = `${name.replace(" ", ".")}@example.test`;
  const hash = password ? await hashPassword(password) : null;
  const { id } = await rowOf<{ id: string }>("insert into person (email, name, name_en, locale, theme, password_hash) values ($1, $2, $2, $3, $4, $5) returning id", [email, name, locale, theme, hash]);
  for (const [slug, roles] of Object.entries(seats)) {
    await rowsOf("insert into membership (org_id, person_id, display_name, email, roles) select id, $2, $3, $4, $5 from org where slug = $1", [slug, id, name, email, [...roles]]);
  }
  return { id, name, email };
}

/** Takes the seats away again: companies' team pages stay as they were. */
export async function endSeats(personId: string): Promise<void> {
  await rowsOf("update membership set ended_at = now() where person_id = $1", [personId]);
}
