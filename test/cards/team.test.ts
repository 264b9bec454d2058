import { expect, test } from 'vitest';
import { told as dayTold } from '../../cards/day/commands.ts';
import { type Card, LIMIT, size } from '../../cards/render.ts';
import { posted } from '../../cards/team/commands.ts';
import { LogEntries } from '../../services/log.ts';
import { day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { MOST_ITEMS } from '../../services/teamMeetingItems.ts';
import { type TeamItem, TeamLists } from '../../services/teamMeetingModel.ts';
import { at, startNight } from '../support/atNight.ts';
import { areaId } from '../support/bodies.ts';
import { londonCase, REF } from '../support/colouredCase.ts';
import { golden, lint } from '../support/golden.ts';
import { cardOf, teamDesk } from '../support/teamDesk.ts';

const TUESDAY = '2026-11-24T12:00Z';
const FRIDAY = '2026-11-27T09:00Z';
const MONDAY = '2026-11-30T09:45Z';
const BODY = { body: 'iom-team' };
const LISTED = { ...BODY, day: '2026-11-30' };

const week = async () => {
  const night = await startNight({}, [londonCase()]);
  await night.look('2026-11-24T11:00Z');
  const press = teamDesk(night);
  const channel = async (now: string): Promise<Card> =>
    cardOf(await posted.card(await night.by(at.police, now), `iom-team|${LISTED.day}`));
  return { night, press, channel };
};
const problem = { kind: 'problem-case', about: REF, what: 'He misses *every* appointment' };
const provision = { kind: 'service-provision', about: '', what: 'No beds at the invented hostel' };

test('a week of the team: what it collects, and what its people read', async () => {
  const { night, press, channel } = await week();
  golden('team-add', await press(at.drugs, TUESDAY, 'team.form', BODY));
  golden('team-add-case', await press(at.drugs, TUESDAY, 'team.form', { ...BODY, case: REF }));
  golden('team-collecting', await press(at.drugs, TUESDAY, 'team.add', { ...BODY, id: 'i1', ...problem }));
  golden('team-correct', await press(at.drugs, TUESDAY, 'team.correcting', { ...BODY, item: 'i1' }));
  await night.look('2026-11-26T08:00Z');
  const reminded = await dayTold.card(await night.by(at.prison, '2026-11-26T08:00Z'), at.prison, '2026-11-26');
  golden('day-team-meeting', cardOf(reminded));
  await press(at.prison, '2026-11-26T09:00Z', 'team.add', { ...BODY, id: 'i2', ...provision });
  const settled = await dayTold.card(await night.by(at.prison, '2026-11-26T09:05Z'), at.prison, '2026-11-26');
  expect(settled).toBeUndefined();

  await night.look(FRIDAY);
  golden('team-list-channel', await channel(FRIDAY));
  golden('team-add-late', await press(at.charity, FRIDAY, 'team.form', BODY));
  await press(at.charity, FRIDAY, 'team.add', { ...BODY, id: 'i3', ...provision });
  golden('team-list-member', await press(at.drugs, FRIDAY, 'team.view', LISTED));
  golden('team-tick', await press(at.police, MONDAY, 'team.ticking', { ...BODY, item: 'i1' }));
  const up = { ...BODY, item: 'i1', version: 1, how: 'escalated', says: 'We cannot solve it' };
  golden('team-list-chair', await press(at.police, MONDAY, 'team.tick', up));
  golden('team-tick-no-case', await press(at.police, MONDAY, 'team.ticking', { ...BODY, item: 'i2' }));
  await press(at.police, MONDAY, 'team.tick', { ...BODY, item: 'i2', version: 1, how: 'carried', says: 'Next week' });
  golden('team-list-ticked', await channel(MONDAY));
  expect(JSON.stringify(await channel(MONDAY))).not.toMatch(/appointment|hostel|solve|Next week|Invented/);
  await night.look('2026-12-04T09:00Z');
  golden('team-list-over', await press(at.drugs, '2026-12-04T10:00Z', 'team.view', LISTED));
  golden('team-list-carried', await press(at.drugs, '2026-12-04T10:00Z', 'team.view', { ...BODY, day: '2026-12-07' }));
});

test('nothing was collected: the list says so', async () => {
  const { night, channel } = await week();
  await night.look(FRIDAY);
  golden('team-list-empty', await channel(FRIDAY));
});

test('what was typed is still there when somebody else was quicker, and when a chair ticks what has moved', async () => {
  const { press, night } = await week();
  await press(at.drugs, TUESDAY, 'team.add', { ...BODY, id: 'i1', ...problem });
  await press(at.drugs, TUESDAY, 'team.correct', { ...BODY, item: 'i1', version: 1, ...problem, what: 'First' });
  const again = { ...BODY, item: 'i1', version: 1, ...problem, what: 'Second thoughts' };
  expect(JSON.stringify(await press(at.drugs, TUESDAY, 'team.correct', again))).toMatch(/Second thoughts/);
  await night.look(FRIDAY);
  const tick = { ...BODY, item: 'i1', version: 1, how: 'dealt with', says: 'All is well' };
  const card = JSON.stringify(await press(at.police, MONDAY, 'team.tick', tick));
  expect(card).toMatch(/All is well/);
  expect(card).toMatch(/moved on before/);
});

test('who opened the list, and whose data it was, is in the log', async () => {
  const { press, night } = await week();
  await press(at.drugs, TUESDAY, 'team.add', { ...BODY, id: 'i1', ...problem });
  await press(at.prison, TUESDAY, 'team.view', LISTED);
  const looked = await night.store.views.list(areaId, LogEntries);
  expect(looked.map(({ doc }) => doc)).toContainEqual(
    expect.objectContaining({ who: at.prison, what: 'team.view', whose: [REF] }),
  );
});

test('an action is given with a day and a seat, each named when it lacks', async () => {
  const { press, night } = await week();
  await press(at.drugs, TUESDAY, 'team.add', { ...BODY, id: 'i1', ...problem });
  await night.look(FRIDAY);
  const give = { ...BODY, item: 'i1', version: 1, how: 'action', says: 'Visit him' };
  await expect(press(at.police, MONDAY, 'team.tick', give)).rejects.toThrow(/“Until when”/);
  await expect(press(at.police, MONDAY, 'team.tick', { ...give, due: '2026-12-04' })).rejects.toThrow(/“Who does it”/);
  await expect(
    press(at.police, MONDAY, 'team.tick', { ...give, due: '2026-11-01', seat: 'iom-team-probation' }),
  ).rejects.toThrow(/past/);
  await expect(press(at.police, MONDAY, 'team.tick', { ...give, says: '' })).rejects.toThrow(/“Outcome, in words”/);
  await press(at.police, MONDAY, 'team.tick', { ...give, due: '2026-12-04', seat: 'iom-team-probation' });
  expect(await night.actions()).toMatchObject([{ owner: at.probation, what: 'Visit him', due: '2026-12-04' }]);
});

test('the longest list is within the limit: whole in the channel, in pages for its people', async () => {
  const { press, night, channel } = await week();
  const item = (n: number): TeamItem => ({
    ...{ id: `i${n}`, version: 1, kind: 'problem-case', ref: REF, what: '*'.repeat(300), by: at.police },
    ...{ at: '2026-11-24T12:00:00.000Z', meeting: day(LISTED.day), carried: 12, late: true },
    outcome: { how: 'carried', says: '*'.repeat(300), by: at.police, at: '2026-11-24T12:00:00.000Z' },
  });
  const items = Array.from({ length: MOST_ITEMS }, (_, n) => item(n));
  const list = { body: 'iom-team', meeting: day(LISTED.day), postedAt: '2026-11-27T09:00:00.000Z', items };
  await night.store.commit(areaId, [create(TeamLists, 'iom-team', list)]);
  const shown = await channel(MONDAY);
  expect(JSON.stringify(shown)).toContain(`Item ${MOST_ITEMS}: Problem case`);
  expect(size(shown)).toBeLessThanOrEqual(LIMIT);
  expect(lint(shown)).toEqual([]);
  const page = async (number: number) =>
    JSON.stringify(await press(at.police, MONDAY, 'team.view', { ...LISTED, page: number }));
  const pages = await Promise.all(Array.from({ length: 12 }, (_, n) => page(n + 1)));
  for (let n = 1; n <= MOST_ITEMS; n++)
    expect(pages.some((text) => text.includes(`"Item ${n}: Problem case`))).toBe(true);
});
