/**
 * A year of a panel that meets every fortnight, some thirty people of whom come and go: nothing that is due is ever missing
 * from an agenda, nothing else is on one, and what happened to a case explains what it is.
 */
import { expect, test } from 'vitest';
import { type Case, Cases } from '../../services/caseModel.ts';
import { formerCases } from '../../services/formerCases.ts';
import { Actions, Decisions, type Meeting } from '../../services/model.ts';
import { added, type Faults, lookOn, noFaults, type Position } from '../../services/registerMending.ts';
import { timelineOf } from '../../services/timeline.ts';
import { areaId, coordinator } from '../support/bodies.ts';
import { diceOf, pick } from '../support/population.ts';
import { daysAfter, due, type Folded, folded, type Person } from '../support/yearDue.ts';
import { yearMeetings } from '../support/yearMeeting.ts';
import { chair, wordsFor, type YearPanel, yearPanel } from '../support/yearPanel.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`SEED=${seed}\n`);

/** A year of them; a second one goes on only until all that can happen has happened. */
const MEETINGS = 26;
const MOST_MEETINGS = 52;
/** New people in the first year. */
const REFERRALS = 30;

/** What an agenda holds, in the words of the ledger. */
const linesOf = async ({ caseDoc }: YearPanel, { items }: Meeting): Promise<string[]> => {
  const lines = items.map(async ({ heading, referral, case: ref, proposal, action }) => {
    if (action) return `${heading}: ${action.id}`;
    if (!proposal || !ref) return ref || referral ? `${heading}: ${referral ?? ref}` : heading;
    const change = (await caseDoc(ref)).doc.proposals.find(({ id }) => id === proposal)?.change;
    return `${heading}: ${ref} ${change ? wordsFor(change) : 'nothing that waits'}`;
  });
  return (await Promise.all(lines)).sort();
};

/** What a case comes to, by what happened to it since it was decided on. */
const explained = async (year: YearPanel, doc: Case, { agency }: Person): Promise<Folded> => {
  const decisions = (await year.store.list(areaId, Decisions)).map((row) => row.doc);
  const decision = decisions.find(({ referral, kind }) => referral === doc.ref && kind === 'adopt');
  const { leadAgency = '', reviewOn = '' } = decision ?? {};
  const begun = { owner: agency, leadAgency, reviewOn, consentDue: false, waiting: 0 };
  const events = await timelineOf(year.by(coordinator), doc.ref, 500);
  return events
    .toSorted((a, b) => (`${a.doc.at}${a.id}` < `${b.doc.at}${b.id}` ? -1 : 1))
    .reduce((state: Folded, row) => folded(state, row.doc), begun);
};

const stateOf = (doc: Case): Folded => ({
  ...{ state: doc.state, owner: doc.owner, leadAgency: doc.leadAgency, reviewOn: doc.reviewOn },
  ...(doc.rag && { colour: doc.rag.colour }),
  ...(doc.rag?.before && { before: doc.rag.before.colour }),
  ...(doc.custody && { custody: doc.custody }),
  ...{ consentDue: doc.consentDue !== undefined, waiting: doc.proposals.length },
});

const checked = async (year: YearPanel): Promise<Faults> => {
  let faults = noFaults;
  for (let position: Position | undefined = { stage: 0 }; position; ) {
    const looked = await lookOn(year.by(coordinator), position);
    faults = added(faults, looked.faults);
    position = looked.next;
  }
  return faults;
};

/** What a year holds, whatever the seed. */
const HAPPENED = [
  ...['adopted', 'declined', 'deferred', 'late item', 'custody', 'release', 'casting vote', 'not reached'],
  ...['review: stay', 'review: plan', 'review: colour', 'review: removal', 'carried: set RAG', 'lost: set RAG'],
  ...['action accepted', 'action declined', 'action completed', 'action given to another'],
  ...['ownership moved', 'consent asked again', 'safeguard refused', 'removed: long-custody', 'removed: moved-away'],
  ...['receiving area answered', 'considered again', 'referred again', 'taken back', 'called off'],
];

test(`a year of fortnightly meetings: what is due is on the agenda, all of it and nothing else (SEED=${seed})`, async () => {
  const dice = diceOf(seed);
  const year = await yearPanel(dice);
  const { made, posted, held, admitted, calledOff } = yearMeetings(year);
  const morning = (date: string) => {
    year.clock.now = new Date(`${date}T09:00:00Z`);
  };
  const lacking = () => HAPPENED.filter((what) => !year.done.has(what));
  const refers = async (number: number) => {
    if (number >= MEETINGS || (year.done.get('referred') ?? 0) < REFERRALS) await year.refer();
  };
  for (let number = 0; number < MEETINGS || (lacking().length > 0 && number < MOST_MEETINGS); number += 1) {
    const meeting = await made();
    morning(daysAfter(meeting.date, -9));
    await refers(number);
    if (dice() < 0.5) await refers(number);
    await year.week();
    morning(daysAfter(meeting.date, -7));
    const tasks = (await year.store.list(areaId, Actions)).map(({ doc }) => doc);
    const ledger = { people: year.people, tasks, held: number > 0 };
    const wanted = due(ledger, meeting.date, year.today());
    expect(await linesOf(year, await posted(meeting.id)), `agenda of ${meeting.date}`).toEqual(wanted);
    morning(daysAfter(meeting.date, -2));
    const before = year.people.length;
    if (number % 4 === 1) await refers(number);
    const gone = year.people.filter(
      ({ state, ref }) => state === 'removed' && ![...year.former.values()].includes(ref),
    );
    if (gone.length > 2 && dice() < 0.2) await year.referAgain(pick(dice, gone));
    const late = year.people[before];
    if (late && dice() < 0.5) await admitted(meeting.id, late.ref);
    await year.week();
    morning(meeting.date);
    await (number % 6 === 3 ? calledOff(meeting.id) : held(meeting.id));
  }
  process.stdout.write(`${JSON.stringify(Object.fromEntries([...year.done].sort()))}\n`);

  const cases = (await year.store.list(areaId, Cases)).map(({ doc }) => doc);
  const known = year.people.filter(({ state }) => state === 'on the register' || state === 'removed');
  expect(cases.map(({ ref }) => ref).sort()).toEqual(known.map(({ ref }) => ref).sort());
  const tasks = (await year.store.list(areaId, Actions)).map(({ doc }) => doc);
  for (const doc of cases) {
    const person = known.find(({ ref }) => ref === doc.ref) as Person;
    expect(await explained(year, doc, person), doc.ref).toEqual(stateOf(doc));
    expect(stateOf(doc)).toMatchObject({
      ...{ state: person.state, colour: person.colour, owner: person.owner, leadAgency: person.lead },
      ...{ reviewOn: person.reviewOn, consentDue: person.consentDue, waiting: person.waiting.length },
    });
    expect(doc.reselectOn).toBe(person.reselectOn);
    expect(tasks.filter(({ ref }) => ref === doc.ref).length, `tasks of ${doc.ref}`).toBe(person.tasks);
  }
  for (const [again, before] of year.former) {
    const former = await formerCases(year.by(chair), await year.referralOf(again));
    expect(former.map(({ doc }) => doc.ref)).toContain(before);
  }
  expect(await checked(year)).toEqual(noFaults);
  expect(lacking()).toEqual([]);
});
