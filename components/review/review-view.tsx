import { useLocale, useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { DraftPreview } from "@/components/product/draft-preview";
import { History } from "@/components/product/history";
import { CertificateState } from "@/components/qualification/certificate-state";
import { MarkedWords } from "@/components/qualification/marked-words";
import { MatchTable } from "@/components/qualification/match-table";
import { ReadText } from "@/components/qualification/read-text";
import { ReadingWatch } from "@/components/qualification/reading-watch";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { Deadline } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { applicationLifecycle } from "@/lib/states/product";
import type { Difference, ReviewDetail } from "@/server/modules/review/contract";
import { Desk } from "./desk";
import { DocumentPanel } from "./document-panel";

type ReviewProps = { review: ReviewDetail; orgSlug: string };

function Document({ review, orgSlug }: ReviewProps) {
  const t = useTranslations("review.document");
  const reasonOf = useTranslations("qualification.unreadable");
  const { certificate } = review;
  if (!certificate) {
    return (
      <Card padded>
        <p className="two">{t("none")}</p>
      </Card>
    );
  }
  const { file, reading } = certificate;
  const facts = (
    <>
      <span>{t("facts", { name: file.name, hash: `${file.sha256.slice(0, 4)}…${file.sha256.slice(-4)}`, n: review.openings })}</span>
      <span>{t("clean")}</span>
    </>
  );
  return (
    <DocumentPanel href={`/api/files/${file.id}?org=${orgSlug}&view=1`} image={file.contentType?.startsWith("image/") ?? false} readable={reading?.ok ?? false} facts={facts}>
      {reading?.ok ? (
        <ReadText certificate={certificate} />
      ) : reading ? (
        <InlineAlert tone="wait" title={t("unreadable", { reason: reasonOf(reading.reason) })}>
          {reading.text ? <p className="mt-2 text-small break-words whitespace-pre-line">{reading.text.slice(0, 2000)}</p> : null}
        </InlineAlert>
      ) : (
        <>
          <ReadingWatch orgSlug={orgSlug} certificateId={certificate.id} />
          <InlineAlert tone="run" title={t("reading")} />
        </>
      )}
    </DocumentPanel>
  );
}

function Comparison({ review }: { review: ReviewDetail }) {
  const t = useTranslations("review");
  const { certificate, reuses } = review;
  if (!certificate) return null;
  const products = reuses.map((reuse) => t("reuseOne", { product: reuse.productName || (reuse.applicationNumber ?? ""), company: reuse.company })).join(" · ");
  return (
    <Card title={t("card.compare")} actions={<CertificateState state={certificate.state} />}>
      {reuses.length > 0 ? (
        <div className="p-3">
          <InlineAlert tone="stop" title={t("reuse", { products })} />
        </div>
      ) : null}
      <MatchTable certificate={certificate} note={reuses.length === 0 && certificate.reading?.ok ? { regNo: t("reuseFree") } : undefined} />
    </Card>
  );
}

function changeColumns(t: ReturnType<typeof useTranslations<"review">>, label: (path: string) => string): Column<Difference>[] {
  return [
    { key: "field", header: t("changedField"), cell: (row) => label(row.path) },
    { key: "before", header: t("before"), cell: (row) => <MarkedWords text={row.before} against={row.after} />, wrap: true },
    { key: "after", header: t("after"), cell: (row) => <MarkedWords text={row.after} against={row.before} />, wrap: true },
  ];
}

function Changes({ review }: { review: ReviewDetail }) {
  const t = useTranslations("review");
  const all = useTranslations();
  const label = (path: string) => {
    const key = `product.field.${path.split(".").findLast((part) => !/^\d+$/u.test(part)) ?? ""}`;
    return all.has(key) ? all(key) : path;
  };
  if (review.changes.length === 0) return null;
  return (
    <DataTable
      caption={t("card.changes")}
      captionVisible
      rows={review.changes}
      rowKey={(row) => row.path}
      empty={<EmptyState kind="no-match" clearHref="/operator/review" />}
      columns={changeColumns(t, label)}
    />
  );
}

function Decision({ review }: { review: ReviewDetail }) {
  const t = useTranslations("review");
  const locale = useLocale() as Locale;
  if (!review.decidedAt || !review.decidedBy) return null;
  return (
    <InlineAlert tone={review.status === "approved" ? "ok" : "stop"} title={t("decided", { by: review.decidedBy, at: formatDate(review.decidedAt, locale, "minute") })}>
      {review.reasons.length > 0 ? `${review.reasons.map(({ code }) => t(`reason.${code}`)).join(" · ")}: ${review.reasons[0]?.note ?? ""}` : null}
    </InlineAlert>
  );
}

/** The desk: left the document, right what was claimed beside what was read, the checklist and the decision. */
export function ReviewView({ review, orgSlug }: ReviewProps) {
  const t = useTranslations("review");
  const mode = useTranslations("product.deliveryMode");
  const locale = useLocale() as Locale;
  const { place, draft } = review;
  const where = place.at > 0 ? t("place", { at: place.at, of: place.of }) : t("notWaiting");
  const sub = t("sub", { number: review.number, company: review.company, mode: draft.type.deliveryMode ? mode(draft.type.deliveryMode) : "–", round: review.round });
  return (
    <Page wide>
      <PageHeader
        back={{ href: "/operator/review", label: `${t("back")} · ${where}` }}
        title={draft.basics.name}
        tag={<StateTag lifecycle={applicationLifecycle} state={review.status} locale={locale} />}
        sub={
          <>
            {sub} {review.dueAt ? <Deadline due={review.dueAt} now={review.now} /> : null}
          </>
        }
        actions={
          <>
            <LinkButton href={place.previous ? `/operator/review/${place.previous}` : "/operator/review"}>{t("previous")}</LinkButton>
            <LinkButton href={place.next ? `/operator/review/${place.next}` : "/operator/review"}>{t("next")}</LinkButton>
          </>
        }
      />
      <Messages namespaces={["review", "qualification"]}>
        <div className="grid items-start gap-[18px] xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
          <div className="grid min-w-0 gap-[18px]">
            <Document review={review} orgSlug={orgSlug} />
            <DraftPreview draft={draft} title={t("card.application")} />
          </div>
          <div className="grid min-w-0 gap-[18px]">
            <Decision review={review} />
            {review.certified ? null : <InlineAlert tone="stop" title={t("uncertified")} />}
            <Comparison review={review} />
            <Changes review={review} />
            <Desk key={`${review.id}.${review.round}`} orgSlug={orgSlug} review={{ id: review.id, round: review.round, clauses: review.clauses, checklist: review.checklist, internalNote: review.internalNote, noteOwed: review.noteOwed, place, acts: review.acts }} />
            <History lines={review.history} />
          </div>
        </div>
      </Messages>
    </Page>
  );
}
