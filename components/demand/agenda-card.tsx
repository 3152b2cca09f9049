import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { Tag } from "@/components/ui/tag";
import { TodoList } from "@/components/ui/todo-list";
import type { Agenda } from "@/server/modules/demand/contract-agenda";

/** What of the company's demand falls due: questions, requests to close, answers owed, next steps. */
export function AgendaCard({ agenda, home }: { agenda: Agenda; home: string }) {
  const t = useTranslations("demand.detail.agenda");
  if (agenda.items.length === 0) return null;
  const items = agenda.items.map(({ kind, demandId, number, name, due, overdue, what }) => ({
    key: `${kind}${demandId}`,
    title: t(kind, { name: name || number, what }),
    note: number,
    href: `${home}/demands/${demandId}`,
    urgency: overdue || kind !== "next_step" ? ("now" as const) : ("soon" as const),
    aside:
      kind === "next_step" ? (
        <span className="inline-flex items-center gap-2">
          <DateTime at={due} precision="day" />
          <Tag tone={overdue ? "stop" : "wait"}>{t(overdue ? "overdue" : "today")}</Tag>
        </span>
      ) : (
        <Deadline due={due} now={agenda.now} />
      ),
  }));
  return (
    <Card title={t("title")}>
      <TodoList items={items} />
    </Card>
  );
}
