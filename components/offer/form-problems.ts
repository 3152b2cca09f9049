import { businessDay, addDays, parseBusinessDay } from "@/lib/dates";
import type { MakeInput } from "@/server/modules/offer/contract";

const longest = 366;
/** The form as it stands; figures may be half-typed. */
type Typed = Pick<MakeInput, "startsOn" | "endsOn" | "buyerAccount" | "specialReason"> & { readonly lines: readonly { readonly productSpecId: string }[] };
type Known = {
  /** Today by the business clock. */
  readonly today: string;
  /** More than the maker's authority is asked for. */
  readonly needsReason: boolean;
  /** The account the demand's customer has; null where none is known. */
  readonly account: string | null;
};

function validityProblems({ startsOn, endsOn }: Typed, today: string): Record<string, string> {
  if (!parseBusinessDay(startsOn) || !parseBusinessDay(endsOn)) return {};
  return {
    ...(startsOn < today ? { startsOn: "errors.field.past" } : {}),
    ...(endsOn < startsOn ? { endsOn: "offer.errors.field.endsBeforeStart" } : endsOn >= addDays(businessDay(startsOn), longest) ? { endsOn: "offer.errors.field.tooLong" } : {}),
  };
}

/** What the page itself knows to be wrong with the form as typed, by path; the server says the same of what it is sent. */
export function formProblems(values: Typed, { today, needsReason, account }: Known): Record<string, string> {
  const unchosen = values.lines.flatMap((line, at) => (line.productSpecId === "" ? [[`lines.${at}.productSpecId`, "offer.errors.field.chooseSpec"]] : []));
  return {
    ...validityProblems(values, today),
    ...(account && values.buyerAccount.trim() !== "" && values.buyerAccount.trim() !== account ? { buyerAccount: "offer.errors.field.otherAccount" } : {}),
    ...(Object.fromEntries(unchosen) as Record<string, string>),
    ...(needsReason && !values.specialReason?.trim() ? { specialReason: "errors.field.required" } : {}),
  };
}
