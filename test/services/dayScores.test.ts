import { describe, expect, test } from 'vitest';
import { confirmChange, withdraw } from '../../services/amendments.ts';
import { scoresOfDay } from '../../services/dayScores.ts';
import { type Area, Meetings, type PersonKey, type Referral } from '../../services/model.ts';
import { referralMade, waitingForScore } from '../../services/referralIndex.ts';
import { addDays, type Day, day } from '../../services/rules/days.ts';
import { recordScore } from '../../services/scores.ts';
import { create, replace } from '../../services/store.ts';
import { submit } from '../../services/submission.ts';
import { answers, people } from '../support/builders.ts';
import { clockOf } from '../support/clock.ts';
import { counting } from '../support/counting.ts';
import { memoryStore } from '../support/memory.ts';
import { REF, type Referring, referring } from '../support/referring.ts';
import { coordinator, holder, meeting, referral, seat } from '../support/seated.ts';

const probation = holder(seat.chair);
const standIn = holder(seat.housing);
const asked = { what: 'score asked', of: probation, at: '2026-11-01T10:00:00.000Z', by: people.referrer } as const;
const SLOT = { what: 'day card', day: day('2026-11-10'), after: day('2026-11-09'), at: new Date('2026-11-10T08:00Z') };

/** On which days from Monday 2 to Sunday 22 November 2026 the person’s card says that a score is wanted; the meeting is on the 12th. */
const reminded = async (person: PersonKey, here: Partial<Area> = {}, change: Partial<Referral> = {}) => {
  const rows = [
    referralMade(referral({ history: [asked], ...change })),
    [create(Meetings, 'm1', meeting({ date: day('2026-11-12'), state: 'planned' }))],
  ];
  const { look, items } = await clockOf(rows, here, undefined, memoryStore());
  await look('2026-11-01T12:00Z');
  const days: string[] = [];
  for (let on: Day = day('2026-11-02'); on <= '2026-11-22'; on = addDays(on, 1)) {
    await look(`${on}T08:00Z`);
    if ((await items(on, person)).some((item) => item.startsWith('score '))) days.push(on.slice(8));
  }
  return days;
};

describe('of a score that probation was asked for, two working days before the meeting and on each after', () => {
  const days = ['10', '11', '12', '13', '16', '17', '18', '19', '20'];
  const away = { [probation]: { until: day('2026-11-12'), standIn } };
  test.for<[string, PersonKey, Partial<Area>, Partial<Referral>, string[]]>([
    ['whoever was asked is reminded', probation, {}, {}, days],
    ['nobody else is', coordinator, {}, {}, []],
    ['while they are on leave, the co-ordinator', coordinator, { leave: away }, {}, ['10', '11', '12']],
    ['and not their stand-in, who may not give it', standIn, { leave: away }, {}, []],
    ['and they again once they are back', probation, { leave: away }, {}, days.slice(3)],
    ['where nobody sits for probation any more, the co-ordinator', coordinator, { holders: {} }, {}, days],
    ['of one that is to be written again, nobody', probation, {}, { state: 'draft' }, []],
    ['of one that is decided, nobody', probation, {}, { state: 'decided' }, []],
    ['of one with a score, nobody', probation, {}, { answers: answers() }, []],
    ['of one for which nobody was asked, nobody', probation, {}, { history: [] }, []],
  ])('%s', async ([, person, here, change, expected]) => {
    expect(await reminded(person, here, change)).toEqual(expected);
  });

  test('of one that is on no agenda yet, before the next meeting that takes it', async () => {
    const { meeting: _, ...none } = referral({ history: [asked] });
    const { look, items } = await clockOf([referralMade(none)], {}, undefined, memoryStore());
    await look('2026-11-18T12:00Z');
    const wanted: string[][] = [];
    for (const on of ['2026-11-19', '2026-11-20', '2026-11-23']) {
      await look(`${on}T08:00Z`);
      wanted.push(await items(on, probation));
    }
    expect(wanted).toEqual([[], ['score 2026-11-24'], ['score 2026-11-24']]);
  });
});

describe('it is looked for among those that wait alone, and until', () => {
  const given = { tool: 'OGRS', version: '4', date: day('2026-11-04'), twoYear: 76 };
  const why = 'Known now.';
  const amended = async (at: Referring): Promise<unknown> => {
    const row = await at.stored();
    await at.store.commit(at.by().area.id, [replace(row, { ...row.doc, changing: answers() })]);
    return confirmChange(at.by(), { ...(await at.press()), why });
  };
  test.for<[string, (at: Referring) => Promise<unknown>]>([
    ['it is given', async (at) => recordScore(at.by(people.chair), { ...(await at.press()), given })],
    ['its referrer writes one into the form', amended],
    ['it is withdrawn', async (at) => withdraw(at.by(), { ...(await at.press()), why })],
  ])('%s', async ([, settle]) => {
    const at = await referring({ answers: answers({ ogrs: undefined }) });
    expect(await waitingForScore(at.by())).toEqual([]);
    await submit(at.by(), await at.press());
    expect((await waitingForScore(at.by())).map(({ ref }) => ref)).toEqual([REF]);
    await settle(at);
    expect(await waitingForScore(at.by())).toEqual([]);
  });
});

test('among ten referrals that wait for no score, and among a hundred, a look asks as much of storage', async () => {
  const spent = async (others: number) => {
    const store = memoryStore();
    const { workAt } = await clockOf(
      [
        referralMade(referral({ history: [asked] })),
        ...Array.from({ length: others }, (_, index) => referralMade(referral({ ref: `RICH-2026-${500 + index}` }))),
      ],
      {},
      undefined,
      store,
    );
    const counted = counting(store);
    await scoresOfDay({ ...workAt('2026-11-10T08:00Z'), store: counted.store }, SLOT);
    return counted.spent();
  };
  expect(await spent(100)).toEqual(await spent(10));
});
