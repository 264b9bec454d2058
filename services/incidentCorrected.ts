/** What was reported of a morning is put right before the cut-off: what it needs still goes on, what it does not is withdrawn. */
import { actionChanged } from './actionIndex.ts';
import { noted } from './actions.ts';
import type { Case } from './caseModel.ts';
import { caseChanged, isOutside } from './cases.ts';
import { checkNeeds, custodyUnsaid, gives, offending, ownIncident, released, type Told, taskOf } from './incidents.ts';
import { onRegister } from './lifeLists.ts';
import { type Action, Actions } from './model.ts';
import { answered, type NightPress } from './overnightAnswers.ts';
import type { Incident } from './overnightModel.ts';
import { Refusal } from './refusal.ts';
import { type Change, type Row, remove, replace } from './store.ts';
import { CaseEvents, type Happened } from './timeline.ts';
import { save, tell, type Work } from './work.ts';

type Had = Incident['needs'][number];
const isSame = (one: Had, other: Had): boolean => one.need === other.need && one.pathway === other.pathway;

/** An action that goes on under other words; its owner reads it again. One that is completed stays as it was done. */
const reworded = async (work: Work, row: Row<Action>, what: string): Promise<Change[]> => {
  const { doc } = row;
  if (doc.state === 'completed' || doc.what === what) return [];
  const after = noted(work, { ...doc, what }, 'corrected');
  const told = doc.owner === work.actor.person ? [] : [tell(work, doc.owner, 'action', doc.id, doc.body)];
  return [...(await actionChanged(work, row, after)), ...told];
};

type Corrected = Omit<Told, 'ref'>;

/** What becomes of the actions that it had. */
const kept = async (work: Work, needs: readonly Had[], { needs: wanted, what }: Corrected): Promise<Change[]> => {
  const { store, area } = work;
  const all = needs.map(async (had): Promise<Change[]> => {
    const row = had.action === undefined ? undefined : await store.get(area.id, Actions, had.action);
    if (!row) return [];
    return wanted.some((one) => isSame(one, had)) ? reworded(work, row, taskOf(work, had, what)) : released(work, row);
  });
  return (await Promise.all(all)).flat();
};

/** Whether an offence was committed: the event that counts it comes, stays or goes. */
const offenceOf = async (work: Work, { ref, day, offended }: Incident, offence: boolean) => {
  if (offence === (offended !== undefined)) return { offended, changes: [] };
  if (offended === undefined) {
    const { id, change } = offending(work, ref, day);
    return { offended: id, changes: [change] };
  }
  const event = await work.store.get(work.area.id, CaseEvents, offended);
  return { offended: undefined, changes: event ? [remove(event)] : [] };
};

/** About the same person; whoever reported it of somebody else takes it back. */
export const correctIncident = (
  work: Work,
  { what, source, needs, offence, ...press }: NightPress & Corrected & { readonly incident: string },
): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const own = await ownIncident(work, press);
    if (!own) return { changes: [], result: 'overtaken' };
    checkNeeds(needs);
    const { night, row, about } = own;
    const { doc } = row;
    if (isOutside(about.doc, work.actor.person))
      throw new Refusal('not open', `${doc.ref} is not open to you any more. Nothing was changed.`);
    onRegister(about.doc);
    const wasCustody = doc.needs.some(({ need }) => need === 'custody');
    const isCustody = needs.some(({ need }) => need === 'custody');
    const unsaid: { doc: Case; events: readonly Happened[] } =
      wasCustody && !isCustody ? custodyUnsaid(about.doc, doc) : { doc: about.doc, events: [] };
    const had = doc.needs.filter((one) => needs.some((other) => isSame(one, other)));
    const added = needs.filter((one) => !had.some((other) => isSame(one, other)));
    const given = await gives(work, press, unsaid.doc, { needs: added, what });
    const { offended, changes } = await offenceOf(work, doc, offence);
    const { offended: _, ...rest } = doc;
    const after: Incident = {
      ...{ ...rest, what, source, needs: [...had, ...given.needs], ...(offended && { offended }) },
      ...(isCustody && !wasCustody && { custodyAt: work.now.toISOString() }),
    };
    const happened: Happened = { what: 'incident corrected', says: what, source, needs: needs.map(({ need }) => need) };
    return {
      changes: [
        replace(night, answered(work, night.doc, 'reported')),
        replace(row, after),
        ...(await caseChanged(work, about, given.doc, happened, ...unsaid.events, ...given.events)),
        ...(await kept(work, doc.needs, { what, source, needs, offence })),
        ...changes,
        ...given.changes,
      ],
      result: 'done',
      whose: [doc.ref],
    };
  });
