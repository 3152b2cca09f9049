"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import type { z } from "zod";
import { toast } from "@/components/feedback/toaster";
import { Form, type FormResult } from "@/components/form/form";
import { KeptNote, KeptWatch, useKept } from "@/components/form/kept-input";
import { keptOwner } from "@/components/form/kept-store";
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
        <Asked {...props} onDone={done} onCancel={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type AskedProps<Input extends Values, Output> = FormDialogProps<Input, Output> & { onDone: () => void; onCancel: () => void };

/** The dialog's form. What is typed outlives a refusal and an ended session; only sending and "Cancel" drop it. */
function Asked<Input extends Values, Output>({ trigger, schema, defaultValues, send, onDone, onCancel, children }: AskedProps<Input, Output>) {
  const t = useTranslations("ui");
  const [owner] = useState(keptOwner);
  // The same verb on the same record begins with the same values.
  const kept = useKept(owner ?? "", `dialog:${usePathname()}:${trigger.label}:${JSON.stringify(defaultValues)}`);
  const submit = async (values: Output): Promise<FormResult> => {
    const refused = await attempt(() => send(values));
    if (!refused) kept.keeping.end();
    return refused;
  };
  const cancel = () => {
    kept.keeping.end();
    onCancel();
  };
  return (
    <Form schema={schema} defaultValues={defaultValues} onSubmit={submit} onDone={onDone} submitLabel={trigger.label} cancel={<Button onClick={cancel}>{t("cancel")}</Button>} className="grid gap-4">
      {owner ? <KeptNote kept={kept} /> : null}
      {children}
      {owner ? <KeptWatch kept={kept} /> : null}
    </Form>
  );
}
