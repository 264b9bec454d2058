import { describe, expect, test } from 'vitest';
import { acceptAction } from '../../services/actions.ts';
import { caseRow } from '../../services/cases.ts';
import { correctIncident } from '../../services/incidentCorrected.ts';
import { reportIncident, type Told, takeBack } from '../../services/incidents.ts';
import type { PersonKey } from '../../services/person.ts';
import type { Need } from '../../services/rules/overnight.ts';
import { schemes } from '../../services/schemes/index.ts';
import { replace } from '../../services/store.ts';
import { at, press, startNight } from '../support/atNight.ts';
import { areaId } from '../support/bodies.ts';
import { londonCase, police, probation, REF } from '../support/colouredCase.ts';
import { dump } from '../support/tables.ts';

const REPORTED = '2026-11-24T08:10:00.000Z';
const CORRECTED = '2026-11-24T08:30:00.000Z';
const needing = (...needs: readonly Need[]) => needs.map((need) => ({ need }));

const told = (change: Partial<Told> = {}): Told => ({
  ...{ ref: REF, what: 'Seen breaking into a shed', source: 'Neighbour', offence: false },
  needs: needing('enforcement'),
  ...change,
});

const reported = async (change: Partial<Told> = {}, by: PersonKey = at.drugs) => {
  const night = await startNight({}, [londonCase()]);
  await night.asks(by);
  await reportIncident(await night.by(by, REPORTED), press(1), told(change));
  const incident = async () => {
    const [found] = await night.incidents();
    if (!found) throw new Error('nothing is reported');
    return found;
  };
  const { id } = await incident();
  return {
    ...night,
    incident,
    corrects: async (to: Partial<Told>, { who = by, now = CORRECTED, version = 2 } = {}) => {
      const { ref: _, ...said } = told({ ...change, ...to });
      return correctIncident(await night.by(who, now), { ...press(version), incident: id, ...said });
    },
    takesBack: async (version: number) => takeBack(await night.by(by, CORRECTED), { ...press(version), incident: id }),
    telling: async (view: string) => (await night.sends()).filter((send) => send.view === view).length,
  };
};

describe('what it needs', () => {
  test('still goes on, under the right words; what it does not is withdrawn, what it does besides is given', async () => {
    const night = await reported({ needs: [{ need: 'enforcement' }, { need: 'support', pathway: 'drugs' }] });
    const before = await night.actions();
    expect(await night.corrects({ what: 'Seen at a garage', needs: needing('enforcement', 'court') })).toBe('done');
    const after = await night.actions();
    const of = (what: string) => after.find((action) => action.what.startsWith(what));
    expect(of('Enforcement')).toMatchObject({
      ...{ state: 'offered', owner: police, what: 'Enforcement, after what was reported overnight: Seen at a garage' },
      id: before.find(({ what }) => what.startsWith('Enforcement'))?.id,
    });
    expect(of('Immediate support')).toMatchObject({
      state: 'completed',
      outcome: expect.stringContaining('corrected'),
    });
    expect(of('Attend court')).toMatchObject({ state: 'offered', owner: probation });
    expect(after).toHaveLength(3);
    expect((await night.incident()).needs.map(({ need, action }) => [need, action])).toEqual([
      ['enforcement', of('Enforcement')?.id],
      ['court', of('Attend court')?.id],
    ]);
    expect([await night.telling('action'), await night.telling('overnight taken back')]).toEqual([4, 0]);
    expect(await night.happened()).toEqual(['incident', 'incident corrected']);
  });

  test('and somebody has begun stays with them, told of either', async () => {
    const night = await reported({ needs: needing('enforcement', 'court') });
    for (const { id, owner } of await night.actions())
      await acceptAction(await night.by(owner, REPORTED), { action: id, version: 1 });
    await night.corrects({ what: 'Seen at a garage', needs: needing('enforcement') });
    expect((await night.actions()).map(({ state, what }) => [state, what.split(':').at(-1)]).sort()).toEqual([
      ['accepted', ' Seen at a garage'],
      ['accepted', ' Seen breaking into a shed'],
    ]);
    expect([await night.telling('action'), await night.telling('overnight taken back')]).toEqual([3, 1]);
  });

  test('under the same words is told to nobody again', async () => {
    const night = await reported();
    await night.corrects({ source: 'The neighbour across the road' });
    expect(await night.incident()).toMatchObject({ source: 'The neighbour across the road', at: REPORTED });
    expect(await night.telling('action')).toBe(1);
  });

  test('at its fullest, all of it changed, fits into one transaction', async () => {
    const pathways = (schemes.london?.pathways ?? []).map(({ id }) => id);
    const support = (some: readonly string[]) => some.map((pathway) => ({ need: 'support' as const, pathway }));
    const others = needing('enforcement', 'court', 'custody');
    const night = await reported({ needs: [...others, ...support(pathways.slice(0, 5))], offence: true });
    const to = { what: 'x'.repeat(300), needs: [...others, ...support(pathways.slice(5, 10))], offence: false };
    expect(await night.corrects(to)).toBe('done');
    expect((await night.incident()).needs).toHaveLength(8);
  });
});

describe('an offence', () => {
  test.for([
    [true, false, ['incident', 'incident corrected']],
    [false, true, ['incident', 'incident corrected', 'offended']],
    [true, true, ['incident', 'incident corrected', 'offended']],
  ] as const)('reported as %s and corrected to %s is counted so', async ([before, after, events]) => {
    const night = await reported({ offence: before });
    await night.corrects({ offence: after });
    expect(await night.happened()).toEqual(events);
    await night.takesBack(3);
    expect(await night.happened()).not.toContain('offended');
  });
});

describe('custody', () => {
  test('that is said afterwards is put to the police, and dismissed when the incident is taken back', async () => {
    const night = await reported();
    await night.corrects({ needs: needing('enforcement', 'custody') });
    expect((await night.case()).custodyReport).toMatchObject({ by: at.drugs, at: CORRECTED });
    await night.takesBack(3);
    expect((await night.case()).custodyReport).toBeUndefined();
  });

  test('that is said no longer is dismissed', async () => {
    const night = await reported({ needs: needing('custody') });
    await night.corrects({ needs: needing('information') });
    expect((await night.case()).custodyReport).toBeUndefined();
    expect(await night.actions()).toMatchObject([{ state: 'completed' }]);
  });

  test('that goes on as it was waits for the same answer', async () => {
    const night = await reported({ needs: needing('custody') });
    await night.corrects({ needs: needing('custody', 'court') });
    expect((await night.case()).custodyReport).toMatchObject({ at: REPORTED });
    await night.takesBack(3);
    expect((await night.case()).custodyReport).toBeUndefined();
  });
});

describe('nothing is changed', () => {
  test('by the same press twice, nor by one that was overtaken', async () => {
    const night = await reported();
    expect(await night.corrects({ what: 'Seen at a garage' })).toBe('done');
    const before = await dump(night.store);
    expect(await night.corrects({ what: 'Seen at a garage' })).toBe('overtaken');
    expect(await dump(night.store)).toEqual(before);
    await night.takesBack(3);
    expect(await night.corrects({}, { version: 4 })).toBe('overtaken');
  });

  test.for(Array.from({ length: 5 }, (_, round) => round))(
    'by one of two: corrected and taken back at once, one of them counts (round %i)',
    async () => {
      const night = await reported();
      const both = await Promise.all([night.corrects({ what: 'Seen at a garage' }), night.takesBack(2)]);
      expect(both.toSorted()).toEqual(['done', 'overtaken']);
      expect((await night.incident()).withdrawn === undefined).toBe(both[0] === 'done');
    },
  );

  test.for<[string, Partial<Told>, { who?: PersonKey; now?: string }, string]>([
    ['after the cut-off', {}, { now: '2026-11-24T09:30:00.000Z' }, 'could be corrected and taken back until 09:30'],
    ['without a need', { needs: [] }, {}, '“Needs”: choose what it needs'],
  ])('%s', async ([, to, by, sentence]) => {
    const night = await reported();
    const before = await dump(night.store);
    await expect(night.corrects(to, by)).rejects.toThrow(sentence);
    expect(await dump(night.store)).toEqual(before);
  });

  test('by somebody else of the team', async () => {
    const night = await reported();
    await night.asks(at.police);
    await expect(night.corrects({}, { who: at.police, version: 1 })).rejects.toThrow('Only whoever reported it');
  });

  test.for([
    ['was closed to its reporter', { restrictedTo: [at.police] }, 'not open to you any more'],
    ['left the register', { state: 'removed' as const }, 'no longer on the register'],
  ] as const)('of a case that %s meanwhile', async ([, change, sentence]) => {
    const night = await reported();
    const row = await caseRow({ store: night.store, area: await night.area() }, REF);
    await night.store.commit(areaId, [replace(row, { ...row.doc, ...change })]);
    await expect(night.corrects({ what: 'Seen at a garage' })).rejects.toThrow(sentence);
  });
});
