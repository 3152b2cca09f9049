import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { Tone } from "@/components/ui/tone";
import type { CertificateState as State } from "@/server/modules/qualification/contract";

const tones: Record<State, Tone> = { reading: "run", read: "ok", unreadable: "wait", approved: "ok", refused: "stop" };

/** How a certificate stands. */
export function CertificateState({ state }: { state: State }) {
  const t = useTranslations("qualification");
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
