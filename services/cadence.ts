/**
 * The clock's work in one area: what has fallen due since it was looked at last is worked out, claimed and put into the
 * outbox. Each occurrence is told once, whoever looks and however often: it is claimed by a conditional insert
 * (`told.ts`). A moment missed while nothing ran comes late; the same moment of several days comes once; a clock that ran
 * ahead and is put right begins again where it is, and what was told early is not told again. What may still be sent
 * twice, the outbox says (`bot/delivery.ts`).
 */

import { CADENCE, type Cadence, Cadences, cadenceBegun } from './cadenceModel.ts';
import { attendanceAsked } from './calendarAsked.ts';
import { dayCards } from './dayCards.ts';
import { coordinatorsHere } from './members.ts';
import { overnight } from './overnight.ts';
import type { Instant } from './person.ts';
import { roundUps } from './roundUp.ts';
import { type Moment, type Slot, slotsBetween } from './rules/cadence.ts';
import type { Day } from './rules/days.ts';
import { staleDrafts } from './staleDrafts.ts';
import { type Row, replace } from './store.ts';
import { teamLists } from './teamMeeting.ts';
import { claim, type Occurrence } from './told.ts';
import type { Work } from './work.ts';

/** Something that the clock drives: at which moments of a day, and what is due then. Reading costs what is due, not what exists. */
export type Source = {
  moments(place: Pick<Work, 'area' | 'scheme'>, day: Day): readonly Moment[];
  due(work: Work, slot: Slot): Promise<readonly Occurrence[]>;
};

const sources: readonly Source[] = [dayCards, overnight, roundUps, attendanceAsked, staleDrafts, teamLists];

/** `until`: by the machine's clock, as is `at`; the panel's may be moved. */
export type Hold = { readonly heldBy: string; readonly at: Instant; readonly until: Instant };

const comeIn = (work: Work, since: Date): { source: Source; slot: Slot }[] =>
  sources
    .flatMap((source) =>
      slotsBetween((day) => source.moments(work, day), since, work.now).map((slot) => ({ source, slot })),
    )
    .sort((a, b) => a.slot.at.getTime() - b.slot.at.getTime());

/** By so much the clocks of several instances never differ; in milliseconds. */
const PUT_BACK = 3_600_000;

/**
 * Looks whether a moment has come, and if so claims all that is due; returns how much that was. With nothing due it costs
 * one read. An area begins when it chooses its scheme; one from before, when it is looked at first.
 */
export const lookAtClock = async (work: Work, hold: Hold): Promise<number> => {
  const { store, area, now } = work;
  const row = await store.get(area.id, Cadences, CADENCE);
  if (!row) {
    await store.commit(area.id, [cadenceBegun(now)]);
    return 0;
  }
  if (!work.scheme) return 0;
  if (Date.parse(row.doc.through) > now.getTime() + PUT_BACK) {
    await store.commit(area.id, [replace(row, { ...row.doc, through: now.toISOString() })]);
    return 0;
  }
  const come = comeIn(work, new Date(row.doc.through));
  if (come.length === 0) return 0;
  const held = await holding(work, row, hold);
  if (!held) return 0;
  const known = await coordinatorsHere(work);
  // Where none of them is known in this area, all are told.
  const here = known.length > 0 ? { ...work, coordinators: known } : work;
  let told = 0;
  const faults: unknown[] = [];
  for (const { source, slot } of come)
    try {
      told += await claim(here, await source.due(here, slot));
    } catch (fault) {
      faults.push(fault);
    }
  // What one kind cannot be worked out of keeps nobody from the others; it is looked for again, and they are told once.
  if (faults.length > 0) throw faults[0];
  await store.commit(area.id, [replace(held, { through: now.toISOString() })]);
  return told;
};

const holding = async (
  { store, area }: Work,
  row: Row<Cadence>,
  { heldBy, at, until }: Hold,
): Promise<Row<Cadence> | undefined> => {
  const other = row.doc.heldBy !== undefined && row.doc.heldBy !== heldBy;
  if (other && (row.doc.until ?? at) > at) return undefined;
  const hold = replace(row, { through: row.doc.through, heldBy, until });
  if ((await store.commit(area.id, [hold])) === 'overtaken') return undefined;
  const held = await store.get(area.id, Cadences, CADENCE);
  return held?.doc.heldBy === heldBy && held.doc.until === until ? held : undefined;
};
