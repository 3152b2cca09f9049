"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import type { z } from "zod";
import { toast } from "@/components/feedback/toaster";
import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-style";
import { Dialog } from "@/components/ui/dialog";
import { attempt } from "./attempt";

type Values = Parameters<typeof Form>[0]["defaultValues"] & object;
type FormDialogProps<Input extends Values, Output> = {
  trigger: { label: string; disabledReason?: string | null } & ButtonLook;
  body?: ReactNode;
  schema: z.ZodType<Output, Input>;
  defaultValues: Parameters<typeof Form<Input, Output>>[0]["defaultValues"];
  size?: "md" | "lg";
  /** Sends it; a refusal stays inside the dialog. */
  send: (values: Output) => Promise<unknown>;
  /** Where it leads once done, with a word on it, when the page may not be the reader's any more. */
  leave?: { href: string; said: string };
  children: ReactNode;
};

/** A verb that asks for something: a button, a dialog with a form, and the page anew once it is done. */
export function FormDialog<Input extends Values, Output>(props: FormDialogProps<Input, Output>) {
  const t = useTranslations("ui");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { trigger } = props;
  const done = () => {
    setOpen(false);
    if (!props.leave) return router.refresh();
    toast(props.leave.said);
    router.push(props.leave.href);
  };
  return (
    <>
      <Button variant={trigger.variant} size={trigger.size} disabledReason={trigger.disabledReason} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {trigger.label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={trigger.label} description={props.body} size={props.size}>
        <Form
          schema={props.schema}
          defaultValues={props.defaultValues}
          onSubmit={(values) => attempt(() => props.send(values))}
          onDone={done}
          submitLabel={trigger.label}
          cancel={<Button onClick={() => setOpen(false)}>{t("cancel")}</Button>}
          className="grid gap-4"
        >
          {props.children}
        </Form>
      </Dialog>
    </>
  );
}
