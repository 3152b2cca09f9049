"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { TextLink } from "@/components/ui/link-button";

type DocumentPanelProps = { href: string; image: boolean; readable: boolean; facts: ReactNode; children: ReactNode };

/** The certificate: the text as it was read, or the original, which is opened only when somebody asks for it. */
export function DocumentPanel({ href, image, readable, facts, children }: DocumentPanelProps) {
  const t = useTranslations("review.document");
  const [original, setOriginal] = useState(!readable);
  const tab = (pressed: boolean) => `rounded-sm px-2.5 py-1 ${pressed ? "bg-sheet font-[620] text-ink" : "text-ink-2 hover:text-ink"}`;
  return (
    <section aria-label={t("frame")} className="flex min-h-[640px] flex-col rounded-lg border border-hair bg-sunk">
      {readable ? (
        <div role="group" aria-label={t("tabs")} className="flex gap-1 p-2">
          <button type="button" aria-pressed={!original} className={tab(!original)} onClick={() => setOriginal(false)}>
            {t("asRead")}
          </button>
          <button type="button" aria-pressed={original} className={tab(original)} onClick={() => setOriginal(true)}>
            {t("original")}
          </button>
        </div>
      ) : null}
      <div className="min-h-0 flex-1 overflow-auto p-4">
        {original ? <Original href={href} image={image} /> : children}
        {original && !readable ? <div className="mt-3">{children}</div> : null}
      </div>
      <p className="small flex flex-wrap gap-x-3 border-t border-hair px-4 py-2">
        {facts}
        <TextLink href={href} external>
          {t("openNew")}
        </TextLink>
      </p>
    </section>
  );
}

function Original({ href, image }: { href: string; image: boolean }) {
  const t = useTranslations("review.document");
  // A plain image: the optimiser would keep a copy of a paper that only reviewers may see.
  if (image) return <img src={href} alt={t("frame")} className="mx-auto max-w-full border border-hair-strong bg-sheet" />;
  // Browsers draw no PDF in a sandboxed frame; the file comes with a policy under which nothing in it can run.
  // oxlint-disable-next-line react/iframe-missing-sandbox
  return <iframe src={`${href}#navpanes=0&view=FitH`} title={t("frame")} className="h-[720px] w-full border border-hair-strong bg-sheet" />;
}
