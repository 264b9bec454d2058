import { z } from 'zod';
import { facet } from '../../services/caseIndex.ts';
import { type CaseLine, OnRegister } from '../../services/caseModel.ts';
import { consulted, pageOf } from '../../services/casePages.ts';
import { searchCases } from '../../services/finding.ts';
import { correctIncident } from '../../services/incidentCorrected.ts';
import { type Needed, reportIncident, takeBack as takenBackBy } from '../../services/incidents.ts';
import { Actions, type PersonKey } from '../../services/model.ts';
import { askingBodies, promptNow, seatedOn, switchDaily } from '../../services/overnight.ts';
import {
  answerNothing,
  incidentsOf,
  lookAtNight,
  type Morning,
  morningOf,
  nightRow,
} from '../../services/overnightAnswers.ts';
import { type Incident, Incidents, type Night } from '../../services/overnightModel.ts';
import { Refusal } from '../../services/refusal.ts';
import { casesOfPart, PARTS } from '../../services/register.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { isPastCutOff, isThere, type Need } from '../../services/rules/overnight.ts';
import { registersWorked } from '../../services/rules/registersWorked.ts';
import { schemeOf } from '../../services/work.ts';
import { nameIn } from '../case/line.ts';
import { type Answer, command, Id, type Place, type Search, type Telling, type Turn } from '../command.ts';
import { type Typed, typedAt, typedMust } from '../referral/inputs.ts';
import { count, done, heed, type Notice, overtaken } from '../words.ts';
import {
  answeredCard,
  correctionCard,
  incidentCard,
  inputs,
  nudgeCard,
  OFFENCE,
  promptCard,
  SUPPORT,
  takenBackCard,
} from './card.ts';
import { dailyCard } from './daily.ts';

const OneMorning = z.object({ body: Id, day: Day });
const Pressed = OneMorning.extend({ version: z.int().min(1) });
const text = z.string().optional();

/** Which team asks, where several ask the person. */
const teamIn = (place: Pick<Turn, 'area' | 'scheme'>, { person, body: id }: Night): string | undefined => {
  const asking = askingBodies(place).filter(({ body }) => seatedOn(place, body).has(person));
  return asking.length > 1 ? asking.find(({ body }) => body.id === id)?.body.name : undefined;
};

const answer = async (turn: Turn, morning: Morning, notice?: Notice, page?: number): Promise<Answer> => {
  const seen = await lookAtNight(turn, turn.actor.person, morning);
  const { night, version, daily, open } = seen;
  const area = turn.area.id;
  return {
    card:
      night.state === 'asked'
        ? promptCard({ night, version, cutOff: daily.cutOff, late: !open, team: teamIn(turn, night), area, notice })
        : answeredCard(seen, { scheme: schemeOf(turn), area, notice, ...(page && { page }) }),
  };
};

/** The body in which the person is asked. */
const ownBody = (turn: Turn): string => {
  const asking = askingBodies(turn).find(({ body }) => seatedOn(turn, body).has(turn.actor.person));
  if (!asking)
    throw new Refusal('not asked', 'You are not asked in the morning what happened overnight: that is for a team.');
  return asking.body.id;
};

export const view = command({
  verb: 'overnight.view',
  does: 'view',
  allowed: ['anyone'],
  input: OneMorning.extend({ page: z.int().min(1).optional() }),
  typed: {
    words: 'overnight',
    does: 'opens today’s question, anything overnight, or what you have answered',
    where: ['personal'],
    menu: false,
    data: async (turn) => ({ body: ownBody(turn), day: dayIn(turn.now) }),
  },
  whose: async (morning, turn) => {
    await nightRow(turn, turn.actor.person, morning);
    return (await incidentsOf(turn, turn.actor.person, morning)).map(({ ref }) => ref);
  },
  run: ({ page, ...morning }, turn) => answer(turn, morning, undefined, page),
});

export const nothing = command({
  verb: 'overnight.nothing',
  does: 'change',
  allowed: ['anyone'],
  input: Pressed,
  run: async ({ version, ...morning }, turn) => {
    const status = await answerNothing(turn, { ...morning, version });
    return answer(turn, morning, status === 'done' ? done('Thank you. It is noted.') : overtaken);
  },
});

const incidentForm = async (turn: Turn, morning: Morning, typed?: Typed): Promise<Answer> => {
  const { doc: night, version } = await nightRow(turn, turn.actor.person, morning);
  return {
    card: incidentCard({ night, version, area: turn.area.id }, { scheme: schemeOf(turn), ...(typed && { typed }) }),
  };
};

export const form = command({
  verb: 'overnight.form',
  does: 'view',
  allowed: ['anyone'],
  input: OneMorning,
  run: (morning, turn) => incidentForm(turn, morning),
});

/** What was ticked: needs, and whether an offence was committed. */
const needsIn = (ticked: readonly string[]): Needed[] =>
  ticked
    .filter((one) => one !== OFFENCE)
    .map((one) =>
      one.startsWith(SUPPORT) ? { need: 'support', pathway: one.slice(SUPPORT.length) } : { need: one as Need },
    );

const saidIn = (turn: Turn, typed: Typed) => {
  const today = dayIn(turn.now);
  const ticked = [...new Set(typedAt(inputs.needs(schemeOf(turn)), typed, today).split(','))].filter(Boolean);
  return {
    what: typedMust(inputs.what, typed, today),
    source: typedMust(inputs.source, typed, today),
    needs: needsIn(ticked),
    offence: ticked.includes(OFFENCE),
  };
};

export const report = command({
  verb: 'overnight.report',
  does: 'change',
  allowed: ['anyone'],
  input: Pressed.extend({ about: text, what: text, source: text, needs: text }),
  run: async ({ body, day, version, about = '', ...typed }, turn) => {
    const morning = { body, day };
    const told = { ref: about.trim(), ...saidIn(turn, typed) };
    const status = await reportIncident(turn, { ...morning, version }, told);
    return status === 'done'
      ? answer(turn, morning, done('It is reported, and whoever has to act is told.'))
      : incidentForm(turn, morning, typed);
  },
});

/** What somebody reported, while it stands. */
const reportedBy = async (turn: Turn, morning: Morning, id: string): Promise<Incident> => {
  const found = (await incidentsOf(turn, turn.actor.person, morning)).find((incident) => incident.id === id);
  if (!found) throw new Refusal('gone', 'This is not among what you have reported any more. Nothing was changed.');
  return found;
};

const correction = async (turn: Turn, morning: Morning, id: string, typed?: Typed): Promise<Answer> => {
  const { doc: night, version } = await nightRow(turn, turn.actor.person, morning);
  const incident = await reportedBy(turn, morning, id);
  if (isPastCutOff(morningOf(turn, morning), night, turn.now)) return answer(turn, morning, overtaken);
  const form = { incident, scheme: schemeOf(turn), ...(typed && { typed }) };
  return { card: correctionCard({ night, version, area: turn.area.id }, form) };
};

export const correcting = command({
  verb: 'overnight.correcting',
  does: 'view',
  allowed: ['anyone'],
  input: OneMorning.extend({ incident: Id }),
  whose: async ({ incident, ...morning }, turn) => [(await reportedBy(turn, morning, incident)).ref],
  run: ({ incident, ...morning }, turn) => correction(turn, morning, incident),
});

export const correct = command({
  verb: 'overnight.correct',
  does: 'change',
  allowed: ['anyone'],
  input: Pressed.extend({ incident: Id, what: text, source: text, needs: text }),
  run: async ({ body, day, version, incident, ...typed }, turn) => {
    const morning = { body, day };
    const status = await correctIncident(turn, { ...morning, version, incident, ...saidIn(turn, typed) });
    return status === 'done'
      ? answer(turn, morning, done('It is corrected, and whoever it concerns is told.'))
      : correction(turn, morning, incident, typed);
  },
});

/** Whether what was reported set custody at once, which is not undone with it. */
const keptCustody = async ({ store, area }: Turn, id: string): Promise<boolean> =>
  (await store.get(area.id, Incidents, id))?.doc.needs.some(({ need, action }) => need === 'custody' && !action) ??
  false;

export const takeBack = command({
  verb: 'overnight.takeBack',
  does: 'change',
  allowed: ['anyone'],
  input: Pressed.extend({ incident: Id }),
  run: async ({ body, day, ...press }, turn) => {
    const status = await takenBackBy(turn, { body, day, ...press });
    if (status === 'overtaken') return answer(turn, { body, day }, overtaken);
    const said = 'It is taken back. Actions that nobody had begun are withdrawn, and their owners are told.';
    const kept = await keptCustody(turn, `${body}|${day}|${press.incident}`);
    return answer(
      turn,
      { body, day },
      kept ? heed(`${said} Custody stays on the case: put it right there.`) : done(said),
    );
  },
});

export const now = command({
  verb: 'overnight.now',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({}),
  typed: {
    words: 'prompt now',
    does: 'sends today’s question, anything overnight, at once to whoever has not had it',
    where: ['personal'],
    menu: false,
  },
  run: async (_, turn) => {
    const { asked, before, away } = await promptNow(turn);
    const others = [
      ...(before > 0 ? [`${count(before, 'person has', 'people have')} had it today already.`] : []),
      ...(away > 0 ? [`${count(away, 'person is', 'people are')} on leave or wants quiet.`] : []),
    ];
    const whom =
      asked > 0
        ? `Today’s question goes to ${count(asked, 'person', 'people')} now.`
        : 'Nobody is left to be asked today.';
    const text = [whom, ...others].join(' ');
    return { card: dailyCard(turn, asked > 0 ? done(text) : heed(text)) };
  },
});

export const daily = command({
  verb: 'daily.view',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  typed: {
    words: 'daily',
    does: 'switches the morning’s question, anything overnight, on or off for a body',
    where: ['personal'],
    menu: false,
  },
  run: async (_, turn) => ({ card: dailyCard(turn) }),
});

export const switching = command({
  verb: 'daily.switch',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({ body: Id, on: z.boolean() }),
  run: async ({ body, on }, turn) => {
    const area = await switchDaily(turn, body, on);
    const said = on
      ? 'Its people are asked from the next working morning on. “prompt now” asks them today.'
      : 'Its people are not asked any more.';
    return { card: dailyCard({ ...turn, area }, done(said)) };
  },
});

/** Clients list this many. */
const MOST_FOUND = 15;
/** Words are looked for from this many letters on. */
const SHORTEST = 2;

/** Before enough is typed: the person’s own cases, then the registers that their bodies work. */
const atHand = async (turn: Turn): Promise<CaseLine[]> => {
  const own = await Promise.all(PARTS.map((part) => casesOfPart(turn, part)));
  const bodies = askingBodies(turn).filter(({ body }) => seatedOn(turn, body).has(turn.actor.person));
  const registers = [
    ...new Set(bodies.flatMap(({ body }) => registersWorked(schemeOf(turn), body).map(({ id }) => id))),
  ];
  const pages = await Promise.all(
    registers.map((id) =>
      pageOf(turn, { of: OnRegister, under: facet.all(id), room: MOST_FOUND, line: ({ doc }) => doc }),
    ),
  );
  const all = [...own, ...pages].flatMap(({ lines }) => lines);
  return [...new Map(all.map((line) => [line.ref, line])).values()];
};

/** Cases by name or reference, of those that the person may open. */
export const cases: Search = {
  dataset: 'cases',
  allowed: ['agency', 'member', 'co-ordinator'],
  run: async (typed, turn) => {
    const words = typed.trim().slice(0, 100);
    const found = words.length < SHORTEST ? await atHand(turn) : (await searchCases(turn, words)).lines;
    const lines = found.filter(({ state }) => state === 'on the register').slice(0, MOST_FOUND);
    await consulted(turn, lines);
    return lines.map((line) => ({ title: nameIn(line), value: line.ref }));
  },
};

const morningIn = (subject: string): Morning => {
  const [body = '', said] = subject.split('|');
  const day = Day.safeParse(said);
  if (!day.success) throw new Refusal('gone', 'This is about a morning that there was not.');
  return { body, day: day.data };
};

const asked = async (place: Place, person: PersonKey, subject: string) => {
  const morning = morningIn(subject);
  const { doc: night, version } = await nightRow(place, person, morning);
  const daily = morningOf(place, morning);
  const late = isPastCutOff(daily, night, place.now);
  return { night, version, cutOff: daily.cutOff, late, team: teamIn(place, night), area: place.area.id };
};

/** In the morning; nothing once it is answered, as it may be when the message was held up. */
export const prompted: Telling = {
  view: 'overnight',
  mention: 'this morning’s question, anything overnight, waits for your answer.',
  opens: (subject) => ({ verb: view.verb, data: morningIn(subject) }),
  card: async (place, person, subject) => {
    const seen = await asked(place, person, subject);
    return seen.night.state === 'asked' ? { card: promptCard(seen), summary: 'Anything overnight?' } : undefined;
  },
};

export const nudged: Telling = {
  view: 'overnight nudge',
  mention: 'this morning’s question, anything overnight, still waits for your answer.',
  opens: (subject) => ({ verb: view.verb, data: morningIn(subject) }),
  card: async (place, person, subject) => {
    const seen = await asked(place, person, subject);
    const still = seen.night.state === 'asked' && isThere(place.area, person, dayIn(place.now));
    return still ? { card: nudgeCard(seen), summary: 'Anything overnight? Please answer' } : undefined;
  },
};

/** To whoever has an action of what was taken back. */
export const takenBack: Telling = {
  view: 'overnight taken back',
  mention: 'what was reported overnight, and an action of yours came from, was taken back.',
  opens: (action) => ({ verb: 'action.view', data: { action } }),
  card: async (place, _, id) => {
    const action = (await place.store.get(place.area.id, Actions, id))?.doc;
    if (!action) throw new Refusal('gone', 'This action is no longer there.');
    return { card: takenBackCard(action, place.area.id), summary: `Taken back: overnight, ${action.ref}` };
  },
};
