import { describe, expect, test } from 'vitest';
import { posted } from '../../cards/roundUp/commands.ts';
import { acceptAction } from '../../services/actions.ts';
import type { Case } from '../../services/caseModel.ts';
import { type FeedFile, FeedFiles } from '../../services/feedModel.ts';
import { reportIncident, type Told } from '../../services/incidents.ts';
import { Actions } from '../../services/model.ts';
import { promptNow, switchDaily } from '../../services/overnight.ts';
import { answerNothing } from '../../services/overnightAnswers.ts';
import { FeedChanges, Feeds } from '../../services/overnightModel.ts';
import type { PersonKey } from '../../services/person.ts';
import { lookAtRoundUp, markChecked, type RoundUp, RoundUps } from '../../services/roundUp.ts';
import { type Day, day } from '../../services/rules/days.ts';
import { create, type Store } from '../../services/store.ts';
import { CaseEvents, newestFirst } from '../../services/timeline.ts';
import { must } from '../../services/work.ts';
import { type AtNight, at, press, startNight, TODAY } from '../support/atNight.ts';
import { areaId, coordinator } from '../support/bodies.ts';
import { londonCase, REF } from '../support/colouredCase.ts';

const EIGHT = '2026-11-24T08:00:00.000Z';
const CUT_OFF = '2026-11-24T09:30Z';
const kept = async (store: Store): Promise<RoundUp> =>
  must(await store.get(areaId, RoundUps, `iom-team|${TODAY}`), 'a round-up').doc;

const facts = async (change: Partial<Case>): Promise<RoundUp> => {
  const night = await startNight({}, [londonCase(change)]);
  await night.look('2026-11-24T07:00Z');
  await night.look(CUT_OFF);
  return kept(night.store);
};

const court = { id: 'c1', court: 'Invented Court', promptOn: day('2026-11-17') };
const custody = { kind: 'sentence', prison: 'HMP Nowhere', since: day('2026-10-01'), months: 4 } as const;

describe('at the cut-off the round-up says', () => {
  test.for<[string, Partial<Case>, Partial<RoundUp>]>([
    ['who is in court today', { courts: [{ ...court, on: TODAY }] }, { court: [REF] }],
    [
      'also where the hearing is prepared',
      { courts: [{ ...court, on: TODAY, statement: { wanted: false } }] },
      { court: [REF] },
    ],
    ['and not who is there tomorrow', { courts: [{ ...court, on: day('2026-11-25') }] }, { court: [] }],
    ['who returns on bail', { keyDates: { bail: TODAY } }, { bail: [REF] }],
    ['who is released', { custody: { ...custody, releaseOn: TODAY } }, { release: [REF] }],
    [
      'and not who was released before',
      { custody: { ...custody, releaseOn: TODAY, released: day('2026-11-20') } },
      { release: [] },
    ],
    ['who is wanted', { wanted: { since: day('2026-11-01'), why: 'Failed to appear' } }, { wanted: [REF] }],
    [
      'nothing of a restricted case',
      { wanted: { since: day('2026-11-01'), why: 'Failed to appear' }, restrictedTo: [at.police] },
      { wanted: [], reds: [], missed: [] },
    ],
  ])('%s', async ([, change, expected]) => {
    expect(await facts(change)).toMatchObject(expected);
  });
});

describe('red and amber are looked after daily', () => {
  const coloured = (colour: 'red' | 'amber' | 'green') =>
    londonCase({ rag: { colour, since: day('2026-09-01'), why: 'Invented reasons.' } });
  const checked = async (colour: 'red' | 'amber' | 'green', on: string | undefined) => {
    const night = await startNight({}, [coloured(colour)]);
    if (on)
      await night.store.commit(areaId, [
        create(CaseEvents, `${REF}|${newestFirst(await night.by(at.police, on))}`, {
          at: on,
          by: at.police,
          what: 'checked',
        }),
      ]);
    await night.look('2026-11-24T07:00Z');
    await night.look(CUT_OFF);
    const { reds, missed } = await kept(night.store);
    return { reds, missed };
  };
  test.for([
    [
      'a red case, with the day of its newest entry',
      'red',
      '2026-11-23T10:00:00.000Z',
      { reds: [{ ref: REF, last: '2026-11-23' }], missed: [] },
    ],
    ['a red case on which nothing is recorded', 'red', undefined, { reds: [{ ref: REF }], missed: [] }],
    [
      'an amber case that nobody looked after since the morning before',
      'amber',
      '2026-11-20T10:00:00.000Z',
      { reds: [], missed: [{ ref: REF, last: '2026-11-20' }] },
    ],
    ['no amber case that somebody looked after', 'amber', '2026-11-23T10:00:00.000Z', { reds: [], missed: [] }],
    ['no green one', 'green', undefined, { reds: [], missed: [] }],
  ] as const)('%s', async ([, colour, on, expected]) => {
    expect(await checked(colour, on)).toEqual(expected);
  });

  test('looked after is recorded on the case, once a day', async () => {
    const night = await startNight({}, [coloured('red')]);
    expect(await markChecked(await night.by(at.police, CUT_OFF), REF)).toBe('done');
    expect(await markChecked(await night.by(at.council, '2026-11-24T10:00Z'), REF)).toBe('already');
    expect(await night.happened()).toEqual(['checked']);
  });
});

describe('the police feed', () => {
  const fed = { feed: 'f1', ref: REF, at: EIGHT } as const;
  const file = (on: string) => ({
    ...{ id: 'f1', day: day(on), by: at.police, at: EIGHT },
    lines: 1,
    bad: 0,
    changed: 1,
  });
  test('what it changed since the morning before, by case, and that today’s is there', async () => {
    const night = await startNight();
    await night.look('2026-11-24T07:00Z');
    await night.store.commit(areaId, [
      create(Feeds, `${TODAY}|f1`, file(TODAY)),
      create(FeedChanges, `2026-11-23|${REF}|1`, { ...fed, at: '2026-11-23T09:29:59.000Z', what: 'too old' }),
      create(FeedChanges, `2026-11-23|${REF}|2`, { ...fed, at: '2026-11-23T17:00:00.000Z', what: 'wanted' }),
      create(FeedChanges, `${TODAY}|${REF}|1`, { ...fed, what: 'bail' }),
      create(FeedChanges, `${TODAY}|${REF}|2`, { ...fed, what: 'court' }),
    ]);
    await night.look(CUT_OFF);
    expect(await kept(night.store)).toMatchObject({
      changed: [{ ref: REF, what: ['wanted', 'bail', 'court'] }],
      feed: { status: 'here' },
    });
  });
  test('nothing of a restricted case', async () => {
    const night = await startNight({}, [londonCase({ restrictedTo: [at.police] })]);
    await night.look('2026-11-24T07:00Z');
    await night.store.commit(areaId, [create(FeedChanges, `${TODAY}|${REF}|1`, { ...fed, what: 'bail' })]);
    await night.look(CUT_OFF);
    expect((await kept(night.store)).changed).toEqual([]);
  });
  test('that it is stale', async () => {
    const night = await startNight();
    await night.store.commit(areaId, [create(Feeds, '2026-11-20|f1', file('2026-11-20'))]);
    await night.look('2026-11-24T07:00Z');
    await night.look(CUT_OFF);
    expect((await kept(night.store)).feed).toEqual({ status: 'stale', last: '2026-11-20' });
  });
});

describe('it is posted', () => {
  test('once, in the team’s channel, also when there is nothing', async () => {
    const night = await startNight();
    await night.look('2026-11-24T07:00Z');
    await Promise.all([night.look(CUT_OFF), night.look(CUT_OFF)]);
    await night.look('2026-11-24T12:00Z');
    const shown = (await night.sends()).filter(({ kind }) => kind === 'show');
    expect(shown).toEqual([
      { kind: 'show', view: 'round-up', subject: `iom-team|${TODAY}`, channel: '19:team@thread.tacv2' },
    ]);
  });
  test('to the co-ordinators, where the team has no channel', async () => {
    const night = await startNight({ channels: {} });
    await night.look('2026-11-24T07:00Z');
    await night.look(CUT_OFF);
    const told = (await night.sends()).filter(({ view }) => view.startsWith('round-up'));
    expect(told).toMatchObject([{ kind: 'tell', person: coordinator }]);
  });
  test('not on a bank holiday, and not for a body whose people are not asked', async () => {
    const night = await startNight();
    await night.look('2026-12-27T12:00Z');
    await night.look('2026-12-28T12:00Z');
    const off = await startNight({ daily: { 'iom-team': false } });
    await off.look('2026-11-24T07:00Z');
    await off.look(CUT_OFF);
    for (const { store } of [night, off]) expect(await store.list(areaId, RoundUps)).toEqual([]);
  });
});

test('whatever comes after it is shown in it, late answers as late, and owners as they accept', async () => {
  const night = await startNight();
  await night.look('2026-11-24T07:00Z');
  await night.look(EIGHT);
  await night.look(CUT_OFF);
  const shows = async () => (await night.sends()).filter(({ view }) => view === 'round-up').length;
  expect(await shows()).toBe(1);
  const late = await night.by(at.council, '2026-11-24T10:00Z');
  await answerNothing(late, press(1));
  expect(await shows()).toBe(2);
  const told = {
    ref: REF,
    what: 'Seen where he may not be',
    source: 'Wardens',
    needs: [{ need: 'enforcement' }],
    offence: false,
  } as const;
  await reportIncident(await night.by(at.drugs, '2026-11-24T10:05Z'), press(1), told);
  expect(await shows()).toBe(3);
  const [action] = await night.actions();
  const row = must(await night.store.get(areaId, Actions, action?.id ?? ''), 'an action');
  await acceptAction(await night.by(row.doc.owner, '2026-11-24T10:10Z'), { action: row.id, version: row.version });
  expect(await shows()).toBe(4);
  const place = await night.by(at.police, '2026-11-24T10:11Z');
  const card = JSON.stringify((await posted.card(place, `iom-team|${TODAY}`))?.card);
  for (const words of ['Enforcement: 1', 'has accepted', 'reported after the cut-off', 'After the cut-off', 'Not yet'])
    expect(card).toContain(words);
  // What happened and to whom stays out of the channel.
  for (const words of ['Seen where', 'Wardens', 'Testerby']) expect(card).not.toContain(words);
});

describe('nothing is left out between two round-ups', () => {
  const incident: Told = {
    ...{ ref: REF, what: 'Seen where he may not be', source: 'Wardens', offence: false },
    needs: [{ need: 'enforcement' }],
  };
  const of = async (night: AtNight, now: string, on: Day) =>
    lookAtRoundUp(await night.by(at.police, now), 'iom-team', on);
  const reports = async (night: AtNight, person: PersonKey, now: string, on: Day) =>
    reportIncident(await night.by(person, now), press(1, on), incident);

  test('what was reported on a Sunday is in Monday’s, in time until then, and shown as it changes', async () => {
    const night = await startNight();
    await night.look('2026-11-27T09:30Z');
    await night.look('2026-11-29T10:00Z');
    const sunday = day('2026-11-29');
    const monday = day('2026-11-30');
    await promptNow(await night.by(coordinator, '2026-11-29T11:00Z'));
    await reports(night, at.drugs, '2026-11-29T11:05Z', sunday);
    await reports(night, at.council, '2026-11-30T09:29Z', sunday);
    await night.look('2026-11-30T09:30Z');
    const seen = await of(night, '2026-11-30T09:31Z', monday);
    expect(seen?.incidents.map(({ incident: { by, late } }) => [by, late])).toEqual([
      [at.drugs, undefined],
      [at.council, undefined],
    ]);
    const shows = async () => (await night.sends()).filter(({ view }) => view === 'round-up').length;
    const before = await shows();
    await reports(night, at.prison, '2026-11-30T09:31Z', sunday);
    expect(await shows()).toBe(before + 1);
    expect((await of(night, '2026-11-30T09:32Z', monday))?.incidents.at(-1)?.incident).toMatchObject({ late: true });
    await night.look('2026-12-01T09:30Z');
    expect((await of(night, '2026-12-01T09:31Z', day('2026-12-01')))?.incidents).toEqual([]);
  });

  test('what was reported on a Friday whose round-up nobody made is in Monday’s', async () => {
    const night = await startNight();
    await night.look('2026-11-26T09:30Z');
    await night.look('2026-11-27T08:00Z');
    await reports(night, at.drugs, '2026-11-27T08:05Z', day('2026-11-27'));
    await night.look('2026-11-30T10:00Z');
    const seen = await of(night, '2026-11-30T10:01Z', day('2026-11-30'));
    expect(seen?.incidents).toHaveLength(1);
    expect(seen?.roundUp.after).toBe('2026-11-26');
  });

  test('what was reported on the day it was switched on, without a round-up of its own, is in the first', async () => {
    const night = await startNight({ daily: { 'iom-team': false } });
    await night.look('2026-11-24T07:00Z');
    await switchDaily(await night.by(coordinator, '2026-11-24T14:00Z'), 'iom-team', true);
    await promptNow(await night.by(coordinator, '2026-11-24T14:01Z'));
    await reports(night, at.drugs, '2026-11-24T14:05Z', TODAY);
    await night.look('2026-11-24T14:06Z');
    expect(await night.store.list(areaId, RoundUps)).toEqual([]);
    await night.look('2026-11-25T09:30Z');
    const [first] = (await of(night, '2026-11-25T09:31Z', day('2026-11-25')))?.incidents ?? [];
    expect(first?.incident.late).toBeUndefined();
    expect(first?.incident.day).toBe(TODAY);
  });

  test('what a feed changed after the cut-off is in the next round-up, once', async () => {
    const night = await startNight();
    await night.look('2026-11-24T07:00Z');
    await night.look(CUT_OFF);
    const fed = { feed: 'f1', ref: REF, what: 'bail', at: '2026-11-24T10:00:00.000Z' };
    await night.store.commit(areaId, [create(FeedChanges, `${TODAY}|${REF}|1`, fed)]);
    await night.look('2026-11-25T09:30Z');
    await night.look('2026-11-26T09:30Z');
    const changed = async (on: string) => (await of(night, '2026-11-26T10:00Z', day(on)))?.roundUp.changed;
    expect(await changed('2026-11-24')).toEqual([]);
    expect(await changed('2026-11-25')).toEqual([{ ref: REF, what: ['bail'] }]);
    expect(await changed('2026-11-26')).toEqual([]);
  });

  test('a file that is being read at the cut-off is not said to be missing', async () => {
    const night = await startNight();
    await night.look('2026-11-24T07:00Z');
    const file: FeedFile = {
      ...{ id: 'f1', file: 'feed.csv', by: at.police, at: EIGHT, day: TODAY, state: 'taking', reading: 'r' },
      ...{ unknown: [], lines: 9, known: 9, taken: 3, within: 0, sofar: 'unchanged', changed: 0, bad: 0, faults: 0 },
      missing: { count: 0, lines: '' },
    };
    await night.store.commit(areaId, [create(FeedFiles, 'f1', file)]);
    await night.look(CUT_OFF);
    const card = (await posted.card(await night.by(at.police, CUT_OFF), `iom-team|${TODAY}`))?.card;
    expect(JSON.stringify(card)).toContain('Today’s file was still being read');
    expect(JSON.stringify(card)).not.toContain('No file');
  });
});
