import { cookies } from "next/headers";
import { LOCALES } from "@/lib/locale";
import { justSignedIn } from "@/server/auth";
import { changePreferences } from "@/server/modules/org";

/** The cookie of a language chosen before signing in, which is then the person's. */
export const chosenAtTheDoor = "locale_chosen";

/** Keeps the language chosen at the door for the person who has just come in. */
export async function keepChosenLocale(): Promise<void> {
  const jar = await cookies();
  const chosen = LOCALES.find((one) => one === jar.get(chosenAtTheDoor)?.value);
  const ctx = chosen ? await justSignedIn() : null;
  if (!chosen || !ctx) return;
  jar.delete(chosenAtTheDoor);
  await changePreferences(ctx, { locale: chosen });
}
