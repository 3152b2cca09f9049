"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useShortcut } from "@/components/layout/shortcuts";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Kbd } from "@/components/ui/kbd";

type DecideButtonsProps = {
  orgSlug: string;
  invoiceId: string;
  number: string;
  version: number;
  verifyBlocked: string | null;
  decideBlocked: string | null;
};

/** The desk's two answers, by mouse or by key: the seal, or a refusal with its reason. */
export function DecideButtons({ orgSlug, invoiceId, number, version, verifyBlocked, decideBlocked }: DecideButtonsProps) {
  const t = useTranslations("invoice.act");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [verifying, refusing] = [useRef<HTMLSpanElement>(null), useRef<HTMLSpanElement>(null)];
  useShortcut("a", t("verify"), () => verifying.current?.querySelector("button")?.click());
  useShortcut("r", t("refuse"), () => refusing.current?.querySelector("button")?.click());

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      router.refresh();
    } catch (error) {
      const { what, why, todo } = sentenceOf(error);
      return { error: [what, why, todo].filter(Boolean).join(" ") || failed };
    }
  };
  const label = (word: string, key: string) => (
    <>
      {word} <Kbd>{key}</Kbd>
    </>
  );
  return (
    <div className="flex flex-wrap gap-2">
      <span ref={verifying}>
        <ConfirmDialog
          trigger={{ label: label(t("verify"), "a"), variant: "primary", disabledReason: verifyBlocked }}
          title={t("verifyTitle", { number })}
          body={t("verifyBody")}
          confirmLabel={t("verify")}
          onConfirm={() => attempt(() => api(orgSlug).invoice.verify.mutate({ invoiceId, version }))}
        />
      </span>
      <span ref={refusing}>
        <ConfirmDialog
          trigger={{ label: label(t("refuse"), "r"), disabledReason: decideBlocked }}
          title={t("refuseTitle", { number })}
          body={t("refuseBody")}
          confirmLabel={t("refuse")}
          danger
          reason={{ label: t("reason"), required: true, maxLength: 500, hint: t("reasonHint") }}
          onConfirm={(note) => attempt(() => api(orgSlug).invoice.reject.mutate({ invoiceId, version, note }))}
        />
      </span>
    </div>
  );
}
