"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { FormResult } from "@/components/form/server-errors";
import { formatTime } from "@/lib/dates";
import { keepChosenLocale } from "@/app/chosen-locale";
import { safeNext, signIn } from "@/server/auth";
import { explain, sentenceFor } from "@/server/api/sentences";
import { requestReset, takeToken } from "@/server/modules/org";
import { forgottenSchema, linkAnswer, signInSchema } from "@/components/org/forms";
import { stranger } from "./stranger";

/** What went wrong as the form shows it: on its field, or as one sentence. Throws what nobody foresaw. */
async function refused(error: unknown): Promise<FormResult> {
  const known = explain(error);
  if (!known) throw error;
  const { locale, requestId } = await stranger();
  if (Object.keys(known.fieldErrors).length > 0) return { fieldErrors: { ...known.fieldErrors } };
  const { what, why, todo } = sentenceFor(known, locale, requestId);
  return { formError: locale === "en" ? `${what}. ${why} ${todo}` : `${what}。${why}${todo}` };
}

/** Signs in and goes on to `next`, a path of this house. */
export async function enter(next: string, values: unknown): Promise<FormResult> {
  const { email, password } = signInSchema.parse(values);
  const answer = await signIn(email, password);
  const t = await getTranslations("auth");
  if (answer.outcome === "wrong") return { formError: t("wrong") };
  if (answer.outcome === "limited") return { formError: t("limited", { at: formatTime(new Date(answer.retryAt)) }) };
  await keepChosenLocale();
  redirect(safeNext(next));
}

/** Asks for a reset mail; the same answer for every address. */
export async function forget(values: unknown): Promise<FormResult> {
  try {
    await requestReset(await stranger(), forgottenSchema.parse(values).email);
  } catch (error) {
    return refused(error);
  }
}

/** Uses a mailed link, then leads to sign-in. */
export async function answerLink(token: string, values: unknown): Promise<FormResult> {
  const { name, password } = linkAnswer.parse(values);
  let purpose: string;
  try {
    ({ purpose } = await takeToken(await stranger(), token, { name, password }));
  } catch (error) {
    return refused(error);
  }
  redirect(`/sign-in?done=${purpose}`);
}
