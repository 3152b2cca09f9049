import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { LinkTabs } from "@/components/ui/link-tabs";
import { StateTag } from "@/components/ui/state-tag";
import { formatPeriod, type Period } from "@/lib/dates";
import { statementLifecycle } from "@/lib/states/settlement";
import type { StatementDetail } from "@/server/modules/settlement/contract";
import { StatementEquation, StatementRail } from "./statement-equation";
import { StatementHistory, StatementProof } from "./statement-side";

export const statementTabs = ["products", "lines", "refunds", "rates"] as const;
export type StatementTab = (typeof statementTabs)[number];

type ViewProps = {
  statement: StatementDetail;
  path: string;
  listPath: string;
  tab: StatementTab;
  now: string;
  /** The reader is the payee. */
  mine: boolean;
  whyHref?: string;
  actions: ReactNode;
  recompute: ReactNode;
  /** The countersign desk, for operators. */
  desk?: ReactNode;
  children: ReactNode;
};

/** One statement: its equation, where it stands, its lines, its history and its proof. */
export function StatementView({ statement, path, listPath, tab, now, mine, whyHref, actions, recompute, desk, children }: ViewProps) {
  const t = useTranslations("settlement");
  const locale = useLocale() === "en" ? "en" : "zh-CN";
  const english = locale === "en";
  const entity = english ? statement.entityNameEn : statement.entityName;
  const counts: Partial<Record<StatementTab, number>> = { lines: statement.lineCount, refunds: statement.refundLines, rates: statement.rates.length };
  const title = t("statement.title", { period: formatPeriod(statement.period as Period, locale), class: t(`class.${statement.productClass}`) });
  const company = t("statement.of", { company: english && statement.orgNameEn ? statement.orgNameEn : statement.orgName, side: t(`side.${statement.side}`) });
  const sub = t("statement.sub", { entity, period: statement.period, lines: statement.lineCount, cut: formatDate(statement.cutAt, locale) });
  return (
    <Page>
      <PageHeader back={{ href: listPath, label: t("statement.back") }} title={title} tag={<StateTag lifecycle={statementLifecycle} state={statement.status} locale={locale} />} sub={`${statement.number} · ${mine ? "" : `${company} · `}${sub}`} actions={actions} />
      <div className="grid gap-4">
        <Card>
          <StatementEquation statement={statement} links={{ sales: `${path}?tab=lines`, refunds: `${path}?tab=refunds`, products: `${path}#lines` }} />
          <StatementRail statement={statement} now={now} mine={mine} />
        </Card>
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_300px]">
          <Card id="lines">
            <LinkTabs label={t("statement.tabs.label")} items={statementTabs.map((name) => ({ label: t(`statement.tabs.${name}`), href: name === "products" ? path : `${path}?tab=${name}`, count: counts[name], current: name === tab }))} />
            {children}
          </Card>
          <div className="grid min-w-0 gap-4">
            {desk ? (
              <Card title={t("desks.title")} note={t("desks.note")} padded as="aside">
                {desk}
              </Card>
            ) : null}
            <StatementHistory statement={statement} whyHref={whyHref} />
            <StatementProof statement={statement} action={recompute} />
          </div>
        </div>
      </div>
    </Page>
  );
}
