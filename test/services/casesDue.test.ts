import { expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { casesDue, MOST_CASES, MOST_COUNTED } from '../../services/casesDue.ts';
import type { Area } from '../../services/model.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { areaId, bodyCalled, coordinator, workOf } from '../support/bodies.ts';
import { caseOf, laid, proposal } from '../support/cases.ts';
import { memoryStore } from '../support/memory.ts';

const essex = bodyCalled('iom', 'essex');
const MEETING = day('2026-11-18');
const BEFORE = addDays(MEETING, -14);

const red = { colour: 'red', since: BEFORE, why: 'Burglaries.' } as const;
const amber = { ...red, colour: 'amber' } as const;

/** So many of these, numbered from `from`. */
const many = (count: number, from: number, change: Partial<Case>): Case[] =>
  Array.from({ length: count }, (_, at) => caseOf({ ref: `ESSEX-2026-${from + at}`, ...change }));
const refs = (count: number, from: number) => many(count, from, {}).map(({ ref }) => ({ case: ref }));

const dueOf = async (cases: readonly Case[], here: Partial<Area> = {}) => {
  const store = memoryStore();
  for (const one of cases) expect(await store.commit(areaId, laid(one))).toBe('committed');
  const work = workOf(store, essex, coordinator);
  return casesDue({ ...work, area: { ...work.area, ...here } }, essex, MEETING);
};

test('red cases that are due as well leave their place among the reviews to others', async () => {
  const { cases: due } = await dueOf([
    ...many(MOST_CASES, 100, { rag: red, reviewOn: BEFORE }),
    ...many(3, 300, { rag: amber, reviewOn: MEETING }),
    ...many(2, 400, { rag: amber, reviewOn: addDays(MEETING, 1) }),
  ]);
  expect(due['red cases']).toEqual(refs(MOST_CASES, 100));
  expect(due['reviews due']).toEqual(refs(3, 300));
});

test('what an import has not finished takes nobody’s place', async () => {
  const hidden = { import: 'i1', reviewOn: BEFORE };
  const { cases: due } = await dueOf(
    [
      ...many(MOST_CASES + 5, 100, { ...hidden, rag: red }),
      ...many(MOST_CASES + 5, 200, { ...hidden, rag: amber }),
      ...many(MOST_CASES + 5, 300, { ...hidden, state: 'removed', reselectOn: BEFORE }),
      ...many(2, 400, { rag: red }),
      ...many(2, 500, { rag: amber, reviewOn: MEETING }),
      ...many(2, 600, { state: 'removed', reselectOn: MEETING }),
    ],
    { importing: ['i1'] },
  );
  expect(due['red cases']).toEqual(refs(2, 400));
  expect(due['reviews due']).toEqual(refs(2, 500));
  expect(due['de-selections']).toEqual(refs(2, 600));
});

test('one agenda takes the longest due, and the others come to the next', async () => {
  const { cases: due } = await dueOf([
    ...many(MOST_CASES, 100, { rag: amber, reviewOn: MEETING }),
    ...many(5, 300, { rag: amber, reviewOn: BEFORE }),
  ]);
  expect(due['reviews due']).toEqual([...refs(5, 300), ...refs(MOST_CASES - 5, 100)]);
});

test('the reviews and the cases to consider again for which there is no room are counted', async () => {
  const { cases, noRoom } = await dueOf([
    ...many(MOST_CASES + 3, 100, { rag: amber, reviewOn: MEETING }),
    ...many(MOST_CASES + 2, 300, { state: 'removed', reselectOn: MEETING }),
  ]);
  expect(cases['reviews due']).toHaveLength(MOST_CASES);
  expect(cases['de-selections']).toHaveLength(MOST_CASES);
  expect(noRoom).toEqual({ 'red cases': 0, 'reviews due': 3, 'de-selections': 2 });
});

test('periods of lighter monitoring that are over and find no room are counted; what somebody proposed is not', async () => {
  const removal = { motion: 'de-select', reason: 'interventions-complete' } as const;
  const { noRoom } = await dueOf([
    ...many(5, 100, { proposals: [proposal({ change: removal })] }),
    ...many(MOST_CASES, 300, { monitoring: { until: BEFORE, by: coordinator, at: '2026-09-01T09:00:00.000Z' } }),
  ]);
  expect(noRoom['de-selections']).toBe(5);
});

test('the oldest proposals come first, whatever the references of their cases', async () => {
  const { cases } = await dueOf([
    ...many(MOST_CASES, 100, { proposals: [proposal({ at: '2026-11-02T09:00:00.000Z' })] }),
    ...many(1, 300, { proposals: [proposal({ id: 'old', at: '2026-11-01T09:00:00.000Z' })] }),
  ]);
  expect(cases['case questions']).toHaveLength(MOST_CASES);
  expect(cases['case questions']?.[0]).toEqual({ case: 'ESSEX-2026-300', proposal: 'old' });
});

test('nobody comes before the day on which they are to be considered again', async () => {
  const { cases: due } = await dueOf([
    ...many(1, 100, { state: 'removed', reselectOn: MEETING }),
    ...many(1, 200, { state: 'removed', reselectOn: addDays(MEETING, 1) }),
  ]);
  expect(due['de-selections']).toEqual(refs(1, 100));
});

test('of more red cases than one agenda takes, the longest not reviewed come first, and the others are counted', async () => {
  const { cases, noRoom } = await dueOf([
    ...many(MOST_CASES, 100, { rag: red, reviewOn: addDays(MEETING, 1) }),
    ...many(7, 300, { rag: red, reviewOn: MEETING }),
    ...many(3, 400, { rag: amber, reviewOn: addDays(MEETING, -1) }),
  ]);
  expect(cases['red cases']).toEqual([...refs(7, 300), ...refs(MOST_CASES - 7, 100)]);
  expect(cases['reviews due']).toEqual(refs(3, 400));
  expect(noRoom['red cases']).toBe(7);
});

test('everybody’s turn comes: reviewed at one meeting, a red case stands behind those who were not', async () => {
  const seen = new Map<string, number>();
  let register = many(MOST_CASES * 2 + 5, 100, { rag: red, reviewOn: addDays(MEETING, 1) });
  for (const round of [1, 2, 3]) {
    const { cases, noRoom } = await dueOf(register);
    expect(noRoom['red cases']).toBe(MOST_CASES + 5);
    const taken = new Set((cases['red cases'] ?? []).map(({ case: ref }) => ref));
    for (const ref of taken) seen.set(ref, (seen.get(ref) ?? 0) + 1);
    register = register.map((doc) => (taken.has(doc.ref) ? { ...doc, reviewOn: addDays(MEETING, 14 * round) } : doc));
  }
  expect(seen.size).toBe(register.length);
  expect(Math.max(...seen.values())).toBe(2);
});

test('a red case that is due and finds no room among the red ones comes as a review, and does not wait', async () => {
  const { cases, noRoom } = await dueOf(many(MOST_CASES + 2, 100, { rag: red, reviewOn: MEETING }));
  expect(cases['reviews due']).toEqual(refs(2, 100 + MOST_CASES));
  expect(noRoom['red cases']).toBe(0);
});

test('as many are counted as the agenda says', async () => {
  const far = { rag: red, reviewOn: addDays(MEETING, 1) };
  expect((await dueOf(many(MOST_CASES + MOST_COUNTED + 5, 100, far))).noRoom['red cases']).toBe(MOST_COUNTED);
});
