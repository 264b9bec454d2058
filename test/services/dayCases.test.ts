import { describe, expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import type { PersonKey } from '../../services/person.ts';
import type { Day } from '../../services/rules/days.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { richmond } from '../support/builders.ts';
import { caseOf, laid } from '../support/cases.ts';
import { clockOf } from '../support/clock.ts';
import { memoryStore } from '../support/memory.ts';
import { coordinator, holder, seat } from '../support/seated.ts';

const lead = holder(seat.chair);
const police = holder(seat.constable);
const far = day('2027-06-01');

/** On which of the fortnight's days from Monday 2 November 2026 the person gets a card, and the last of what is on it. */
const told = async (change: Partial<Case>, person: PersonKey): Promise<string[]> => {
  const { look, items } = await clockOf([laid(caseOf({ reviewOn: far, ...change }))], {}, richmond, memoryStore());
  await look('2026-11-01T12:00Z');
  const days: string[] = [];
  for (let on: Day = day('2026-11-02'); on <= '2026-11-15'; on = addDays(on, 1)) {
    await look(`${on}T08:00Z`);
    const [item] = await items(on, person);
    if (item) days.push(`${on.slice(8)}: ${item}`);
  }
  return days;
};

const court = { id: 'c1', on: day('2026-11-12'), court: 'Invented Court', promptOn: day('2026-11-05') };
const ready = { ...court, statement: { wanted: false } } as const;
const custody = { kind: 'sentence', prison: 'HMP Nowhere', since: day('2026-10-01'), months: 4 } as const;

describe('a date in a case is told to whoever has to do with it', () => {
  test.for<[string, Partial<Case>, PersonKey, readonly string[]]>([
    [
      'a review, five working days before and on the day (G Q11)',
      { reviewOn: day('2026-11-12') },
      lead,
      ['05: review 2026-11-12', '12: review 2026-11-12'],
    ],
    [
      'a review at the weekend, on the Monday after',
      { reviewOn: day('2026-11-07') },
      lead,
      ['02: review 2026-11-07', '09: review 2026-11-07'],
    ],
    [
      'the end of lighter monitoring (L)',
      { monitoring: { until: day('2026-11-13'), by: lead, at: '2026-08-05T11:00:00.000Z' } },
      lead,
      ['06: monitoring 2026-11-13', '13: monitoring 2026-11-13'],
    ],
    [
      'a hearing, five working days before and again two before (Le 1.17)',
      { courts: [court] },
      lead,
      ['05: court 2026-11-05', '10: court 2026-11-05', '13: result 2026-11-13'],
    ],
    [
      'one whose statement somebody else writes',
      { courts: [{ ...court, statement: { wanted: true, by: police } }] },
      police,
      ['05: court 2026-11-05', '10: court 2026-11-05'],
    ],
    [
      'the result of one that is prepared, until it is given',
      { courts: [{ ...ready, on: day('2026-11-04') }] },
      lead,
      [
        '05: result 2026-11-05',
        '06: result 2026-11-05',
        '09: result 2026-11-05',
        '10: result 2026-11-05',
        '11: result 2026-11-05',
        '12: result 2026-11-05',
        '13: result 2026-11-05',
      ],
    ],
    [
      'an appointment, until its outcome is recorded',
      { appointments: [{ id: 'a1', on: day('2026-11-12'), kind: 'appointment', what: 'Drugs worker' }] },
      lead,
      ['12: appointment 2026-11-12', '13: appointment 2026-11-12'],
    ],
    [
      'a visit by the neighbourhood police (L)',
      { orders: [{ id: 'o1', order: 'licence', visitBy: day('2026-11-12') }] },
      police,
      ['12: visit 2026-11-12', '13: visit 2026-11-12'],
    ],
    [
      'a joint meeting that is not fed back (G Q7)',
      { jointMeetings: [{ id: 'j1', on: day('2026-11-12'), area: 'Elsewhere' }] },
      lead,
      ['12: joint meeting 2026-11-12', '13: joint meeting 2026-11-12'],
    ],
    ['police bail', { keyDates: { bail: day('2026-11-12') } }, police, ['12: bail 2026-11-12']],
    [
      'the end of a sentence',
      { keyDates: { sentenceEnd: day('2026-11-12') } },
      lead,
      ['12: end of sentence 2026-11-12'],
    ],
    [
      'release from prison, to the one',
      { custody: { ...custody, releaseOn: day('2026-11-12') } },
      lead,
      ['12: prison release 2026-11-12', '13: prison release 2026-11-12'],
    ],
    [
      'release from prison, and to the other',
      { custody: { ...custody, releaseOn: day('2026-11-12') } },
      police,
      ['12: prison release 2026-11-12', '13: prison release 2026-11-12'],
    ],
    [
      'somebody to be considered again (G Q11)',
      { state: 'removed', reselectOn: day('2026-11-12') },
      coordinator,
      ['12: re-selection 2026-11-12'],
    ],
    [
      'to the co-ordinators, where nobody leads the case',
      { leadProfessional: undefined, reviewOn: day('2026-11-12') },
      coordinator,
      ['05: review 2026-11-12', '12: review 2026-11-12'],
    ],
    [
      'of a restricted case, not to whom it is closed',
      { restrictedTo: [coordinator], reviewOn: day('2026-11-12') },
      lead,
      [],
    ],
    [
      'of a restricted case, to whom it is open',
      { restrictedTo: [coordinator], reviewOn: day('2026-11-12') },
      coordinator,
      ['05: review 2026-11-12', '12: review 2026-11-12'],
    ],
  ])('%s', async ([, change, person, expected]) => {
    expect(await told(change, person)).toEqual(expected);
  });
});

test('a short sentence that comes with an import under way brings nobody the list of the week (Le 1.20)', async () => {
  const stay = { supervised: 'no', short: true, by: lead, at: '2026-10-01T10:00:00.000Z' } as const;
  const hidden = caseOf({ reviewOn: far, stay, import: 'i1' });
  const { look, items } = await clockOf([laid(hidden)], { importing: ['i1'] }, richmond, memoryStore());
  await look('2026-11-01T12:00Z');
  await look('2026-11-02T08:00Z');
  expect(await items('2026-11-02', coordinator)).toEqual([]);
});
