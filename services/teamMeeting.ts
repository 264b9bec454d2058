/** A team's weekly meeting: the list of what its people have collected goes out before it, with what the last one left (L). */
import type { Source } from './cadence.ts';
import { meetingsUnderWay } from './calendarIndex.ts';
import { isChair } from './chairing.ts';
import type { Finding } from './dayCards.ts';
import type { Standing } from './escalationModel.ts';
import { standingsOf } from './escalationsDue.ts';
import { casesAbout, listReadable } from './escalationsRead.ts';
import type { Meeting } from './model.ts';
import { seatedOn } from './overnight.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { newSince } from './rules/cadence.ts';
import { ladder } from './rules/chair.ts';
import { type Day, dayIn, timeIn } from './rules/days.ts';
import { isThere } from './rules/overnight.ts';
import type { Body, BodyId } from './rules/scheme.ts';
import { compiled, listedBy, meetingFor, reminding, silent, type TeamMeeting, type Turn } from './rules/teamMeeting.ts';
import { isWorkingDay } from './rules/workingDays.ts';
import { type Change, create, type Row, replace } from './store.ts';
import { type TeamItem, type TeamList, TeamLists, TeamRecords } from './teamMeetingModel.ts';
import { toChannel } from './told.ts';
import { bodyOf, meetingsOf, namesOf, save, schemeOf, show, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme'>;
export type Team = { readonly body: Body; readonly rules: TeamMeeting };

export const teamsOf = (place: Pick<Work, 'scheme'>): Team[] =>
  schemeOf(place).bodies.flatMap((body) => (body.teamMeeting ? [{ body, rules: body.teamMeeting }] : []));

export const teamOf = (place: Pick<Work, 'scheme'>, id: BodyId): Team => {
  const body = bodyOf(place, id);
  if (!body.teamMeeting)
    throw new Refusal(
      'no team',
      `The ${body.name} collects nothing for its meetings: what is due comes to its agenda.`,
    );
  return { body, rules: body.teamMeeting };
};

/** Of the team, or a co-ordinator. */
export const ofTeam = (work: Pick<Work, 'area' | 'scheme' | 'actor'>, id: BodyId): Team => {
  const team = teamOf(work, id);
  if (!work.actor.coordinator && !seatedOn(work, team.body).has(work.actor.person))
    throw new Refusal(
      'not on the team',
      `This is for people with a seat on the ${team.body.name}. Nothing was changed.`,
    );
  return team;
};

export const listRow = (
  { store, area }: Pick<Work, 'store' | 'area'>,
  body: BodyId,
): Promise<Row<TeamList> | undefined> => store.get(area.id, TeamLists, body);

/** Meetings that somebody has made, or moved to another day or time. */
const turnsMade = async (place: Pick<Work, 'store' | 'area'>, body: BodyId): Promise<Turn[]> =>
  (await meetingsUnderWay(place, body)).map(({ date, time, turn = date }) => ({ turn, date, time }));

/** When a meeting is held that is known by its day in the rhythm. */
export const heldWhen = async (place: Pick<Work, 'store' | 'area'>, { id, rhythm }: Body, turn: Day): Promise<Turn> =>
  (await turnsMade(place, id)).find((made) => made.turn === turn) ?? { turn, date: turn, time: rhythm.time };

/** The meeting to which comes what is added now. */
export const nextMeeting = async (work: Place & Pick<Work, 'now'>, { id, rhythm }: Body): Promise<Turn> => {
  const now = { day: dayIn(work.now), time: timeIn(work.now) };
  return meetingFor(rhythm, now, await turnsMade(work, id), schemeOf(work).calendar);
};

export const TEAM_LIST = 'team list';
export const subjectOf = (body: BodyId, meeting: Day): string => `${body}|${meeting}`;

/** The list shows when its meeting is held, so it is shown anew once that is another day or time. */
export const listMoved = async (work: Work, { body, date, turn = date }: Meeting): Promise<Change[]> => {
  if (!bodyOf(work, body).teamMeeting) return [];
  const listed = (await listRow(work, body))?.doc.meeting;
  return listed === turn ? show(work, body, TEAM_LIST, subjectOf(body, turn)) : [];
};

/** Puts the list together: what was collected, and what the last meeting left; that one's goes on record. Done once. */
const compile = (work: Work, body: BodyId, meeting: Day): Promise<void> =>
  save(work, async () => {
    const row = await listRow(work, body);
    const before = row?.doc;
    if (before?.meeting !== undefined && before.meeting >= meeting) return { changes: [], result: undefined };
    const items = before?.items ?? [];
    const after: TeamList = {
      ...{ body, meeting, postedAt: work.now.toISOString() },
      items: [...compiled(items, meeting), ...items.filter((item) => item.meeting > meeting)],
    };
    const ended =
      before?.meeting === undefined
        ? []
        : [
            create(TeamRecords, subjectOf(body, before.meeting), {
              ...before,
              items: items.filter((item) => item.meeting === before.meeting),
            }),
          ];
    return {
      changes: [row ? replace(row, after) : create(TeamLists, body, after), ...ended],
      result: undefined,
      whose: after.items.flatMap(({ ref }) => ref ?? []),
    };
  });

export const teamLists: Source = {
  moments: (place, day) =>
    isWorkingDay(day, schemeOf(place).calendar)
      ? teamsOf(place).map(({ body, rules }) => ({ what: `${TEAM_LIST}|${body.id}`, time: rules.list.at }))
      : [],
  due: async (work, slot) => {
    const team = teamsOf(work).find(({ body }) => slot.what === `${TEAM_LIST}|${body.id}`);
    if (!team) return [];
    const made = await turnsMade(work, team.body.id);
    const meeting = listedBy(team.body.rhythm, team.rules, slot, made, schemeOf(work).calendar);
    if (!meeting) return [];
    await compile(work, team.body.id, meeting);
    return toChannel(work, team.body.id, { what: TEAM_LIST, subject: subjectOf(team.body.id, meeting) });
  },
};

/** Whoever has brought nothing is reminded a working day before the list goes out. */
export const teamMeetingsOfDay: Finding = async (work, slot) => {
  const { calendar } = schemeOf(work);
  const found = await Promise.all(
    teamsOf(work).map(async ({ body, rules }) => {
      const now = { day: slot.day, time: rules.list.at };
      const { turn, date } = meetingFor(body.rhythm, now, await turnsMade(work, body.id), calendar);
      const { from, until } = reminding(rules, date, calendar);
      if (slot.day < from || slot.day > until) return [];
      const items = (await listRow(work, body.id))?.doc.items ?? [];
      return silent([...seatedOn(work, body).keys()], items, turn).map((of) => ({
        item: { kind: 'team meeting' as const, body: body.id, on: until, of },
        news: newSince(slot, [from]),
      }));
    }),
  );
  return found.flat();
};

/** Whether a person's reminder is settled: they have added something, or the list is out. */
export const stillToAdd = async (
  place: Pick<Work, 'store' | 'area' | 'scheme' | 'now'>,
  id: BodyId,
  person: PersonKey,
) => {
  const { body } = teamOf(place, id);
  const { turn, date } = await nextMeeting(place, body);
  const list = (await listRow(place, id))?.doc;
  const brought = list?.items.some((item) => item.by === person && item.meeting === turn) ?? false;
  return brought || list?.meeting === turn ? undefined : { body, meeting: date };
};

/** Who ticks off: whoever has the chair of a meeting that is held; a team that meets without, by its ladder, whoever is there. */
export const mayChair = async (work: Work, { body }: Team, meeting: Day): Promise<boolean> => {
  const scheme = schemeOf(work);
  const held = (await meetingsOf(work, body.id)).find(
    ({ date, turn = date, state }) => turn === meeting && state !== 'planned',
  );
  if (held) return isChair(scheme, held, work.actor.person);
  const today = dayIn(work.now);
  const vice = work.area.viceChairs[body.id];
  const seats = body.seats.map(({ id, agency, chair = false, seniority }) => {
    const person = work.area.holders[id];
    const kind = scheme.agencies.find((one) => one.id === agency)?.kind ?? 'voluntary';
    const present = person !== undefined && isThere(work.area, person, today);
    return { seat: id, kind, chair, seniority, present, substitute: false, aside: false, ...(person && { person }) };
  });
  return ladder(seats, body.ladder, vice).some(({ person }) => person === work.actor.person);
};

export type TeamListSeen = {
  readonly team: Team;
  readonly meeting: Day;
  readonly held: Turn;
  readonly posted: boolean;
  readonly items: readonly TeamItem[];
  /** Answers that came back from above, to take note of. */
  readonly answers: readonly Standing[];
};

/** The list of a meeting as it stands; of one that is over, as it ended. */
export const lookAtList = async (place: Place, id: BodyId, meeting: Day): Promise<TeamListSeen> => {
  const team = teamOf(place, id);
  const present = (await listRow(place, id))?.doc;
  const past = present?.meeting !== undefined && meeting < present.meeting;
  const list = past ? (await place.store.get(place.area.id, TeamRecords, subjectOf(id, meeting)))?.doc : present;
  const back = past ? [] : (await standingsOf(place, id)).filter(({ standing }) => standing === 'back');
  return {
    ...{ team, meeting, held: await heldWhen(place, team.body, meeting), posted: list?.meeting === meeting },
    items: (list?.items ?? []).filter((item) => item.meeting === meeting),
    answers: back,
  };
};

/** What a channel may say: nothing of a restricted case. */
export const forChannel = async <Item extends { readonly ref?: string }>(
  place: Place,
  items: readonly Item[],
): Promise<Item[]> => {
  const about = await casesAbout(place, items);
  return items.filter(({ ref }) => about.get(ref ?? '')?.restrictedTo === undefined);
};

/** For somebody of the team, without the restricted cases of others. */
export const listFor = async (work: Work, id: BodyId, meeting: Day) => {
  const team = ofTeam(work, id);
  const seen = await lookAtList(work, id, meeting);
  const items = await listReadable(work, seen.items);
  return {
    ...seen,
    items,
    answers: await listReadable(work, seen.answers),
    names: await namesOf(
      work,
      items.flatMap(({ by, outcome }) => (outcome ? [by, outcome.by] : [by])),
    ),
    chairs: work.actor.coordinator || (await mayChair(work, team, meeting)),
  };
};
export type ListForMember = Awaited<ReturnType<typeof listFor>>;
