/** A case on London's panel, or on any that has colours, with the panel of `bodies.ts` at an open meeting. */
import { dispatch } from '../../cards/dispatch.ts';
import { type Case, Cases, OnRegister } from '../../services/caseModel.ts';
import type { Meeting, PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import type { Store } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { must, type Work } from '../../services/work.ts';
import { areaId, areaOf, bodyCalled, coordinator, holder, lay, now, workOf } from './bodies.ts';
import { caseOf, laid } from './cases.ts';
import { readable } from './desk.ts';
import { lint } from './golden.ts';
import { testStore } from './tables.ts';

export const REF = 'LONDON-2026-014';
export const london = bodyCalled('iom', 'london');
export const essex = bodyCalled('iom', 'essex');

export const police = holder('iom-police');
export const probation = holder('iom-probation');
export const prison = holder('iom-prison');
export const council = holder('iom-local-authority');
export const drugs = holder('iom-drug-intervention');

/** Amber since September, led by probation. */
export const londonCase = (change: Partial<Case> = {}): Case =>
  caseOf({
    ref: REF,
    owner: 'police',
    leadAgency: 'probation',
    leadProfessional: probation,
    policeContact: police,
    reviewOn: day('2027-01-05'),
    rag: { colour: 'amber', since: day('2026-09-01'), why: 'He engages and wants help.' },
    ...change,
  });

/** Ids of index rows under a facet: `<facet>|<its value>|<ref>`. */
export const caseLines = async (store: Store, facet: string): Promise<string[]> =>
  (await store.list(areaId, OnRegister, `${facet}|`)).map(({ id }) => id);

/** `meeting`: what is different at the open meeting. */
export const colouredPanel = async (doc: Case = londonCase(), meeting: Partial<Meeting> = {}, body = london) => {
  const store = await testStore();
  await lay(store, body, { items: [], ...meeting });
  await store.commit(areaId, laid(doc));
  let ids = 0;
  let presses = 0;
  const desk = {
    store,
    schemes,
    coordinators: [coordinator],
    newId: () => {
      ids += 1;
      return `press${String(ids).padStart(6, '0')}`;
    },
  };
  const row = async () => must(await store.get(areaId, Cases, doc.ref), 'a case');
  /** A press as a client sends it, each a minute after the one before; answers with all that can be read. */
  const press = async (person: PersonKey, verb: string, data: Record<string, unknown> = {}): Promise<string> => {
    const caller = { person, name: 'Somebody', mri: '29:x', where: 'personal' as const };
    presses += 1;
    const then = new Date(now.getTime() + presses * 60_000);
    const answer = await dispatch(desk, areaOf(body), caller, then, verb, { case: doc.ref, ...data });
    if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
    if (lint(answer.card).length > 0) throw new Error(lint(answer.card).join('\n'));
    return readable(answer.card);
  };
  return {
    store,
    by: (person: PersonKey, change: Partial<Work> = {}): Work => ({ ...workOf(store, body, person), ...change }),
    doc: async (): Promise<Case> => (await row()).doc,
    /** The case, and the version that somebody saw who looks now. */
    seen: async () => ({ case: doc.ref, version: (await row()).version }),
    happened: async (): Promise<string[]> =>
      (await timelineOf({ store, area: areaOf(body) }, doc.ref, 50)).map((event) => event.doc.what),
    press,
    /** A press by somebody who looked just before. */
    presses: async (person: PersonKey, verb: string, data: Record<string, unknown> = {}): Promise<string> =>
      press(person, verb, { ...data, version: (await row()).version }),
  };
};
