import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { MessageList, MessageSheet } from "@/components/system/message-list";
import { FilterBar, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { orgCtx } from "@/server/auth";
import { listMessages, messageListInput } from "@/server/modules/system";

type Search = Readonly<Record<string, string | string[] | undefined>>;
const path = "/operator/mail";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("system.mail"))("title") };
}

/** Mail and SMS that the portal keeps. */
export default async function MailPage({ searchParams }: { searchParams: Promise<Search> }) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("system.mail");
  if (!ctx.permissions.has("system:read")) return <NoRight title={t("title")} permission="system:read" wing="operator" />;
  const search = await searchParams;
  const channel = messageListInput.shape.channel.catch(undefined).parse(search["channel"]);
  const cursor = typeof search["cursor"] === "string" ? search["cursor"] : undefined;
  const { rows, next } = await orNotFound(listMessages(ctx, { channel, cursor }));
  const here = { channel, cursor };
  const open = rows.find(({ id }) => id === search["open"]);
  return (
    <Page>
      <PageHeader title={t("title")} sub={t("sub")} />
      <FilterBar>
        {([undefined, "mail", "sms"] as const).map((one) => (
          <ToggleChip key={one ?? "all"} label={t(`filter.${one ?? "all"}`)} on={one === channel} href={hrefWith(path, {}, { channel: one })} />
        ))}
      </FilterBar>
      <MessageList
        rows={rows}
        path={path}
        filtered={channel !== undefined}
        openHref={(id) => hrefWith(path, here, { open: id })}
        open={open?.id ?? null}
        prevHref={cursor ? hrefWith(path, { channel }, {}) : null}
        nextHref={next ? hrefWith(path, { channel }, { cursor: next }) : null}
      />
      {open ? <MessageSheet message={open} closeHref={hrefWith(path, here, {})} /> : null}
    </Page>
  );
}
