/** What somebody of a team brings to its next meeting, corrects or takes back, and what the meeting makes of it. */
import { Cases } from './caseModel.ts';
import { isOutside } from './cases.ts';
import { caseMeant, noted, raised } from './escalating.ts';
import { actionGiven } from './giving.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import type { Body, BodyId, SeatId } from './rules/scheme.ts';
import { isOpen, mayChange } from './rules/teamMeeting.ts';
import { type Change, create, replace } from './store.ts';
import { listRow, mayChair, nextMeeting, ofTeam, subjectOf, TEAM_LIST, type Team } from './teamMeeting.ts';
import { type TeamItem, type TeamList, TeamLists } from './teamMeetingModel.ts';
import { bodyOf, save, show, type Work } from './work.ts';

/** Items of one meeting, and items that wait for one: so many stand on a card in a channel. */
export const MOST_ITEMS = 40;

const pleaseLook = (label: string, why: string) =>
  new Refusal('bad input', `Please look at “${label}”: ${why} Nothing was changed, and what you typed is still there.`);

export type Brought = { readonly kind: string; readonly ref: string; readonly what: string };

const checked = async (
  work: Work,
  { rules }: Team,
  { kind, ref, what }: Brought,
): Promise<Pick<TeamItem, 'kind' | 'ref' | 'what'>> => {
  const found = rules.kinds.find(({ id }) => id === kind);
  if (!found) throw pleaseLook('What it is', 'choose one of the answers listed.');
  if (found.case === 'none' && ref !== '')
    throw pleaseLook('Case', `leave it empty, for “${found.name}” is about no case.`);
  if (found.case === 'needed' && ref === '')
    throw pleaseLook('Case', `“${found.name}” is about a case: type part of the name or the reference, and choose it.`);
  return { kind, what, ...(ref !== '' && { ref: await caseMeant(work, ref) }) };
};

/** The list anew, in the channel too once it is there. */
const listed = (work: Work, list: TeamList): Change[] =>
  list.meeting === undefined ? [] : show(work, list.body, TEAM_LIST, subjectOf(list.body, list.meeting));

type Result = 'done' | 'overtaken';

/** Somebody of the team adds an item; the same press twice adds it once. */
export const addItem = (
  work: Work,
  { body, id, ...brought }: Brought & { readonly body: BodyId; readonly id: string },
): Promise<Result> =>
  save<Result>(work, async () => {
    const team = ofTeam(work, body);
    const row = await listRow(work, body);
    const list = row?.doc ?? { body, items: [] };
    if (list.items.some((item) => item.id === id)) return { changes: [], result: 'overtaken' };
    const { turn: meeting } = await nextMeeting(work, team.body);
    if (list.items.filter((item) => item.meeting === meeting).length >= MOST_ITEMS)
      throw new Refusal('full', `The list of this meeting takes ${MOST_ITEMS} items. Bring it to the one after.`);
    if (list.items.filter(isOpen).length >= MOST_ITEMS)
      throw new Refusal(
        'full',
        `${MOST_ITEMS} items wait for a meeting, and no list takes more. Ask the chair to tick off what is dealt with first.`,
      );
    const said = await checked(work, team, brought);
    const item: TeamItem = {
      ...{ id, version: 1, ...said, by: work.actor.person, at: work.now.toISOString(), meeting, carried: 0 },
      ...(list.meeting === meeting && { late: true }),
    };
    const after = { ...list, items: [...list.items, item] };
    return {
      changes: [row ? replace(row, after) : create(TeamLists, body, after), ...(item.late ? listed(work, after) : [])],
      result: 'done',
      ...(item.ref && { whose: [item.ref] }),
    };
  });

export type ItemPress = { readonly body: BodyId; readonly item: string; readonly version: number };

/** One item becomes another, or goes; overtaken where it is not as its reader saw it. */
const changeItem = (
  work: Work,
  { body, item: id, version }: ItemPress,
  next: (
    item: TeamItem,
    list: TeamList,
    team: Team,
  ) => Promise<{ readonly item?: TeamItem; readonly changes?: readonly Change[] }>,
): Promise<Result> =>
  save<Result>(work, async () => {
    const team = ofTeam(work, body);
    const row = await listRow(work, body);
    const item = row?.doc.items.find((one) => one.id === id);
    if (!row || item?.version !== version) return { changes: [], result: 'overtaken' };
    if (item.ref !== undefined) {
      const about = (await work.store.get(work.area.id, Cases, item.ref))?.doc;
      if (isOutside(about, work.actor.person))
        throw new Refusal('not open', 'This item is not open to you. Nothing was changed.');
    }
    const { item: after, changes = [] } = await next(item, row.doc, team);
    const items = row.doc.items.flatMap((one) =>
      one !== item ? [one] : after ? [{ ...after, version: item.version + 1 }] : [],
    );
    const list = { ...row.doc, items };
    return {
      changes: [replace(row, list), ...changes, ...(item.meeting === list.meeting ? listed(work, list) : [])],
      result: 'done',
      whose: [item.ref, after?.ref].flatMap((ref) => ref ?? []),
    };
  });

const refuseChange = (work: Work, item: TeamItem, listedMeeting: Day | undefined): void => {
  switch (mayChange(item, work.actor.person, listedMeeting)) {
    case 'may':
      return;
    case 'not theirs':
      throw new Refusal('not yours', 'Only whoever added it changes it or takes it back. Nothing was changed.');
    case 'listed':
      throw new Refusal(
        'too late',
        'The list is out, so it stands as it is. Say at the meeting what is right. Nothing was changed.',
      );
  }
};

export const correctItem = (work: Work, { kind, ref, what, ...press }: ItemPress & Brought): Promise<Result> =>
  changeItem(work, press, async (item, list, team) => {
    refuseChange(work, item, list.meeting);
    const { ref: _, ...rest } = item;
    return { item: { ...rest, ...(await checked(work, team, { kind, ref, what })) } };
  });

export const takeItemBack = (work: Work, press: ItemPress): Promise<Result> =>
  changeItem(work, press, async (item, list) => {
    refuseChange(work, item, list.meeting);
    return {};
  });

export type Ticked =
  | { readonly how: 'dealt with' | 'escalated' | 'carried'; readonly says: string }
  | { readonly how: 'action'; readonly says: string; readonly seat: SeatId; readonly due: Day };

/** Seats of the team, and of the body whose case it is, that somebody holds. */
export const heldSeats = async (work: Work, body: Body, ref: string | undefined): Promise<SeatId[]> => {
  const about = ref === undefined ? undefined : (await work.store.get(work.area.id, Cases, ref))?.doc;
  const seats = [...body.seats, ...(about ? bodyOf(work, about.body).seats : [])];
  return seats.map(({ id }) => id).filter((id) => work.area.holders[id] !== undefined);
};

/** What the item becomes beside its outcome. */
const becomes = async (work: Work, team: Team, item: TeamItem, ticked: Ticked) => {
  const { body, rules } = team;
  switch (ticked.how) {
    case 'dealt with':
    case 'carried':
      return { changes: [] };
    case 'escalated': {
      const escalation = work.newId();
      const { by, at, what, ref } = item;
      const straight = rules.kinds.find(({ id }) => id === item.kind)?.to;
      const up = { id: escalation, from: body.id, by, at, what, ref, says: ticked.says, straight };
      return { escalation, changes: await raised(work, up) };
    }
    case 'action': {
      const { seat, due, says } = ticked;
      if (item.ref === undefined)
        throw new Refusal('no case', 'An action is about somebody. Tick this item off in words. Nothing was changed.');
      const about = (await work.store.get(work.area.id, Cases, item.ref))?.doc;
      const owner = work.area.holders[seat];
      const seats = [...body.seats, ...(about ? bodyOf(work, about.body).seats : [])];
      if (!owner || !seats.some(({ id }) => id === seat))
        throw pleaseLook('Who does it', 'choose a seat that somebody holds.');
      if (isOutside(about, owner)) throw pleaseLook('Who does it', 'choose somebody who may open the case.');
      const action = work.newId();
      return {
        action,
        changes: actionGiven(work, { id: action, about, ref: item.ref, body: body.id, what: says, due, owner, seat }),
      };
    }
  }
};

/** Whoever chairs the meeting ticks an item off. */
export const tickOff = (work: Work, { ticked, ...press }: ItemPress & { readonly ticked: Ticked }): Promise<Result> =>
  changeItem(work, press, async (item, list, team) => {
    if (item.meeting !== list.meeting)
      throw new Refusal(
        'not listed',
        'Items are ticked off once the list of their meeting is out. Nothing was changed.',
      );
    if (!work.actor.coordinator && !(await mayChair(work, team, item.meeting)))
      throw new Refusal('not the chair', 'Whoever chairs the meeting ticks items off. Nothing was changed.');
    if (!isOpen(item)) throw new Refusal('ticked off', 'This item is ticked off already. Nothing was changed.');
    const { changes, ...became } = await becomes(work, team, item, ticked);
    const { how, says } = ticked;
    const outcome = { how, says, by: work.actor.person, at: work.now.toISOString(), ...became };
    return { item: { ...item, outcome }, changes };
  });

/** The team has taken note of an answer from above. */
export const answerNoted = async (work: Work, body: BodyId, escalation: string): Promise<Result> => {
  const team = ofTeam(work, body);
  const list = (await listRow(work, body))?.doc;
  const meeting = list?.meeting ?? (await nextMeeting(work, team.body)).turn;
  if (!work.actor.coordinator && !(await mayChair(work, team, meeting)))
    throw new Refusal('not the chair', 'Whoever chairs the meeting says that the team has taken note of it.');
  return noted(work, body, escalation);
};
