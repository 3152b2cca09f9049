import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DateTime, Deadline } from "@/components/ui/date-time";
import { Tag } from "@/components/ui/tag";
import { TodoList } from "@/components/ui/todo-list";
import { type Agenda, type AgendaItem, waitingShown } from "@/server/modules/demand/contract-agenda";

const onTheDesk: ReadonlySet<AgendaItem["kind"]> = new Set(["dispatch", "handed_back", "stale"]);

/** The first of the demand that waits for the company, each with its clock; the rest is one click away. */
export function AgendaCard({ agenda, home }: { agenda: Agenda; home: string }) {
  const t = useTranslations("demand.detail.agenda");
  if (agenda.items.length === 0) return null;
  const items = agenda.items.map((item) => ({
    key: item.demandId,
    title: t(item.kind, { name: item.name || item.number, what: item.what }),
    note: item.number,
    href: onTheDesk.has(item.kind) ? `${home}/demands/desk?open=${item.demandId}` : `${home}/demands/${item.demandId}`,
    urgency: item.overdue || item.kind !== "next_step" ? ("now" as const) : ("soon" as const),
    aside: <Clock item={item} now={agenda.now} />,
  }));
  return (
    <Card
      title={t("title")}
      actions={
        <a className="link small num" href={`${home}/demands?due=waiting`}>
          {t("all", { n: waitingShown(agenda) })}
        </a>
      }
    >
      <TodoList items={items} />
    </Card>
  );
}

function Clock({ item: { kind, due, overdue }, now }: { item: AgendaItem; now: string }) {
  const t = useTranslations("demand.detail.agenda");
  if (due === null) return null;
  if (kind !== "next_step") return <Deadline due={due} now={now} />;
  return (
    <span className="inline-flex items-center gap-2">
      <DateTime at={due} precision="day" />
      <Tag tone={overdue ? "stop" : "wait"}>{t(overdue ? "overdue" : "today")}</Tag>
    </span>
  );
}
