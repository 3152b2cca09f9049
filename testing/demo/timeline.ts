import { addDays, type BusinessDay, startOfBusinessDay } from "@/lib/dates";
import { systemCtx } from "@/server/kernel/ctx";
import { pool } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type Random, randomFrom } from "./random";
import type { World } from "./world";

type Step = { readonly at: number; readonly run: () => Promise<void> };

/** The demo year: acts wait in order of their time; the business clock is moved to each before it is done. */
export type Year = {
  readonly world: World;
  readonly random: Random;
  readonly first: BusinessDay;
  readonly today: BusinessDay;
  readonly end: Date;
  /** An instant on a day of the year, Beijing time; minutes are drawn so that no two acts look alike. */
  readonly moment: (day: BusinessDay, hour: number) => Date;
  /** The business time it is now. */
  readonly now: () => Promise<Date>;
  /** Does it at that time; what lies past the end is not done. */
  readonly schedule: (at: Date, run: () => Promise<void>) => void;
  /** Does all acts in their order, each within `around`; answers how many there were. */
  readonly play: (onDay: (day: Date) => Promise<void>, around: (act: () => Promise<void>) => Promise<void>) => Promise<number>;
};

const day = 86_400_000;

/** Moves the business clock on, in one round trip: it moves before every act. */
export async function moveClock(at: Date): Promise<void> {
  await pool().query(
    `select set_config('app.platform', 'on', true);
     update clock set offset_seconds = greatest(offset_seconds, floor(extract(epoch from '${at.toISOString()}'::timestamptz - now())))::bigint`,
  );
}

/** The year ended when its making began: from here on business time is real time again. */
export async function catchUp(): Promise<void> {
  await pool().query("select set_config('app.platform', 'on', true); update clock set offset_seconds = greatest(offset_seconds, 0)");
}

/** A fixed moment of a day, Beijing time: the year's chance is left to what came before. */
export const fixedMoment = (on: BusinessDay, hour: number, minute: number) => new Date(startOfBusinessDay(on).getTime() + (hour * 60 + minute) * 60_000);

/** The same year with a chance of its own, so that what is added leaves all else as it was. */
export function withOwnChance(year: Year, seed: number): Year {
  const random = randomFrom(seed);
  return { ...year, random, moment: momentsBy(random) };
}

const momentsBy = (random: Random) => (on: BusinessDay, hour: number) => new Date(startOfBusinessDay(on).getTime() + hour * 3_600_000 + random.integer(0, 3_500) * 1000);

function insertSorted(steps: Step[], step: Step): void {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle] as Step).at > step.at) low = middle + 1;
    else high = middle;
  }
  // Latest first, so that the next act is taken from the end.
  steps.splice(low, 0, step);
}

export function beginYear(world: World, today: BusinessDay, end: Date, days: number): Year {
  const random = randomFrom(20_261_122);
  const steps: Step[] = [];
  const first = addDays(today, -days);
  const schedule = (at: Date, run: () => Promise<void>) => {
    if (at.getTime() < end.getTime()) insertSorted(steps, { at: at.getTime(), run });
  };
  const now = () => withRead(systemCtx("demo"), async () => businessNow());
  const play: Year["play"] = async (onDay, around) => {
    let done = 0;
    let seen = 0;
    for (let step = steps.pop(); step; step = steps.pop()) {
      if (Math.floor(step.at / day) > seen) {
        seen = Math.floor(step.at / day);
        await onDay(new Date(step.at));
      }
      await moveClock(new Date(step.at));
      await around(step.run);
      done += 1;
    }
    return done;
  };
  return { world, random, first, today, end, moment: momentsBy(random), now, schedule, play };
}
