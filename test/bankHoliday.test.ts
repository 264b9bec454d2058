/** London’s team over a bank holiday, over HTTP: nobody is asked while it lasts, and the morning after covers all of it. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { cast, type Person } from '../rehearsal/cast.ts';
import { castings } from '../rehearsal/castings.ts';
import { loadSample } from '../rehearsal/sample.ts';
import { setUp } from '../rehearsal/setup.ts';
import { actionMade } from '../services/actionIndex.ts';
import { AREA } from '../services/area.ts';
import { entriesOf } from '../services/caseIndex.ts';
import { Cases } from '../services/caseModel.ts';
import { reindexed } from '../services/indexing.ts';
import { Areas } from '../services/model.ts';
import { day } from '../services/rules/days.ts';
import { replace } from '../services/store.ts';
import { must } from '../services/work.ts';
import { action } from './support/actions.ts';
import { keyOf, type Panel, startPanel } from './support/panel.ts';

const channel = 'IOM team';
const team: readonly Person[] = [
  cast.policeOfficer,
  cast.housing,
  cast.chair,
  cast.mentalHealth,
  cast.drugs,
  cast.victims,
];

/** Longer than it takes to look once; in milliseconds. */
const ONE_LOOK = 800;

/** An action of the drugs worker that falls due on the Sunday, and somebody who is to return on bail on the Monday. */
const lay = async ({ store, area }: Panel): Promise<string> => {
  const place = { store, area: must(await store.get(area, Areas, AREA), 'an area').doc };
  const row = must((await store.list(area, Cases))[0], 'a case of the sample');
  const bailed = { ...row.doc, policeContact: keyOf(cast.policeOfficer), keyDates: { bail: day('2027-05-03') } };
  const { seat: _, ...task } = action({ ref: row.doc.ref, owner: keyOf(cast.drugs), due: day('2027-05-02') });
  await store.commit(area, [
    replace(row, bailed),
    ...(await reindexed(place, entriesOf(row.doc), entriesOf(bailed))),
    ...actionMade(task),
  ]);
  return row.doc.ref;
};

test('from Friday to the Tuesday after a bank holiday: one question for all of it, the round-up at half past nine, and a card of what fell due in between', async () => {
  const panel = await startPanel({ casting: castings.london });
  onTestFinished(panel.stop);
  const { room } = panel;
  await setUp(room);
  await loadSample(room);
  const ref = await lay(panel);
  const sent = () => room.teams.state.messages.filter(({ from }) => from === 'bot');
  let before = 0;
  const goes = async (to: string): Promise<void> => {
    await panel.settled();
    before = sent().length;
    room.clock.moveTo(new Date(to));
  };
  /** What the bot has sent with these words since the clock was moved last. */
  const heard = async (words: string): Promise<string[]> => {
    await panel.settled();
    const all = sent().slice(before);
    return all.map(({ text, card }) => `${text}${JSON.stringify(card)}`).filter((one) => one.includes(words));
  };

  await goes('2027-04-30T06:00:00+01:00');
  await goes('2027-04-30T16:00:00+01:00');
  for (const person of team) await room.as(person).card('Anything overnight? Friday 30 April 2027');
  await room.as(cast.chair).card('Friday 30 April 2027', { channel });

  for (const holiday of ['2027-05-01', '2027-05-02', '2027-05-03']) {
    await goes(`${holiday}T16:00:00+01:00`);
    await pause(ONE_LOOK);
    expect(await heard(''), holiday).toEqual([]);
  }

  await goes('2027-05-04T08:00:10+01:00');
  for (const person of team) {
    const { text } = await room.as(person).card('Anything overnight? Tuesday 4 May 2027');
    expect(text).toContain('This covers the whole gap, since the morning of Friday 30 April 2027');
  }
  const words = ['Action, overdue since 2 May 2027', 'Find a supported tenancy'];
  await room.as(cast.drugs).card(({ text }) => words.every((one) => text.includes(one)));
  await room
    .as(cast.policeOfficer)
    .card(
      ({ text }) =>
        text.includes('Your day: Tuesday 4 May 2027') &&
        text.includes(`Open ${ref}`) &&
        text.includes('Bail: \n3 May 2027'),
    );
  expect(await heard('Anything overnight?')).toHaveLength(team.length);

  await goes('2027-05-04T09:29:30+01:00');
  await pause(ONE_LOOK);
  expect(await heard('Round-up: Tuesday 4 May 2027')).toEqual([]);
  await goes('2027-05-04T09:30:10+01:00');
  const roundUp = await room.as(cast.chair).card('Round-up: Tuesday 4 May 2027', { channel });
  expect(roundUp.text).toContain('since the morning of Friday 30 April 2027');
  for (const { name } of team) expect(roundUp.text.split('Not yet: ')[1]).toContain(name);
  await goes('2027-05-04T10:00:00+01:00');
  await pause(ONE_LOOK);
  expect(await heard('')).toEqual([]);
});
