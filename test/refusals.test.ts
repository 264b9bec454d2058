/** Every command x everybody x every step: whoever may not press a button changes nothing by pressing it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../cards/command.ts';
import { finders, searches } from '../cards/index.ts';
import { cast, type Person, people } from '../rehearsal/cast.ts';
import { LogEntries } from '../services/log.ts';
import type { Role } from '../services/permission.ts';
import { inTurns } from './support/answering.ts';
import {
  cardIn,
  keyOf,
  newcomer,
  offender,
  type Panel,
  type Step,
  sentenceIn,
  startPanel,
  steps,
  voters,
} from './support/panel.ts';
import { dump } from './support/tables.ts';
import { allCommands, wellFormed } from './support/wellFormed.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await startPanel();
});
afterAll(() => panel.stop());

const stranger = newcomer(1);
const everybody: readonly Person[] = [...people, stranger];
const seated: readonly Person[] = people.filter((person) => person !== cast.coordinator && person !== cast.referrer);
const came: readonly Person[] = voters.map(([person]) => person);

/** What a press is about, as far as it can make somebody more than they are. */
type About =
  | 'nothing'
  | 'a meeting'
  | 'a referral'
  | 'a referral at a meeting'
  | 'an action'
  | 'a case'
  | 'a case at a meeting';

const aboutOf = (input: Readonly<Record<string, unknown>>): About => {
  if (input.case) return input.meeting ? 'a case at a meeting' : 'a case';
  if (input.action) return 'an action';
  if (input.motion || (input.meeting && (input.item || input.referral))) return 'a referral at a meeting';
  if (input.meeting) return 'a meeting';
  return input.referral ? 'a referral' : 'nothing';
};

/** Who is what, by the terms of reference and by what has been played so far; written without a look at the code. */
const rolesAt = (step: Step, person: Person, about: About): Role[] => {
  const sitting = ['meeting open', 'vote open', 'tied', 'decided'].includes(step);
  const opened = sitting || step === 'closed';
  const ofCase = about === 'a case' || about === 'a case at a meeting';
  // What opens a case at a meeting ends with the meeting.
  const atMeeting =
    about !== 'nothing' && about !== 'a referral' && about !== 'a case' && !(ofCase && step === 'closed');
  const ofReferral = about !== 'nothing' && about !== 'a meeting' && !ofCase;
  const roles: readonly [Role, boolean][] = [
    ['anyone', true],
    ['co-ordinator', person === cast.coordinator],
    ['agency', seated.includes(person) || person === cast.referrer],
    ['police', person === cast.policeOfficer || person === cast.inspector],
    ['member', seated.includes(person)],
    ['sitting', atMeeting && sitting && came.includes(person)],
    ['chair', atMeeting && opened && person === cast.chair],
    ['referrer', ofReferral && person === cast.referrer],
    ['probation', ofReferral && person === cast.chair],
    ['body chair', (ofReferral || ofCase || about === 'a meeting') && person === cast.chair],
    ['invitee', atMeeting && step !== 'set up' && person === cast.referrer],
    ['owner', about === 'an action' && person === cast.drugs],
    ['lead professional', ofCase && person === cast.policeOfficer],
    ['police contact', ofCase && person === cast.policeOfficer],
    ['owner agency', ofCase && (person === cast.referrer || person === cast.gatekeeper)],
  ];
  return roles.filter(([, is]) => is).map(([role]) => role);
};

type Try = {
  readonly verb: string;
  readonly of: Command;
  readonly person: Person;
  readonly input: Record<string, unknown>;
};

const others = {
  person: keyOf(cast.mentalHealth),
  seat: 'iom-mental-health-senior-social-worker',
  body: 'iom',
  scheme: 'richmond',
  agency: 'mental-health',
  version: 1,
};
const unknownIds = {
  meeting: 'no-such',
  motion: 'no-such',
  item: 'no-such',
  referral: 'no-such',
  action: 'no-such',
  case: 'no-such',
};

const refusedLog = async (): Promise<string[]> =>
  (await panel.store.views.list(panel.area, LogEntries))
    .filter(({ doc }) => doc.refused)
    .map(({ doc }) => `${doc.what} by ${doc.who}: ${doc.refused}`);

/** People of whom the rules know the same are alike: one of them tries, at every step the next. */
const oneOfEachKind = (of: readonly Person[], step: Step, kind: (person: Person) => string): Person[] =>
  [...Map.groupBy(of, kind).values()].flatMap((alike) => alike[steps.indexOf(step) % alike.length] ?? []);

/** Who somebody is towards these does not change with what a meeting has come to: tried at the first step and the last. */
const LASTING: readonly About[] = ['nothing', 'a referral', 'a case'];
const ends: readonly Step[] = ['set up', 'closed'];

const triesAt = (step: Step, facts: Readonly<Record<string, unknown>>): Try[] =>
  allCommands.flatMap((of) => {
    const input = wellFormed(of, { ...unknownIds, ...facts, ...others });
    const about = aboutOf(input);
    if (LASTING.includes(about) && !ends.includes(step)) return [];
    const barred = everybody.filter(
      (person) => !rolesAt(step, person, about).some((role) => of.allowed.includes(role)),
    );
    return oneOfEachKind(barred, step, (person) => rolesAt(step, person, about).join()).map((person) => ({
      verb: of.verb,
      of,
      person,
      input,
    }));
  });

test.for(steps)('%s: whoever may not press a button is told so, and nothing is changed', async (step) => {
  await panel.reach(step);
  // Everybody is known by now: the first word of a person is written down.
  for (const person of everybody) await panel.insist(person, 'help.view', {});
  await panel.settled();
  const facts = await panel.facts();
  const tries = triesAt(step, facts);
  expect(tries.length).toBeGreaterThan(ends.includes(step) ? allCommands.length : 50);
  const before = await dump(panel.store, { log: false });
  const loggedBefore = (await refusedLog()).length;

  const wrong: string[] = [];
  await inTurns(tries, 12, async ({ verb, person, input }) => {
    const answer = await panel.press(person, verb, input);
    if (answer?.status !== 200 || !sentenceIn(answer) || cardIn(answer))
      wrong.push(`${verb} by ${person.name}: ${JSON.stringify(answer)?.slice(0, 300)}`);
  });
  expect(wrong).toEqual([]);
  expect(await dump(panel.store, { log: false })).toEqual(before);

  // Refreshes come by themselves and are not logged.
  const entries = tries
    .filter(({ of }) => of.does !== 'refresh')
    .map(({ of, person, input }) => {
      const there = Object.keys(unknownIds).every((id) => !(id in input) || id in facts);
      return `${of.verb} by ${keyOf(person)}: ${there ? 'not allowed' : 'gone'}`;
    });
  expect((await refusedLog()).slice(loggedBefore).sort()).toEqual(entries.sort());
});

test('whoever may not search finds nobody, and nothing is changed', async () => {
  const before = await dump(panel.store, { log: false });
  const loggedBefore = (await refusedLog()).length;
  const tries = [...searches.values()].flatMap((search) =>
    everybody
      .filter((person) => !rolesAt('closed', person, 'nothing').some((role) => search.allowed.includes(role)))
      .map((person) => ({ person, dataset: search.dataset })),
  );
  for (const { person, dataset } of tries)
    expect(await panel.search(person, dataset, 'e')).toMatchObject({ status: 200, body: { value: { results: [] } } });
  expect(await dump(panel.store, { log: false })).toEqual(before);
  expect((await refusedLog()).length - loggedBefore).toBe(tries.length);
});

test('whoever may not search from the compose box is told why, finds nobody, and nothing is changed', async () => {
  const before = await dump(panel.store, { log: false });
  const loggedBefore = (await refusedLog()).length;
  const tries = [...finders.values()].flatMap((finder) =>
    everybody
      .filter((person) => !rolesAt('closed', person, 'nothing').some((role) => finder.allowed.includes(role)))
      .map((person) => ({ person, command: finder.finds })),
  );
  expect(tries.length).toBeGreaterThan(0);
  for (const { person, command } of tries) {
    const { body } = (await panel.compose(person, command, offender.name)) ?? {};
    expect(body).toEqual({ composeExtension: { type: 'message', text: expect.stringContaining('Only') } });
  }
  expect(await dump(panel.store, { log: false })).toEqual(before);
  expect((await refusedLog()).length - loggedBefore).toBe(tries.length);
});
