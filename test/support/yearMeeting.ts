/** A meeting of the year of `yearPanel.ts`: its agenda, and what those round the table make of each item they reach. */

import { admitLate, finishItem, postAgenda } from '../../services/agenda.ts';
import { giveArising } from '../../services/arising.ts';
import { here } from '../../services/attendance.ts';
import { callOff } from '../../services/callingOff.ts';
import { lookAtDecision, recordDecision, saveDraft } from '../../services/decisions.ts';
import { closeMotion, giveCastingVote } from '../../services/declaring.ts';
import { closeMeeting, makeMeeting, openMeeting, proposedDate } from '../../services/meetings.ts';
import { Actions, type AgendaItem, type Meeting, Meetings } from '../../services/model.ts';
import { recordReselection, recordReview } from '../../services/reviews.ts';
import { type Day, day } from '../../services/rules/days.ts';
import type { MotionKind } from '../../services/rules/scheme.ts';
import { Motions } from '../../services/voteModel.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { must } from '../../services/work.ts';
import { areaId, coordinator, holder } from './bodies.ts';
import { pick } from './population.ts';
import { type Colour, daysAfter, monthsAfter, type Person, reviewAfter, reviewKept, type Waiting } from './yearDue.ts';
import { agencies, body, chair, deckOf, isStopped, police, seats, wordsFor, type YearPanel } from './yearPanel.ts';

const COLOURS = ['red', 'amber', 'green'] as const;

export const yearMeetings = (year: YearPanel) => {
  const { store, dice, by, count, people, caseDoc } = year;
  const meetingOf = async (id: string): Promise<Meeting> =>
    must(await store.get(areaId, Meetings, id), 'a meeting').doc;
  const personOf = (ref: string): Person => {
    const person = people.find((each) => each.ref === ref);
    if (!person) throw new Error(`nobody is ${ref}`);
    return person;
  };
  const outcomes = deckOf(dice, ['adopt', 'adopt', 'adopt', 'adopt', 'adopt', 'vote against', 'defer'] as const);
  const colours = deckOf<Exclude<Colour, 'blue'>>(dice, COLOURS);
  const reviews = deckOf(dice, ['stay', 'stay', 'stay', 'plan', 'colour', 'colour', 'removal'] as const);
  const reselections = deckOf(dice, ['later', 'refer again', 'not now'] as const);

  /** The votes of those present, most of them for it; a tie is broken by the chair. */
  const voted = async (
    of: { meeting: string; item: string; kind: MotionKind; proposal?: string },
    leaning: number,
  ): Promise<'carried' | 'lost'> => {
    const motion = await openMotion(by(chair), { ...of, question: 'That the panel does so.' });
    const { attendance } = await meetingOf(of.meeting);
    const works = attendance.map(({ seat }) => by(holder(seat)));
    await Promise.all(
      works.map((work) => castBallot(work, { motion, version: 0, choice: dice() < leaning ? 'for' : 'against' })),
    );
    if ((await closeMotion(by(chair), motion)) === 'tied') {
      const choice = pick(dice, ['for', 'against', 'none'] as const);
      await giveCastingVote(by(chair), { motion, choice });
      count('casting vote');
    }
    const { result } = must(await store.get(areaId, Motions, motion), 'a vote').doc;
    return result?.status === 'carried' ? 'carried' : 'lost';
  };

  const adopted = async (of: { meeting: string; item: string }, person: Person): Promise<void> => {
    const rag = colours();
    const lead = pick(dice, agencies);
    const fields = {
      ...{ rag, whyRag: 'As partners see it.', leadAgency: lead },
      ...{ leadProfessional: chair, policeContact: police },
    };
    const draft = { ...of, kind: 'adopt' as const, fields };
    const tasks = 1 + Math.floor(dice() * 2);
    for (let at = 0; at < tasks; at += 1) {
      const due = day(daysAfter(year.today(), 7 + Math.floor(dice() * 40)));
      const add = { what: 'Find a place on a course', seat: pick(dice, seats), due };
      await saveDraft(by(coordinator), { ...draft, version: at }, { add });
    }
    const { version } = await lookAtDecision(by(coordinator), of);
    await recordDecision(by(coordinator), { ...draft, version });
    person.state = 'on the register';
    person.colour = rag;
    person.lead = lead;
    person.reviewOn = reviewAfter(year.today(), rag);
    person.tasks += tasks + 1;
  };

  const decide = async (of: { meeting: string; item: string }, person: Person): Promise<void> => {
    const outcome = outcomes();
    if (outcome === 'defer') {
      await recordDecision(by(coordinator), { ...of, version: 0, kind: 'defer', fields: { wanted: 'A fresh score.' } });
      count('deferred');
      return;
    }
    if ((await voted({ ...of, kind: 'adopt' }, outcome === 'adopt' ? 0.9 : 0.2)) === 'carried') {
      await adopted(of, person);
      count('adopted');
      return;
    }
    await recordDecision(by(coordinator), {
      ...of,
      version: 0,
      kind: 'decline',
      fields: { reasons: 'Too low a risk.' },
    });
    person.state = 'declined';
    count('declined');
  };

  const turned = (person: Person, colour: Exclude<Colour, 'blue'>): void => {
    person.reviewOn = reviewKept(person.reviewOn, year.today(), colour);
    if (person.inPrison) {
      person.before = colour;
      count('colour decided in prison');
      return;
    }
    if ((person.colour === 'red') !== (colour === 'red')) person.tasks += 1;
    person.colour = colour;
  };

  const left = (person: Person, { reason, end }: Waiting): void => {
    person.state = 'removed';
    person.waiting = [];
    person.tasks += 1;
    if (reason === 'moved-away') {
      person.owed = true;
      person.tasks += 1;
    }
    if (reason === 'long-custody' && end) person.reselectOn = monthsAfter(end, -3);
    count(`removed: ${reason}`);
  };

  const carriedFor = (person: Person, waiting: Waiting): void => {
    const { what } = waiting;
    const last = what.split(' ').at(-1) ?? '';
    if (what === 'de-select') left(person, waiting);
    else if (what.startsWith('set RAG')) turned(person, last as Exclude<Colour, 'blue'>);
    else if (what.startsWith('set lead agency')) person.lead = last;
    else person.asked = last;
  };

  /** What is proposed is voted on, unless a safeguard stops it before that. */
  const settle = async (meeting: string, { id, proposal = '' }: AgendaItem, person: Person): Promise<void> => {
    const { doc } = await caseDoc(person.ref);
    const found = doc.proposals.find((each) => each.id === proposal);
    const waiting = found && person.waiting.find(({ what }) => what === wordsFor(found.change));
    if (!found || !waiting) return;
    const vote = { meeting, item: id, kind: found.change.motion, proposal };
    if (isStopped(person, waiting, year.today())) {
      const refusal = await voted(vote, 1).catch((error: Error) => error.message);
      if (!refusal.startsWith('This removal cannot be decided.'))
        throw new Error(`${person.ref} left against a safeguard: ${refusal}`);
      waiting.stopped = true;
      count('safeguard refused');
      return;
    }
    const status = await voted(vote, 0.75);
    person.waiting = person.waiting.filter((each) => each !== waiting);
    count(`${status}: ${found.change.motion}`);
    if (status === 'carried') carriedFor(person, waiting);
  };

  const review = async (meeting: Meeting, item: AgendaItem, person: Person): Promise<void> => {
    const outcome = reviews();
    const of = { meeting: meeting.id, item: item.id, version: (await caseDoc(person.ref)).version, why: 'As weighed.' };
    const next = reviewAfter(meeting.date, person.colour);
    if (outcome === 'removal' && !year.waits(person, 'de-select')) {
      const { change, waiting } = year.removalFor();
      await recordReview(by(coordinator), { ...of, outcome, change });
      year.heeded(person, waiting);
      person.waiting.push(waiting);
      person.reviewOn = next;
      count('review: removal');
      return;
    }
    const colour = year.otherColour(person);
    if (outcome === 'colour' && !year.waits(person, `set RAG ${colour}`) && colour !== person.colour) {
      await recordReview(by(coordinator), { ...of, outcome, change: { motion: 'set RAG', colour } });
      person.waiting.push({ what: `set RAG ${colour}` });
      person.reviewOn = reviewAfter(meeting.date, colour);
      count('review: colour');
      const after = (await meetingOf(meeting.id)).items.find(({ id }) => id === item.id);
      if (after && dice() < 0.8) await settle(meeting.id, after, person);
      return;
    }
    const sooner = day(daysAfter(meeting.date, 20));
    const chosen = person.colour !== 'red' && dice() < 0.3 ? sooner : undefined;
    const stays = outcome === 'plan' ? 'plan' : 'stay';
    await recordReview(by(coordinator), { ...of, outcome: stays, next: chosen });
    person.reviewOn = chosen ?? next;
    count(`review: ${stays}`);
  };

  const reselect = async (meeting: Meeting, item: AgendaItem, person: Person): Promise<void> => {
    const outcome = reselections();
    const { version } = await caseDoc(person.ref);
    const next: Day = day(daysAfter(meeting.date, 40));
    const of = { meeting: meeting.id, item: item.id, version, outcome, why: 'As weighed.' };
    await recordReselection(by(coordinator), outcome === 'later' ? { ...of, next } : of);
    person.reselectOn = outcome === 'later' ? next : undefined;
    count('considered again');
    count(`considered again: ${outcome}`);
    if (outcome === 'refer again') await year.referAgain(person);
  };

  const arisen = async (meeting: Meeting, item: AgendaItem): Promise<void> => {
    const { id: of, ...rest } = { ...item, meeting: meeting.id };
    const action = item.action && must(await store.get(areaId, Actions, item.action.id), 'an action');
    if (!action || action.doc.state === 'completed' || (action.doc.state === 'accepted' && dice() < 0.5)) {
      await finishItem(by(chair), rest.meeting, of);
      return;
    }
    const due = day(daysAfter(year.today(), 14));
    await giveArising(by(chair), {
      meeting: meeting.id,
      item: of,
      version: action.version,
      seat: pick(dice, seats),
      due,
    });
    count('action given to another');
  };

  const take = async (meeting: Meeting, item: AgendaItem): Promise<void> => {
    const ref = item.referral ?? item.case;
    if (!ref) return item.heading === 'matters arising' ? arisen(meeting, item) : undefined;
    const person = personOf(ref);
    if (item.referral) return decide({ meeting: meeting.id, item: item.id }, person);
    if (item.proposal) return settle(meeting.id, item, person);
    if (item.heading === 'de-selections') return reselect(meeting, item, person);
    // Somebody may have left the register since the agenda went out.
    return person.state === 'on the register' ? review(meeting, item, person) : undefined;
  };

  /** The next one in the body's rhythm. */
  const made = async (): Promise<Meeting> => {
    const date = await proposedDate(by(coordinator), body);
    const id = await makeMeeting(by(coordinator), { body: 'iom', date, time: '10:00', place: 'Meadow House' });
    return meetingOf(id);
  };

  /** Some of it is not reached, and some meetings end early. */
  const held = async (id: string): Promise<void> => {
    await here(by(chair), id, 0);
    await here(by(police), id, 0);
    await here(by(holder('iom-drugs-alcohol')), id, 0);
    for (const seat of seats.slice(3)) if (dice() < 0.4) await here(by(holder(seat)), id, 0);
    await openMeeting(by(chair), id);
    const { items } = await meetingOf(id);
    const end = dice() < 0.2 ? Math.floor(items.length * dice()) : items.length;
    for (const item of items.slice(0, end)) {
      if (dice() < 0.12) count('not reached');
      else await take(await meetingOf(id), item);
    }
    await closeMeeting(by(chair), id);
  };

  const posted = async (id: string): Promise<Meeting> => {
    await postAgenda(by(coordinator), id);
    return meetingOf(id);
  };

  /** Came after the agenda had gone out. */
  const admitted = async (id: string, ref: string): Promise<void> => {
    await admitLate(by(chair), id, ref);
    count('late item');
  };

  /** With all that stands on its agenda. */
  const calledOff = async (id: string): Promise<void> => {
    await callOff(by(coordinator), { meeting: id, moves: 0, why: 'The hall is flooded.' });
    count('called off');
  };

  return { made, posted, held, admitted, calledOff };
};
