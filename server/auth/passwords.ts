import { hash, verify } from "@node-rs/argon2";

// argon2id (the library's default kind), 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The stored form of a password: a salted argon2id digest with its parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), cost);
}

let decoy: Promise<string> | undefined;

/** Whether the password fits. Without a stored digest the same work is done and the answer is no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("an account that does not exist");
  const fits = await verify(stored ?? (await decoy), password.normalize("NFC")).catch(() => false);
  return stored !== null && fits;
}
