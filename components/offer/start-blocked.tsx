import { useTranslations } from "next-intl";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { LinkButton } from "@/components/ui/link-button";
import type { Hindrance } from "@/server/modules/offer/contract";
import { useHindrance } from "./start-notes";

type BlockedProps = {
  /** The company's wing: `/seller/<slug>`. */
  home: string;
} & (
  | { kind: "demand"; hindrance: Hindrance; demandId: string; amending?: boolean }
  | { kind: "side" }
  | { kind: "renewal" }
);

/** Why nothing can be offered from where one came, and where to go instead. */
export function StartBlocked(props: BlockedProps) {
  const t = useTranslations("offer.start");
  const because = useHindrance();
  const { home } = props;
  const own = (
    <LinkButton href={`${home}/offers/new`} variant="primary">
      {t("ownInstead")}
    </LinkButton>
  );
  if (props.kind === "side") return <ErrorPanel what={t("side.what")} why={t("side.why")} todo={t("side.todo")} action={own} />;
  if (props.kind === "renewal") {
    const radar = <LinkButton href={`${home}/renewals`}>{t("openRadar")}</LinkButton>;
    return <ErrorPanel what={t("renewalGone.what")} why={t("renewalGone.why")} todo={t("renewalGone.todo")} action={<>{own}{radar}</>} />;
  }
  const { hindrance, demandId } = props;
  const known = hindrance.why !== "gone";
  const open = known ? <LinkButton href={`${home}/demands/${demandId}`}>{t("openDemand", { number: hindrance.number })}</LinkButton> : <LinkButton href={`${home}/demands`}>{t("allDemands")}</LinkButton>;
  const what = known ? t("blocked.what", { number: hindrance.number }) : t("blocked.whatGone");
  return <ErrorPanel what={what} why={because(hindrance)} todo={t(`blocked.todo.${hindrance.why}`)} action={props.amending ? open : <>{own}{open}</>} />;
}
