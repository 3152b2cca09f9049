import { useTranslations } from "next-intl";
import { LinkTabs } from "@/components/ui/link-tabs";

/** The dispatchers' two queues: demand to assign, offers to decide on. */
export function DeskTabs({ current, submitted, review }: { current: "demands" | "offers"; submitted?: number; review?: number }) {
  const t = useTranslations("demand");
  return (
    <div className="mb-4">
      <LinkTabs
        label={t("desk.label")}
        items={[
          { href: "/operator/demands", label: t("desk.demands"), count: submitted, current: current === "demands" },
          { href: "/operator/demands/offers", label: t("desk.offers"), count: review, current: current === "offers" },
        ]}
      />
    </div>
  );
}
