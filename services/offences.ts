/** Offending history: each offence is an event of the day on which it was, once, by its day and kind. */
import { createHash } from 'node:crypto';
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase } from './cases.ts';
import { onRegister } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import { type Day, inWords } from './rules/days.ts';
import { bare } from './rules/registerColumns.ts';
import { type Change, create, type Row, replace } from './store.ts';
import { type CaseEvent, CaseEvents, datedTo, noonOf } from './timeline.ts';
import type { Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;
type Offence = Extract<CaseEvent, { readonly what: 'offended' }>;

/** What is written down of a day. */
export const offencesOn = async ({ store, area }: Place, ref: string, on: Day): Promise<Row<Offence>[]> =>
  (await store.list(area.id, CaseEvents, datedTo(ref, on))).filter(
    (row): row is Row<Offence> => row.doc.what === 'offended' && row.doc.on === on,
  );

/** The same kind of offence on one day is one; whoever writes it down at the same moment is overtaken. */
export const offenceWritten = (work: Work, ref: string, on: Day, type: string): Change =>
  create(CaseEvents, `${datedTo(ref, on)}${createHash('sha256').update(bare(type)).digest('hex').slice(0, 16)}`, {
    at: noonOf(on).toISOString(),
    by: work.actor.person,
    what: 'offended',
    on,
    type,
  });

/** An offence that a register brought without its kind gets it. */
export const kindGiven = (row: Row<Offence>, type: string): Change => replace(row, { ...row.doc, type });

export const recordOffence = (
  work: Work,
  press: CasePress,
  { on, type }: { readonly on: Day; readonly type: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, async (doc: Case) => {
    const there = await offencesOn(work, onRegister(doc).ref, on);
    if (there.some((row) => row.doc.type !== undefined && bare(row.doc.type) === bare(type)))
      throw new Refusal('no change', `This offence of ${inWords(on)} is recorded of ${doc.ref} already.`);
    const untyped = there.find((row) => row.doc.type === undefined);
    return {
      doc,
      events: [],
      changes: [untyped ? kindGiven(untyped, type) : offenceWritten(work, doc.ref, on, type)],
    };
  });

/** The newest first. */
export const offencesOf = async ({ store, area }: Place, ref: string): Promise<Offence[]> =>
  (await store.list(area.id, CaseEvents, `${ref}|`))
    .flatMap(({ doc }) => (doc.what === 'offended' ? [doc] : []))
    .sort((a, b) => b.on.localeCompare(a.on));
