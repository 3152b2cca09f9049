import { useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import type { ApiKeySummary, InterfaceSummary } from "@/server/modules/fulfilment/contract";
import { InterfaceForm } from "./interface-form";
import { IssueKey } from "./issue-key";

type SettingsProps = { target: InterfaceSummary | null; keys: readonly ApiKeySummary[]; orgSlug: string; mayChange: boolean };

/** Where the seller's program is, and with which keys it asks us. */
export function InterfaceSettings({ target, keys, orgSlug, mayChange }: SettingsProps) {
  const t = useTranslations("fulfilment");
  const disabledReason = mayChange ? null : t("setting.needs");
  return (
    <div className="mb-5 grid gap-4 lg:grid-cols-2">
      <Card title={t("setting.title")} padded>
        <div className="grid gap-3">
          <DefinitionList
            items={[
              { term: t("setting.url"), value: target ? <span className="break-all">{target.url}</span> : t("setting.none") },
              ...(target ? [{ term: t("setting.key"), value: t("setting.keyKept") }, { term: t("setting.since"), value: <DateTime at={target.createdAt} /> }] : []),
            ]}
          />
          <div>
            <InterfaceForm orgSlug={orgSlug} url={target?.url ?? null} disabledReason={disabledReason} />
          </div>
        </div>
      </Card>
      <Card title={t("apiKey.title")} note={t("apiKey.note")} padded>
        <div className="grid gap-3">
          {keys.length === 0 ? (
            <p className="two">{t("apiKey.none")}</p>
          ) : (
            <DefinitionList items={keys.map((key) => ({ term: t("apiKey.accessKey"), value: <span className="num break-all">{key.accessKey}</span>, hint: <DateTime at={key.createdAt} /> }))} />
          )}
          <IssueKey orgSlug={orgSlug} disabledReason={disabledReason} />
        </div>
      </Card>
    </div>
  );
}
