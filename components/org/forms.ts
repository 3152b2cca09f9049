import { z } from "zod";
import { passwordField, personName } from "@/server/modules/org/contract";
import { emailField, trimmedText } from "@/lib/fields";

export const signInSchema = z.object({ email: trimmedText(1, 254), password: z.string().min(1, { error: "errors.field.required" }).max(1000, { error: "errors.field.tooLong" }) });

export const forgottenSchema = z.object({ email: emailField });

/** What a mailed link may bring along; what is needed the verb says. */
export const linkAnswer = z.object({ name: personName, password: passwordField }).partial();

const same = { error: "auth.fields.differ", path: ["again"] };
const again = z.string().min(1, { error: "errors.field.required" });

export const passwordSchema = z.object({ password: passwordField, again }).refine((one) => one.password === one.again, same);

export const seatSchema = z.object({ name: personName, password: passwordField, again }).refine((one) => one.password === one.again, same);
