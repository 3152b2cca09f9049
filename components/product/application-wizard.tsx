import { useLocale, useTranslations } from "next-intl";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Messages } from "@/components/layout/messages";
import { StateTag } from "@/components/ui/state-tag";
import { Wizard } from "@/components/wizard/wizard";
import type { Locale } from "@/lib/locale";
import { applicationLifecycle } from "@/lib/states/product";
import { type ApplicationDetail, type DraftStep, emptyDraft, type WizardStep, wizardSteps } from "@/server/modules/product/contract";
import { BasicsForm } from "./basics-form";
import { CertificateForm } from "./certificate-form";
import { CertificateReading } from "./certificate-reading";
import { Findings } from "./findings";
import { History } from "./history";
import { PricingForm } from "./pricing-form";
import { WithdrawButton } from "./submit-actions";
import { SubmitStep } from "./submit-step";
import { TypeForm } from "./type-form";
import { useBlocked } from "./words";

type WizardProps = { application: ApplicationDetail; step: WizardStep; orgSlug: string };

const untouched = (application: ApplicationDetail, step: DraftStep) => JSON.stringify(application.draft[step]) === JSON.stringify(emptyDraft[step]);

function StepBody({ application, step, orgSlug, base }: WizardProps & { base: string }) {
  const at = wizardSteps.indexOf(step);
  const way = { orgSlug, applicationId: application.id, backHref: at > 0 ? `${base}/${wizardSteps[at - 1]}` : null, nextHref: `${base}/${wizardSteps[at + 1] ?? "submit"}` };
  const { draft } = application;
  if (step === "type") return <TypeForm {...way} start={draft.type} interfaces={application.interfaces} />;
  if (step === "basics") return <BasicsForm {...way} start={draft.basics} />;
  if (step === "pricing") return <PricingForm {...way} start={draft.pricing} shared={draft.type.productClass !== "generic"} />;
  if (step === "submit") return <SubmitStep application={application} orgSlug={orgSlug} base={base} />;
  const needed = application.findings.some((finding) => finding.code === "product.finding.missing") || draft.certificate.fileId !== undefined;
  return (
    <div className="grid gap-4">
      <CertificateForm {...way} start={draft.certificate} fileName={application.certificate?.file.name ?? null} needed={needed} />
      <CertificateReading application={application} orgSlug={orgSlug} />
    </div>
  );
}

/** The wizard of an application: five steps in any order, each kept on the server. */
export function ApplicationWizard({ application, step, orgSlug }: WizardProps) {
  const t = useTranslations("product");
  const locale = useLocale() as Locale;
  const blocked = useBlocked();
  const base = `/seller/${orgSlug}/applications/${application.id}`;
  const blocking = (key: WizardStep) => application.findings.filter((finding) => finding.step === key && finding.weight === "block");
  const stateOf = (key: WizardStep) => {
    if (key === step) return "current" as const;
    if (key === "submit") return application.submittedAt ? ("done" as const) : ("todo" as const);
    if (blocking(key).length === 0) return "done" as const;
    return untouched(application, key) ? ("todo" as const) : ("problem" as const);
  };
  const steps = wizardSteps.map((key) => ({ key, label: t(`steps.${key}`), href: `${base}/${key}`, state: stateOf(key), note: stateOf(key) === "problem" ? t("steps.problems", { n: blocking(key).length }) : undefined }));
  const waiting = application.acts.withdraw === null;
  const touched = step !== "submit" && !untouched(application, step);
  return (
    <Page>
      <PageHeader
        back={{ href: `/seller/${orgSlug}/applications`, label: t("backApplications") }}
        title={application.name || t("publish")}
        tag={<StateTag lifecycle={applicationLifecycle} state={application.status} locale={locale} />}
        sub={application.submittedAt ? `${application.number} · ${t("submit.round", { n: application.round })}` : application.number}
        actions={
          waiting ? (
            <Messages namespaces={["product.withdraw"]}>
              <WithdrawButton orgSlug={orgSlug} applicationId={application.id} disabledReason={blocked(application.acts.withdraw)} />
            </Messages>
          ) : null
        }
      />
      <Wizard label={t("steps.label")} steps={steps} completeness={application.completeness}>
        <Messages namespaces={["product"]}>
          <div className="grid gap-4">
            <h2>{t(`steps.${step}`)}</h2>
            {touched ? <Findings tone="stop" title={t("wizard.missing", { n: blocking(step).length })} findings={blocking(step)} /> : null}
            <StepBody application={application} step={step} orgSlug={orgSlug} base={base} />
          </div>
        </Messages>
      </Wizard>
      {step === "submit" ? (
        <div className="mt-[18px] md:ml-[226px]">
          <History lines={application.history} />
        </div>
      ) : null}
    </Page>
  );
}
