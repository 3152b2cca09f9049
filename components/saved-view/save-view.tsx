"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { sentenceOf } from "@/components/trpc/errors";
import { toast } from "@/components/feedback/toaster";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import type { SavedView, ViewRoom } from "@/server/modules/org/contract-views";

type SaveViewProps = { org: string; room: ViewRoom; path: string; query: string; current: SavedView | null };

/** Keeps the present filters and columns under a name, or forgets the view that is open. */
export function SaveView({ org, room, path, query, current }: SaveViewProps) {
  const t = useTranslations("ui");
  const router = useRouter();
  const [pending, run] = useTransition();
  const [error, setError] = useState<string>();
  const act = (work: () => Promise<unknown>, done: () => void) =>
    run(async () => {
      try {
        await work();
        setError(undefined);
        done();
      } catch (refused) {
        const { what, why, todo } = sentenceOf(refused);
        setError([what, why, todo].filter(Boolean).join(" ") || t("form.failed"));
      }
    });
  const forget = () => {
    if (!current) return;
    act(
      () => api(org).org.removeView.mutate({ viewId: current.viewId }),
      () => {
        toast(t("views.removed", { name: current.name }));
        router.push(path);
        router.refresh();
      },
    );
  };
  if (current) {
    return current.own ? (
      <Button size="sm" variant="quiet" pending={pending} onClick={forget}>
        {t("views.remove")}
      </Button>
    ) : null;
  }
  const keep = (form: FormData) => {
    const name = String(form.get("name") ?? "");
    act(
      () => api(org).org.saveView.mutate({ room, name, query, team: form.get("team") === "on" }),
      () => {
        toast(t("views.saved", { name }));
        router.refresh();
      },
    );
  };
  return (
    <Popover label={t("views.save")} trigger={t("views.save")} triggerClassName="inline-flex h-7 items-center px-1 text-[12.5px] text-ink-2 underline underline-offset-2">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep(new FormData(event.currentTarget));
        }}
        className="grid w-64 gap-2.5 p-2"
      >
        <label className="grid gap-1">
          <span className="small">{t("views.name")}</span>
          <Input name="name" required maxLength={40} invalid={error !== undefined} />
        </label>
        <Checkbox name="team" label={t("views.team")} hint={t("views.teamHint")} />
        {error ? (
          <p role="alert" className="small text-stop">
            {error}
          </p>
        ) : null}
        <Button type="submit" size="sm" variant="primary" pending={pending}>
          {t("views.save")}
        </Button>
      </form>
    </Popover>
  );
}
