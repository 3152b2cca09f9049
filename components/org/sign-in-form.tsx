"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Form, type FormResult } from "@/components/form/form";
import { TextField } from "@/components/form/fields";
import { DemoPeople } from "./demo-people";
import { signInSchema } from "./forms";

type Values = z.input<typeof signInSchema>;
type Props = { enter: (values: Values) => Promise<FormResult>; demo: { password: string; people: readonly { key: string; email: string }[] } | null };

/** E-mail and password; in the demonstration, the demo people one click away. */
export function SignInForm({ enter, demo }: Props) {
  const t = useTranslations("auth");
  const [filled, setFilled] = useState<Values>({ email: "", password: "" });
  return (
    <>
      <Form key={filled.email} schema={signInSchema} defaultValues={filled} onSubmit={enter} submitLabel={t("signIn")}>
        <TextField name="email" label={t("email")} type="email" autoComplete="username" required />
        <TextField name="password" label={t("password")} type="password" autoComplete="current-password" required />
      </Form>
      {demo ? <DemoPeople people={demo.people} password={demo.password} onPick={(email) => setFilled({ email, password: demo.password })} /> : null}
    </>
  );
}
