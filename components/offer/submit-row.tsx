import { SubmitButton } from "@/components/form/submit-button";

/** The quiet button below a box one writes into, beside which the page has a weightier one. */
export function SubmitRow({ label }: { label: string }) {
  return (
    <div>
      <SubmitButton label={label} variant="plain" />
    </div>
  );
}
