"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Form, type FormResult } from "@/components/form/form";
import { TextField } from "@/components/form/fields";
import { forgottenSchema, passwordSchema, seatSchema } from "./forms";

type Send = (values: Record<string, unknown>) => Promise<FormResult>;

function PasswordFields() {
  const t = useTranslations("auth.invitation");
  return (
    <>
      <TextField name="password" label={t("password")} hint={t("hint")} type="password" autoComplete="new-password" required />
      <TextField name="again" label={t("again")} type="password" autoComplete="new-password" required />
    </>
  );
}

/** A new colleague's name and password. */
export function SeatForm({ send }: { send: Send }) {
  const t = useTranslations("auth.invitation");
  return (
    <Form schema={seatSchema} defaultValues={{ name: "", password: "", again: "" }} onSubmit={send} submitLabel={t("submit")}>
      <TextField name="name" label={t("name")} autoComplete="name" required />
      <PasswordFields />
    </Form>
  );
}

/** Takes a seat with an account one has already. */
export function AcceptForm({ send }: { send: Send }) {
  const t = useTranslations("auth.invitation");
  return (
    <Form schema={z.object({})} defaultValues={{}} onSubmit={send} submitLabel={t("accept")}>
      {null}
    </Form>
  );
}

/** A new password, twice. */
export function PasswordForm({ send }: { send: Send }) {
  const t = useTranslations("auth.reset");
  return (
    <Form schema={passwordSchema} defaultValues={{ password: "", again: "" }} onSubmit={send} submitLabel={t("newSubmit")}>
      <PasswordFields />
    </Form>
  );
}

/** Where the reset mail should go; afterwards the same sentence for every address. */
export function ForgottenForm({ send }: { send: Send }) {
  const t = useTranslations("auth.reset");
  const words = useTranslations("auth");
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo) {
    return (
      <InlineAlert tone="ok" title={t("sentTitle")}>
        {t("sent", { email: sentTo })}
      </InlineAlert>
    );
  }
  return (
    <Form schema={forgottenSchema} defaultValues={{ email: "" }} onSubmit={send} onDone={({ email }) => setSentTo(email)} submitLabel={t("submit")}>
      <TextField name="email" label={words("email")} type="email" autoComplete="username" required />
    </Form>
  );
}
