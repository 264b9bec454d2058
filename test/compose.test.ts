/** The compose box over HTTP: what the searcher reads, what is inserted for others, and who opens that. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { cast, type Person } from '../rehearsal/cast.ts';
import type { Json } from '../rehearsal/state.ts';
import { AREA, PEOPLE } from '../services/area.ts';
import { Cases } from '../services/caseModel.ts';
import { LogEntries } from '../services/log.ts';
import { Areas, People } from '../services/model.ts';
import { create, replace } from '../services/store.ts';
import { must } from '../services/work.ts';
import { caseOf, laid } from './support/cases.ts';
import { keyOf, newcomer, offender, type Panel, REF, startPanel } from './support/panel.ts';

const channel = { channel: 'IOM panel' } as const;
const TITLE = `${REF}: ${offender.name}`;

let panel: Panel;
beforeAll(async () => {
  panel = await startPanel();
  await panel.reach('decided');
});
afterAll(() => panel.stop());

const secrets = [...Object.values(offender), ...offender.name.split(' ')];
const told = (value: unknown): string[] => secrets.filter((secret) => JSON.stringify(value).includes(secret));

test.for<[string, Person, string]>([
  ['a member, by name', cast.housing, 'zebedee'],
  ['a member, by alias', cast.housing, 'phantom'],
  ['a member, by PNC id', cast.housing, offender.pncId],
  ['the co-ordinator, by reference', cast.coordinator, REF.toLowerCase()],
  ['somebody of the agency that owns it', cast.referrer, 'nonesuch quill'],
  ['the lead professional, before anything is typed', cast.policeOfficer, ''],
])('%s finds the case; only what they read names anybody', async ([, person, text]) => {
  const { hits, hint } = await panel.room.as(person).finds(text, channel);
  expect(hint).toBeUndefined();
  expect(hits.map(({ title }) => title)).toEqual([TITLE]);
  expect(hits[0]?.text).toContain('Led by');
  expect(told(hits[0]?.card)).toEqual([]);
  expect(JSON.stringify(hits[0]?.card)).toContain(REF);
});

test.for<[string, Person, string, string]>([
  ['a name that is nobody’s', cast.housing, 'xanthippe', 'Nothing that you may open'],
  ['nothing, by somebody without a part in any case', cast.housing, '', 'carries the reference and no name'],
  ['a single letter', cast.housing, 'z', 'at least two letters'],
])('%s brings a sentence in place of results', async ([, person, text, sentence]) => {
  const { hits, hint } = await panel.room.as(person).finds(text);
  expect(hits).toEqual([]);
  expect(hint).toContain(sentence);
});

test('somebody of no team of ours is told so, and nothing is made of the team they ask in', async () => {
  const { body } = (await panel.compose(newcomer(7), 'find', 'zebedee')) ?? {};
  expect(body).toEqual({
    composeExtension: { type: 'message', text: expect.stringContaining('which panel you belong') },
  });
});

test('in the channel of a team that is not theirs, they search their own, and that team is not written down', async () => {
  const foreign = '19:foreign@thread.tacv2';
  const asked = panel.activity(cast.housing, 'composeExtension/query', {
    commandId: 'find',
    parameters: [{ name: 'words', value: 'zebedee' }],
  });
  const channelData = { ...(asked.channelData as Json), team: { id: foreign, name: 'Another team' } };
  const answer = await panel.room.door.deliver({ ...asked, channelData });
  expect(JSON.stringify(answer?.body)).toContain(TITLE);
  expect(await panel.store.get(foreign, Areas, AREA)).toBeUndefined();
});

test('somebody of two teams finds what each lets them, and each card says which team it is of', async () => {
  const second = '19:second@thread.tacv2';
  const here = must(await panel.store.get(panel.area, Areas, AREA), 'an area').doc;
  await panel.store.commit(second, [
    create(Areas, AREA, { ...here, id: second, holders: { 'iom-housing-head-of-operations': keyOf(cast.housing) } }),
    ...laid(caseOf({ ref: 'RICH-2026-777', identity: { name: 'Zebedee Elsewhere' } })),
  ]);
  const row = must(await panel.store.get(PEOPLE, People, keyOf(cast.housing)), 'a person');
  await panel.store.commit(PEOPLE, [replace(row, { areas: [panel.area, second] })]);
  onTestFinished(async () => {
    const now = must(await panel.store.get(PEOPLE, People, keyOf(cast.housing)), 'a person');
    await panel.store.commit(PEOPLE, [replace(now, { areas: [panel.area] })]);
  });
  const titles = async (where?: typeof channel) =>
    (await panel.room.as(cast.housing).finds('zebedee', where)).hits.map(({ title, card }) => [
      title,
      JSON.stringify(card).includes(second),
    ]);
  expect(await titles()).toEqual([
    [TITLE, false],
    ['RICH-2026-777: Zebedee Elsewhere', true],
  ]);
  expect(await titles(channel)).toEqual([[TITLE, false]]);
});

test.for<[string, Person, string, string]>([
  ['find zebedee', cast.housing, 'Find a case', offender.name],
  ['find', cast.housing, 'Find a case', 'By the beginning of a name'],
  [`case ${REF.toLowerCase()}`, cast.housing, 'Where it stands', offender.name],
  ['register', cast.housing, 'Register: IOM Panel', offender.name],
  ['my cases', cast.policeOfficer, 'I am lead professional', offender.name],
])('typed in one’s own chat: “%s”', async ([words, person, heading, text]) => {
  await panel.room.as(person).say(words);
  expect((await panel.room.as(person).card(heading)).text).toContain(text);
});

test('inserted in the channel, it is a reference that opens for each by what they may', async () => {
  await panel.room.as(cast.housing).inserts('zebedee', TITLE, channel);
  const standing = panel.room.teams.state.messages.at(-1);
  expect([standing?.from, standing?.root]).toEqual([cast.housing.id, standing?.id]);
  expect(told(standing)).toEqual([]);

  const open = async (person: Person) => {
    const seen = await panel.room.as(person).card(`Case ${REF}`, channel);
    return panel.room.as(person).press(seen, 'Open');
  };
  const opened = await open(cast.drugs);
  expect(opened.kind).toBe('card');
  expect(JSON.stringify(opened)).toContain(offender.name);
  // Each has a view of their own: the next still sees the reference.
  const before = await panel.room.as(cast.chair).card(`Case ${REF}`, channel);
  expect(told(before)).toEqual([]);
});

test('in one’s own chat it is as nameless', async () => {
  await panel.room.as(cast.housing).inserts('zebedee', TITLE);
  expect(told(panel.room.teams.state.messages.at(-1))).toEqual([]);
});

test('whose data was found is in the log, as looked at by the searcher', async () => {
  await panel.room.as(cast.viceChair).finds('zebedee', channel);
  const entry = (await panel.store.views.list(panel.area, LogEntries))
    .map(({ doc }) => doc)
    .findLast(({ who }) => who === keyOf(cast.viceChair));
  expect(entry).toMatchObject({ what: 'compose.find', category: 'consultation', whose: [REF] });
  expect(told(entry)).toEqual([]);
});

test('a restricted case is found by those named and by nobody else', async () => {
  const row = await panel.store.get(panel.area, Cases, REF);
  if (!row) throw new Error('no case');
  const version = { case: REF, version: row.version };
  const why = 'A relative sits on the panel.';
  await panel.insist(cast.coordinator, 'case.restrict', { ...version, people: keyOf(cast.chair), why });
  expect((await panel.room.as(cast.chair).finds('zebedee')).hits).toHaveLength(1);
  for (const person of [cast.housing, cast.policeOfficer, cast.referrer])
    for (const text of ['zebedee', REF, offender.pncId, ''])
      expect((await panel.room.as(person).finds(text, channel)).hits).toEqual([]);
  const seen = await panel.room.as(cast.youth).card(`Case ${REF}`, channel);
  const refused = await panel.room.as(cast.youth).press(seen, 'Open');
  expect(refused).toMatchObject({ kind: 'message', text: expect.stringMatching(/^Only /) });
  expect(told(refused.kind === 'message' && refused.text)).toEqual([]);
});
