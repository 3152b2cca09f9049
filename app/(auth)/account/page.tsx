import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { AuthShell } from "@/components/layout/auth-shell";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { currentSession, ownCtx } from "@/server/auth";
import { ownSessions } from "@/server/modules/org";
import { endAllSessions, endSession } from "../../actions";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.account"))("title") };
}

/** "Firefox · Linux" from a user agent; null when it names neither. */
function deviceOf(agent: string): string | null {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(agent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1];
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera", "Mac OS X": "macOS" };
  const parts = [browser, system].filter((part) => part !== undefined).map((part) => names[part] ?? part);
  return parts.length > 0 ? parts.join(" · ") : null;
}

export default async function AccountPage() {
  const session = await currentSession();
  if (!session) redirect("/sign-in?next=/account");
  const open = await ownSessions(await ownCtx());
  const t = await getTranslations("auth.account");
  return (
    <AuthShell title={t("title")} sub={session.email}>
      <div className="grid gap-5">
        {session.memberships.length === 0 ? <InlineAlert tone="wait" title={t("noSeat")} /> : null}
        <section>
          <h2 className="mb-1 text-body font-[620]">{t("sessions")}</h2>
          <ul>
            {open.map((one) => (
              <li key={one.sessionId} className="border-b border-hair py-2 last:border-b-0">
                {deviceOf(one.agent) ?? t("unknownDevice")}
                {one.sessionId === session.sessionId ? ` (${t("here")})` : ""}
                <span className="small block">
                  <DateTime at={one.lastSeenAt} precision="minute" />
                  {one.ip ? ` · ${t("from")} ${one.ip}` : ""}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <div className="flex flex-wrap gap-2">
          {session.memberships.length > 0 ? (
            <LinkButton href="/" variant="primary">
              {t("back")}
            </LinkButton>
          ) : null}
          <LinkButton href="/reset">{t("password")}</LinkButton>
          <form action={endSession}>
            <Button type="submit">{t("signOut")}</Button>
          </form>
          <ConfirmDialog trigger={{ label: t("everywhere") }} title={t("everywhereTitle")} body={t("everywhereBody")} confirmLabel={t("everywhere")} danger onConfirm={endAllSessions} />
        </div>
      </div>
    </AuthShell>
  );
}
