"use client";

import { useFormatter, useTranslations } from "next-intl";
import { RadioField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import type { OrgKind } from "@/lib/states/org";
import type { DemandDetail } from "@/server/modules/demand/contract";
import { demandCommentInput } from "@/server/modules/demand/contract-comment";
import { useBlocked } from "./blocked";
import { FilesField } from "./files-field";
import { FormDialog } from "./form-dialog";
import { mentionedIn } from "./mention";
import { MentionField } from "./mention-field";
import { useSendKey } from "./send-key";
import { useUploads } from "./upload";

type CommentProps = { org: string; wing: OrgKind; demand: DemandDetail };

/** A word on the demand: to everybody on the deal or to the own company, with papers, and colleagues named with an @. */
export function CommentDialog({ org, wing, demand }: CommentProps) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  const uploads = useUploads(org, "progress");
  const key = useSendKey();
  const readers = useReaders(wing, demand);
  const own = wing === "operator" ? ({ label: t("detail.comment.ownOperator"), hint: t("detail.comment.ownOperatorHint") } as const) : { label: t("detail.comment.own"), hint: t("detail.comment.ownHint") };
  return (
    <FormDialog
      trigger={{ label: t("act.comment"), size: "sm", disabledReason: blocked("comment") }}
      schema={demandCommentInput}
      defaultValues={{ demandId: demand.id, text: "", audience: "deal" }}
      size="lg"
      send={async (values) => {
        const said = { ...values, fileIds: await uploads.send(), mentions: mentionedIn(values.text, demand.mentionable) };
        await api(org).demand.comment.mutate({ ...said, key: key.of(said) });
        key.done();
      }}
    >
      <MentionField name="text" label={t("detail.comment.text")} colleagues={demand.mentionable} />
      <RadioField
        name="audience"
        label={t("detail.comment.audience")}
        options={[
          { value: "deal", label: t("detail.comment.deal"), hint: readers },
          { value: "own", ...own },
        ]}
      />
      <FilesField purpose="progress" take={uploads.take} hint={t("detail.comment.filesHint")} />
    </FormDialog>
  );
}

/** Which other companies read what is said to everybody, in a sentence. */
function useReaders(wing: OrgKind, { source, submitterName, sellerName, sellerReads }: DemandDetail): string {
  const t = useTranslations("demand.detail.comment");
  const format = useFormatter();
  const names = [
    wing !== "partner" && source === "partner" ? submitterName : null,
    wing !== "seller" && sellerReads === "now" ? sellerName : null,
    wing === "operator" ? null : t("operators"),
  ].filter((name): name is string => name !== null);
  const now = names.length > 0 ? t("readers", { names: format.list(names) }) : "";
  const later = sellerReads === "now" ? "" : t(sellerReads, { seller: sellerName ?? "" });
  return [now, later].filter(Boolean).join(" ");
}
