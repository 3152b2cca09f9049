"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { attempt } from "@/components/demand/attempt";
import { toast } from "@/components/feedback/toaster";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { clockInput } from "@/server/modules/system/contract";

const whole = z.string().regex(/^\d{1,3}$/, { error: "errors.field.range" }).transform(Number);
const typed = z.object({ days: whole, hours: whole }).pipe(clockInput);

/** Moves the business clock forward by days and hours. */
export function ClockForm({ orgSlug, disabledReason }: { orgSlug: string; disabledReason: string | null }) {
  const t = useTranslations("system.clock");
  const router = useRouter();
  const done = () => {
    toast(t("moved"));
    router.refresh();
  };
  return (
    <Form
      schema={typed}
      defaultValues={{ days: "1", hours: "0" }}
      submitLabel={t("move")}
      submitDisabledReason={disabledReason}
      onSubmit={(values) => attempt(() => api(orgSlug).system.moveClock.mutate(values))}
      onDone={done}
    >
      <TextField name="days" label={t("days")} inputMode="numeric" required />
      <TextField name="hours" label={t("hours")} inputMode="numeric" required />
    </Form>
  );
}
