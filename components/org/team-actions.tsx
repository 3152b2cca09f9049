"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { toast } from "@/components/feedback/toaster";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { emailField } from "@/lib/fields";
import type { OrgKind, Role } from "@/lib/states/org";
import type { Member, OpenInvitation } from "@/server/modules/org/contract";
import { SeatDialog } from "./seat-dialog";

type Company = { orgSlug: string; kind: OrgKind; disabledReason?: string | null };

/** Does it, says so and reads the page anew; what went wrong is answered for the dialog to show. */
function useAct() {
  const router = useRouter();
  const failed = useTranslations("ui")("form.failed");
  return async (work: () => Promise<unknown>, done: string): Promise<{ error?: string } | void> => {
    try {
      await work();
    } catch (error) {
      const { what, todo } = sentenceOf(error);
      return { error: [what || failed, todo].filter(Boolean).join(" · ") };
    }
    toast(done);
    router.refresh();
  };
}

/** Invites a colleague by e-mail. */
export function InviteMember({ orgSlug, kind, disabledReason }: Company) {
  const t = useTranslations();
  const act = useAct();
  const [email, setEmail] = useState("");
  const [wrong, setWrong] = useState<string>();
  const send = async (roles: readonly Role[]) => {
    const checked = emailField.safeParse(email);
    if (!checked.success) {
      setWrong(t("errors.field.email"));
      return { error: t("errors.invalidInput.todo") };
    }
    setWrong(undefined);
    const answer = await act(() => api(orgSlug).org.invite.mutate({ email: checked.data, roles: [...roles] }), t("org.team.invited", { email: checked.data }));
    if (!answer?.error) setEmail("");
    return answer;
  };
  return (
    <SeatDialog
      trigger={{ label: t("org.team.invite"), variant: "primary", disabledReason }}
      title={t("org.team.inviteTitle")}
      body={t("org.team.inviteBody")}
      submitLabel={t("org.team.inviteSend")}
      kind={kind}
      roles={["viewer"]}
      send={send}
    >
      <Field label={t("org.team.email")} required error={wrong}>
        {(control) => <Input {...control} type="email" name="email" autoComplete="off" value={email} onChange={(event) => setEmail(event.target.value)} />}
      </Field>
    </SeatDialog>
  );
}

/** What can be done about one seat. */
export function MemberActions({ orgSlug, kind, disabledReason, member }: Company & { member: Member }) {
  const t = useTranslations("org.team");
  const act = useAct();
  const { membershipId, name } = member;
  return (
    <span className="inline-flex gap-1.5">
      <SeatDialog
        trigger={{ label: t("changeRoles"), size: "sm", disabledReason }}
        title={t("changeRolesTitle", { name })}
        body={t("changeRolesBody")}
        submitLabel={t("saveRoles")}
        kind={kind}
        roles={member.roles}
        send={(roles) => act(() => api(orgSlug).org.changeRoles.mutate({ membershipId, roles: [...roles] }), t("rolesChanged", { name }))}
      />
      <ConfirmDialog
        trigger={{ label: t("end"), size: "sm", disabledReason }}
        title={t("endTitle", { name })}
        body={t("endBody")}
        confirmLabel={t("end")}
        danger
        onConfirm={() => act(() => api(orgSlug).org.endMembership.mutate({ membershipId }), t("ended", { name }))}
      />
    </span>
  );
}

/** Takes an open invitation back. */
export function WithdrawInvitation({ orgSlug, invitation }: { orgSlug: string; invitation: OpenInvitation }) {
  const t = useTranslations("org.team");
  const act = useAct();
  return (
    <ConfirmDialog
      trigger={{ label: t("withdraw"), size: "sm" }}
      title={t("withdrawTitle", { email: invitation.email })}
      body={t("withdrawBody")}
      confirmLabel={t("withdraw")}
      onConfirm={() => act(() => api(orgSlug).org.withdrawInvitation.mutate({ invitationId: invitation.invitationId }), t("withdrawn"))}
    />
  );
}
