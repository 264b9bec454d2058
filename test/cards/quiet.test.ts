import { describe, expect, test } from 'vitest';
import { dispatch } from '../../cards/dispatch.ts';
import { dayAhead } from '../../services/rules/dayAhead.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { at, startNight } from '../support/atNight.ts';
import { coordinator, holder } from '../support/bodies.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const MORNING = '2026-11-24T09:40:00Z';

const start = async (...started: Parameters<typeof startNight>) => {
  const night = await startNight(...started);
  const desk = { store: night.store, schemes, coordinators: [coordinator], newId: () => crypto.randomUUID() };
  const says = async (verb: string, words = '', now = MORNING, person = at.drugs) => {
    const caller = { person, name: 'Somebody', mri: '29:x', where: 'personal' as const };
    const given = await dispatch(desk, await night.area(), caller, new Date(now), verb, words ? { words } : {});
    if (!('card' in given)) throw new Error('no card');
    return given.card;
  };
  return { ...night, says };
};

describe('quiet', () => {
  test('is begun, looked at and ended in words', async () => {
    const night = await start();
    golden('quiet-none', await night.says('quiet.view'));
    golden('quiet-begun', await night.says('quiet.begin', '4 December'));
    expect((await night.area()).quiet).toEqual({ [at.drugs]: '2026-12-04' });
    golden('quiet-ended', await night.says('quiet.end', '', '2026-11-26T07:00:00Z'));
    expect((await night.area()).quiet).toEqual({ [at.drugs]: '2026-11-25' });
    golden('quiet-not-begun', await night.says('quiet.end', '', '2026-11-26T07:00:00Z'));
  });

  test('of somebody whom nobody asks in the morning has no time to choose', async () => {
    golden('quiet-not-asked', await (await start()).says('quiet.view', '', MORNING, holder('iom-police')));
  });

  test('ended after the day’s cards have gone lasts for the day, so that the next card brings what came meanwhile', async () => {
    const night = await start({ quiet: { [at.drugs]: day('2026-12-04') } });
    expect(readable(await night.says('quiet.end', '', '2026-11-26T11:00:00Z'))).toContain('Quiet ends today');
    expect((await night.area()).quiet).toEqual({ [at.drugs]: '2026-11-26' });
    await night.look('2026-11-26T12:00:00Z');
    await night.look('2026-11-27T08:00:00Z');
    expect(await night.asked(day('2026-11-27'))).toContain(at.drugs);
  });

  test('that ended long ago is forgotten, and that which ended lately is not', async () => {
    const ended = { [at.police]: day('2026-10-01'), [at.prison]: day('2026-11-20') };
    const night = await start({ quiet: ended });
    await night.says('quiet.begin', '4 December');
    expect((await night.area()).quiet).toEqual({ [at.prison]: '2026-11-20', [at.drugs]: '2026-12-04' });
  });

  test.for([
    ['no day', 'until the cows come home', 'the last day on which you want quiet'],
    ['nothing', '', 'the last day on which you want quiet'],
    ['a day that has gone by', '2026-11-23', 'lies in the past'],
    ['a day in two years', '4 December 2028', 'a year at most'],
  ] as const)('until %s is refused', async ([, words, sentence]) => {
    const night = await start();
    await expect(night.says('quiet.begin', words)).rejects.toThrow(sentence);
    expect((await night.area()).quiet).toBeUndefined();
  });

  test.for([
    ['4 December', '2026-12-04'],
    ['4th of nowhere', undefined],
    ['4th December', '2026-12-04'],
    ['24 Nov', '2026-11-24'],
    ['23 November', '2027-11-23'],
    ['29 February', '2028-02-29'],
    ['2026-12-04', '2026-12-04'],
    ['04/12/2026', '2026-12-04'],
    ['31 November', undefined],
  ] as const)('“%s”, typed on 24 November 2026, is %s', ([text, expected]) => {
    expect(dayAhead(text, day('2026-11-24'))).toBe(expected);
  });
});

describe('the time of the question', () => {
  test('is chosen within the window, as people write it', async () => {
    const night = await start();
    golden('quiet-prompt-at', await night.says('quiet.promptAt', '7.30'));
    expect((await night.area()).prompts).toEqual({ [at.drugs]: '07:30' });
    await night.look('2026-11-24T12:00:00Z');
    await night.look('2026-11-25T07:30:00Z');
    expect(await night.asked(day('2026-11-25'))).toEqual([at.drugs]);
  });

  test.for([
    ['too early', '6:59', 'between 07:00 and 09:00'],
    ['too late', '09:01', 'between 07:00 and 09:00'],
    ['no time', 'breakfast', 'such as 07:30'],
    ['no time of the day', '25:00', 'such as 07:30'],
  ] as const)('is refused where it is %s', async ([, words, sentence]) => {
    const night = await start();
    await expect(night.says('quiet.promptAt', words)).rejects.toThrow(sentence);
    expect((await night.area()).prompts).toBeUndefined();
  });

  test('is for those who are asked', async () => {
    const night = await start();
    await expect(night.says('quiet.promptAt', '08:30', MORNING, holder('iom-police'))).rejects.toThrow('not asked');
  });
});
