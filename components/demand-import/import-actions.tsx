"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { undoMinutes } from "@/server/modules/demand/contract-import";

type Act = "run" | "undo" | "discard";
type ActProps = { org: string; batchId: string };

function useAct({ org, batchId }: ActProps) {
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  return async (act: Act) => {
    try {
      await api(org).demandImport[act].mutate({ batchId });
      router.refresh();
    } catch (error) {
      const { what, why, todo } = sentenceOf(error);
      return { error: what ? `${what}. ${why} ${todo}` : failed };
    }
  };
}

/** Imports the good rows. */
export function RunButton({ count, disabledReason, ...about }: ActProps & { count: number; disabledReason: string | null }) {
  const t = useTranslations("import.act");
  const act = useAct(about);
  return <ConfirmDialog trigger={{ label: t("run", { count }), variant: "primary", disabledReason }} title={t("run", { count })} body={t("runBody", { count, minutes: undoMinutes })} confirmLabel={t("run", { count })} onConfirm={() => act("run")} />;
}

/** Takes the import back. */
export function UndoButton({ count, ...about }: ActProps & { count: number }) {
  const t = useTranslations("import.act");
  const act = useAct(about);
  return <ConfirmDialog trigger={{ label: t("undo"), variant: "danger" }} title={t("undo")} body={t("undoBody", { count })} confirmLabel={t("undo")} danger onConfirm={() => act("undo")} />;
}

/** Gives the file up before anything was imported. */
export function DiscardButton(about: ActProps) {
  const t = useTranslations("import.act");
  const act = useAct(about);
  return <ConfirmDialog trigger={{ label: t("discard"), variant: "quiet" }} title={t("discard")} body={t("discardBody")} confirmLabel={t("discard")} onConfirm={() => act("discard")} />;
}

/** Wakes work that was interrupted. */
export function WakeButton({ act: name, ...about }: ActProps & { act: "run" | "undo" }) {
  const t = useTranslations("import.progress");
  const act = useAct(about);
  return (
    <Button size="sm" onClick={() => void act(name)}>
      {t("wake")}
    </Button>
  );
}
