import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoRight } from "@/components/demand/no-right";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { ClockForm } from "@/components/system/clock-form";
import { Card } from "@/components/ui/card";
import { DateTime, Zone } from "@/components/ui/date-time";
import { StatStrip } from "@/components/ui/stat-strip";
import { orgCtx } from "@/server/auth";
import { env } from "@/server/env";
import { readClock } from "@/server/modules/system";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("system.clock"))("title") };
}

/** Business time, and in a demo the lever to move it. */
export default async function ClockPage() {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("system.clock");
  if (!ctx.permissions.has("system:read")) return <NoRight title={t("title")} permission="system:read" wing="operator" />;
  const { now, aheadSeconds } = await readClock(ctx);
  const hours = Math.max(0, Math.floor(aheadSeconds / 3600));
  const ahead = t("aheadValue", { days: Math.floor(hours / 24), hours: hours % 24 });
  return (
    <Messages namespaces={["system.clock"]}>
      <Page>
        <PageHeader title={t("title")} sub={<>{t("sub")} <Zone /></>} />
        <StatStrip items={[{ label: t("now"), value: <DateTime at={now} /> }, { label: t("ahead"), value: ahead }]} />
        {ctx.permissions.has("system:operate") ? (
          <Card title={t("move")} padded>
            <div className="grid gap-4">
              <InlineAlert tone="wait">{env.DEMO ? t("warn") : t("demoOnly")}</InlineAlert>
              <ClockForm orgSlug={ctx.org.slug} disabledReason={env.DEMO ? null : t("demoOnly")} />
            </div>
          </Card>
        ) : null}
      </Page>
    </Messages>
  );
}
