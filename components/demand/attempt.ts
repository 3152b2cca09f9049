import { sentenceOf } from "@/components/trpc/errors";
import type { FormResult } from "@/components/form/server-errors";

/** Runs a call for a form: what was refused comes back as field errors, else as one sentence with what to do. */
export async function attempt(work: () => Promise<unknown>): Promise<FormResult> {
  try {
    await work();
  } catch (error) {
    const { what, why, todo, fieldErrors } = sentenceOf(error);
    if (Object.keys(fieldErrors).length > 0) return { fieldErrors: { ...fieldErrors } };
    return { formError: [what, why, todo].filter(Boolean).join(" ") || "ui.form.failed" };
  }
}

/** The same for a dialog that asks for a reason alone. */
export async function attemptWithReason(work: () => Promise<unknown>): Promise<{ error?: string } | void> {
  try {
    await work();
  } catch (error) {
    const { what, why, todo } = sentenceOf(error);
    return { error: [what, why, todo].filter(Boolean).join(" ") || undefined };
  }
}
