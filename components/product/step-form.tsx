"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { z } from "zod";
import { attempt } from "@/components/demand/attempt";
import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

type Fields = Record<string, unknown>;
type StepFormProps<Input extends Fields, Output> = {
  schema: z.ZodType<Output, Input>;
  start: Parameters<typeof Form<Input, Output>>[0]["defaultValues"];
  /** Keeps the step on the server. */
  save: (values: Output) => Promise<unknown>;
  backHref: string | null;
  nextHref: string;
  children: ReactNode;
};

/** One step of the wizard: kept whole or half, then on to the next. */
export function StepForm<Input extends Fields, Output>({ schema, start, save, backHref, nextHref, children }: StepFormProps<Input, Output>) {
  const t = useTranslations("product.wizard");
  const router = useRouter();
  const done = () => {
    router.push(nextHref);
    router.refresh();
  };
  const footer = (
    <div className="flex flex-wrap items-center gap-2 border-t border-hair pt-4">
      {backHref ? <LinkButton href={backHref}>{t("back")}</LinkButton> : null}
      <span className="small">{t("hint")}</span>
      <span className="ml-auto">
        <Button type="submit" variant="primary">
          {t("saveNext")}
        </Button>
      </span>
    </div>
  );
  return (
    <Form schema={schema} defaultValues={start} onSubmit={(values) => attempt(() => save(values))} onDone={done} submitLabel={t("saveNext")} footer={footer} className="grid max-w-[720px] gap-4">
      {children}
    </Form>
  );
}
