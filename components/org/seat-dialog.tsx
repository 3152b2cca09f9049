"use client";

import { useTranslations } from "next-intl";
import { startTransition, useId, useState, useTransition, type ReactNode } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-style";
import { Dialog } from "@/components/ui/dialog";
import { sentenceOf } from "@/components/trpc/errors";
import type { OrgKind, Role } from "@/lib/states/org";
import { RoleChoices } from "./role-choices";

type Props = {
  trigger: { label: string; disabledReason?: string | null } & ButtonLook;
  title: string;
  body: string;
  submitLabel: string;
  kind: OrgKind;
  roles: readonly Role[];
  /** Sends the roles; answers or throws what went wrong, which stays inside the dialog. */
  send: (roles: readonly Role[]) => Promise<{ error?: string } | void>;
  /** Fields above the roles. */
  children?: ReactNode;
};

/** Asks for the roles of a seat, given or to be given. */
export function SeatDialog({ trigger, title, body, submitLabel, kind, roles, send, children }: Props) {
  const t = useTranslations();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly Role[]>(roles);
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<{ what: string; todo?: string }>();
  const [pending, start] = useTransition();

  const toggle = (next: boolean) => {
    setOpen(next);
    if (!next) return;
    setChosen(roles);
    setAsked(false);
    setError(undefined);
  };
  const submit = () => {
    setAsked(true);
    if (chosen.length === 0) return;
    start(async () => {
      try {
        const answer = await send(chosen);
        if (answer?.error) return setError({ what: answer.error });
        startTransition(() => setOpen(false));
      } catch (thrown) {
        const { what, todo } = sentenceOf(thrown);
        setError({ what: what || t("ui.form.failed"), todo });
      }
    });
  };

  return (
    <>
      <Button variant={trigger.variant} size={trigger.size} disabledReason={trigger.disabledReason} aria-haspopup="dialog" onClick={() => toggle(true)}>
        {trigger.label}
      </Button>
      <Dialog
        open={open}
        onOpenChange={toggle}
        title={title}
        description={body}
        footer={
          <>
            <Button onClick={() => toggle(false)}>{t("ui.cancel")}</Button>
            <Button type="submit" form={formId} variant="primary" pending={pending}>
              {submitLabel}
            </Button>
          </>
        }
      >
        <form
          id={formId}
          noValidate
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {children}
          <RoleChoices kind={kind} chosen={chosen} onChange={setChosen} error={asked && chosen.length === 0 ? t("errors.field.required") : undefined} />
          {error ? (
            <InlineAlert tone="stop" title={error.what}>
              {error.todo}
            </InlineAlert>
          ) : null}
        </form>
      </Dialog>
    </>
  );
}
