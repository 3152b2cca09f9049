import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { FIELD_ERRORS, optionalText, uuidField } from "@/lib/fields";

const day = z.string().refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.invalid });

/** Days a colleague stands in, both included; days in Shanghai. */
export const setAbsenceInput = z.object({ delegatePersonId: uuidField, startsOn: day, endsOn: day, note: optionalText(200) });
export type SetAbsence = z.output<typeof setAbsenceInput>;

export const endAbsenceInput = z.object({ absenceId: uuidField });
export type EndAbsence = z.output<typeof endAbsenceInput>;

/** A colleague's absence that runs or is to come. `endable`: by the reader. */
export type Absence = {
  readonly absenceId: string;
  readonly personId: string;
  readonly name: string;
  readonly delegatePersonId: string;
  readonly delegateName: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly note: string;
  readonly running: boolean;
  readonly endable: boolean;
};
