import { expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { casesDue, MOST_CASES } from '../../services/casesDue.ts';
import type { Area } from '../../services/model.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { areaId, bodyCalled, coordinator, workOf } from '../support/bodies.ts';
import { caseOf, laid } from '../support/cases.ts';
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
  const due = await dueOf([
    ...many(MOST_CASES, 100, { rag: red, reviewOn: BEFORE }),
    ...many(3, 300, { rag: amber, reviewOn: MEETING }),
    ...many(2, 400, { rag: amber, reviewOn: addDays(MEETING, 1) }),
  ]);
  expect(due['red cases']).toEqual(refs(MOST_CASES, 100));
  expect(due['reviews due']).toEqual(refs(3, 300));
});

test('what an import has not finished takes nobody’s place', async () => {
  const hidden = { import: 'i1', reviewOn: BEFORE };
  const due = await dueOf(
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
  const due = await dueOf([
    ...many(MOST_CASES, 100, { rag: amber, reviewOn: MEETING }),
    ...many(5, 300, { rag: amber, reviewOn: BEFORE }),
  ]);
  expect(due['reviews due']).toEqual([...refs(5, 300), ...refs(MOST_CASES - 5, 100)]);
});

test('nobody comes before the day on which they are to be considered again', async () => {
  const due = await dueOf([
    ...many(1, 100, { state: 'removed', reselectOn: MEETING }),
    ...many(1, 200, { state: 'removed', reselectOn: addDays(MEETING, 1) }),
  ]);
  expect(due['de-selections']).toEqual(refs(1, 100));
});
