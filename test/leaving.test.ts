/** Somebody leaves the Teams team and comes back, over HTTP: what they held is handed over, and nothing is open to them meanwhile. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast } from '../rehearsal/cast.ts';
import { AREA } from '../services/area.ts';
import { Areas } from '../services/model.ts';
import { Outbox } from '../services/sends.ts';
import { create } from '../services/store.ts';
import { must } from '../services/work.ts';
import { httpPlayer } from './support/httpPlayer.ts';
import { keyOf, type Panel, sentenceIn, startPanel, tasks } from './support/panel.ts';

const SEAT = 'iom-substance-misuse-service-manager';
const LEFT = 'Owen Invented has left the team';
const channel = 'IOM panel';

let panel: Panel;
beforeAll(async () => {
  panel = await startPanel();
  await panel.reach('closed');
});
afterAll(() => panel.stop());

const area = async () => must(await panel.store.get(panel.area, Areas, AREA), 'a team').doc;
const player = (person: Parameters<Panel['room']['as']>[0]) => httpPlayer(panel.room.as(person));

test('who leaves is known nowhere any more, the co-ordinator hands over at once, and who comes back has the seat again', async () => {
  const [owen, sam, daniel] = [player(cast.drugs), player(cast.coordinator), player(cast.youth)];
  const [, , task = ''] = tasks[0] ?? [];
  await owen.say('my actions');
  await owen.sees(['My actions', task]);
  await panel.room.leaves(cast.drugs);

  const card = await sam.sees([LEFT, 'Seats without a holder']);
  expect(card).toContain('1 open action');
  expect(card).toContain('Substance Misuse');
  await owen.say('my actions');
  await owen.sees('I do not know which panel you belong to.');
  await expect(owen.say('agenda', channel)).rejects.toThrow('has left the team');
  expect((await panel.room.as(cast.drugs).finds('zebedee')).hint).toContain('which panel you belong to');
  // A card that an open client still shows.
  const facts = await panel.facts();
  for (const [verb, data] of [
    ['case.view', { case: facts.case }],
    ['action.accept', { action: facts.action, version: 2 }],
  ] as const)
    expect(sentenceIn(await panel.press(cast.drugs, verb, data))).toContain(
      'not in this panel’s team in Teams any more',
    );

  await sam.press(LEFT, 'Hand it over', {
    Successor: 'Daniel Pretend (Youth Offending Team)',
    Reason: 'Left the team.',
  });
  await sam.sees('Handed over to Daniel Pretend: 1 open action.');
  await daniel.sees(['Handed over to you', 'What was with Owen Invented']);

  await panel.room.returns(cast.drugs);
  expect((await area()).holders[SEAT]).toBe(keyOf(cast.drugs));
  await owen.say('my actions');
  expect(await owen.sees('My actions')).not.toContain(task);
});

test('events that come twice, and one after the other, leave one card and one fact', async () => {
  const { room } = panel;
  const ruth = cast.victims;
  const [general] = room.teams.places.filter(({ id }) => id === room.teams.state.team.id);
  if (!general) throw new Error('there is no General channel');
  await panel.settled();
  const cards = async () =>
    (await room.as(cast.coordinator).messages()).filter(({ text }) => text.includes('Ruth Makebelieve has left'))
      .length;
  room.teams.setGone(ruth, true);
  const say = (what: 'added' | 'removed') => room.door.membership(cast.coordinator, general, ruth, what);
  await Promise.all([say('removed'), say('removed'), say('removed')]);
  await panel.settled();
  expect(await cards()).toBe(1);
  // Of an event that is late the roster is believed, not the event.
  await say('added');
  expect((await area()).left).toHaveProperty([keyOf(ruth)]);
  room.teams.setGone(ruth, false);
  await Promise.all([say('removed'), say('added')]);
  expect((await area()).left).toEqual({});
});

test('whoever writes in the team’s channel again is back, although nobody said so', async () => {
  await panel.room.leaves(cast.victims);
  panel.room.teams.setGone(cast.victims, false);
  const ruth = player(cast.victims);
  await ruth.say('help', channel);
  await ruth.sees('IOM Panel', channel);
  expect((await area()).left).toEqual({});
});

test('what waits for somebody in the outbox is not sent once they have left', async () => {
  await panel.settled();
  await panel.room.leaves(cast.victims);
  await panel.settled();
  const chat = () =>
    panel.room.calls.filter(({ conversation }) => conversation === panel.room.teams.contact(cast.victims).chat);
  const before = chat().length;
  const at = panel.room.clock.now().toISOString();
  const send = { kind: 'tell', person: keyOf(cast.victims), view: 'welcome', subject: AREA } as const;
  await panel.store.commit(panel.area, [create(Outbox, `${at}|late`, { at, send, state: 'waiting', attempts: 0 })]);
  await panel.settled();
  expect(chat()).toHaveLength(before);
  await panel.room.returns(cast.victims);
});
