/** What everybody in a channel can see names nobody whom the panel talks about, and every card that was ever sent is whole. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { typedCommands } from '../cards/index.ts';
import type { Card } from '../cards/render.ts';
import { cast, people } from '../rehearsal/cast.ts';
import { castings, channelsOf } from '../rehearsal/castings.ts';
import type { Json } from '../rehearsal/state.ts';
import { richmond } from './support/builders.ts';
import { lint } from './support/golden.ts';
import { offender, type Panel, startPanel, steps, tasks } from './support/panel.ts';

/** As it was typed, and as a card may write it. */
const secrets = [
  ...Object.values(offender),
  ...tasks.map(([, , what]) => what),
  ...offender.name.split(' '),
  ...['17 March 1991', '17/03/1991', '17 Mar 1991'],
  ...richmond.offences.filter(({ id }) => id === 'burglary').map(({ name }) => name),
];

const cardType = 'application/vnd.microsoft.card.adaptive';
const isCard = (value: unknown): value is Card =>
  typeof value === 'object' && value !== null && (value as Json).type === 'AdaptiveCard';

let panel: Panel;
/** Everything that an automatic refresh brought, for whom, at which step. */
const refreshed: { who: string; card: Json }[] = [];

/** Everybody opens every channel, so that their clients refresh what they list them for. */
const everybodyLooks = async (when: string): Promise<void> => {
  await panel.settled();
  for (const person of people) {
    for (const channel of channelsOf(castings.richmond)) await panel.room.as(person).messages({ channel });
    for (const [key, { card }] of Object.entries(panel.room.teams.state.views))
      if (key.startsWith(`${person.id}|`)) refreshed.push({ who: `${person.name}, ${when}`, card });
  }
};

beforeAll(async () => {
  panel = await startPanel();
  await panel.reach('closed', async (step) => {
    await everybodyLooks(step);
    if (step !== 'decided' && step !== 'closed') return;
    // Those meant for personal chat as well: people mistake the place.
    for (const { words } of typedCommands)
      for (const person of [cast.coordinator, cast.chair, cast.referrer, cast.drugs])
        await panel.room.as(person).say(words, { channel: 'IOM panel' });
    await everybodyLooks(`${step}, after typing`);
  });
});
afterAll(() => panel.stop());

const channels = () => Object.values(panel.room.teams.state.channels);
/** What the bot sent and edited, oldest first. */
const sent = () => panel.room.calls.filter(({ call }) => ['create', 'send', 'update'].includes(call));
const cardsOf = (activity: Json): Card[] =>
  ((activity.attachments ?? []) as Json[])
    .filter(({ contentType }) => contentType === cardType)
    .flatMap(({ content }) => (isCard(content) ? [content] : []));

const told = (value: unknown): string[] => secrets.filter((secret) => JSON.stringify(value).includes(secret));

test('the walk brought messages to the channels and views to everybody with a seat', () => {
  expect(sent().length).toBeGreaterThan(20);
  expect(new Set(refreshed.map(({ who }) => who)).size).toBeGreaterThan(steps.length);
});

test('no message in a channel names the person, their birthday, their PNC id or what they did', () => {
  const inChannels = sent().filter(({ conversation }) => channels().some((id) => conversation.startsWith(id)));
  expect(inChannels.length).toBeGreaterThan(5);
  expect(inChannels.flatMap(({ activity }) => told(activity))).toEqual([]);
  const standing = panel.room.teams.state.messages.filter(
    ({ conversation, from }) => from === 'bot' && channels().includes(conversation),
  );
  expect(standing.flatMap(told)).toEqual([]);
});

test('no view that came by itself does', () => {
  expect(refreshed.flatMap(({ who, card }) => told(card).map((secret) => `${who}: ${secret}`))).toEqual([]);
});

test('what opens by a press does, or there would be nothing to keep', async () => {
  const papers = await panel.insist(cast.chair, 'papers.view', { ...(await panel.facts()) });
  expect(papers).toContain(offender.name);
});

test('every card that was ever sent is whole', () => {
  const cards = [...sent().flatMap(({ activity }) => cardsOf(activity)), ...refreshed.map(({ card }) => card as Card)];
  expect([...new Set(cards.flatMap(lint))]).toEqual([]);
  for (const { activity } of sent())
    if (activity.type === 'message') expect(cardsOf(activity).length > 0 || Boolean(activity.text)).toBe(true);
});
