import { useTranslations } from "next-intl";
import { LinkTabs } from "@/components/ui/link-tabs";

/** The dispatchers' rooms: all demand, what waits to be assigned, offers to decide on. */
export function DeskTabs({ current, waits, review }: { current: "demands" | "desk" | "offers"; /** All that lies on the desk. */ waits?: number | string; review?: number }) {
  const t = useTranslations("demand");
  return (
    <div className="mb-4">
      <LinkTabs
        label={t("desk.label")}
        items={[
          { href: "/operator/demands", label: t("desk.demands"), current: current === "demands" },
          { href: "/operator/demands/desk", label: t("desk.dispatch"), count: waits, current: current === "desk" },
          { href: "/operator/offers", label: t("desk.offers"), count: review, current: current === "offers" },
        ]}
      />
    </div>
  );
}
