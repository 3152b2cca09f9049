import { useLocale, useTranslations } from "next-intl";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { stateLabel } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import { formatRatio } from "@/lib/money";
import { demandLifecycle } from "@/lib/states/demand";
import type { Hindrance } from "@/server/modules/offer/contract";
import type { StartNote } from "./form-start";

/** Why a demand takes no offer now, as a sentence. */
export function useHindrance(): (hindrance: Hindrance) => string {
  const t = useTranslations("offer.start");
  const locale = useLocale() as Locale;
  return ({ why, number, status }) => t(`why.${why}`, { number, state: status ? stateLabel(demandLifecycle, status, locale) : "" });
}

/** What the maker is to know about what the form starts with, a sentence each. */
export function StartNotes({ notes }: { notes: readonly StartNote[] }) {
  const t = useTranslations("offer.start");
  const locale = useLocale() as Locale;
  const because = useHindrance();
  const said = (note: StartNote) => {
    switch (note.kind) {
      case "withoutDemand":
        return { tone: "wait", title: t("withoutDemand"), body: `${because(note.hindrance)}${locale === "en" ? " " : ""}${t("withoutDemandTodo")}` } as const;
      case "productsGone":
        return { tone: "wait", title: t("productsGone", { names: listed({ locale }, note.names) }), body: t("productsGoneTodo") } as const;
      case "productClosed":
        return { tone: "wait", title: t("productClosed"), body: t("productClosedTodo") } as const;
      case "renewalCredits":
        return { tone: "run", title: t("renewalCredits", { name: note.name, share: formatRatio(note.shareBp) }), body: t("renewalCreditsWhy") } as const;
    }
  };
  if (notes.length === 0) return null;
  return (
    <div className="mb-4 grid gap-2">
      {notes.map((note) => {
        const { tone, title, body } = said(note);
        return (
          <InlineAlert key={note.kind} tone={tone} title={title}>
            {body}
          </InlineAlert>
        );
      })}
    </div>
  );
}
