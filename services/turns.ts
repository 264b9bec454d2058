/** Turns of a body's rhythm: a meeting takes each, unless those who run the paperwork say that there is none this time. */
import { isTaken, meetingsUnderWay } from './calendarIndex.ts';
import type { Meeting } from './model.ts';
import type { Instant, PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { addDays, type Day, dayIn, inWords } from './rules/days.ts';
import { nextMeetingDate } from './rules/meetingDates.ts';
import type { Body, BodyId } from './rules/scheme.ts';
import { type Change, create, kind, type Row, replace } from './store.ts';
import { bodyOf, save, schemeOf, show, type Work } from './work.ts';

export type RhythmTurn = {
  readonly body: BodyId;
  readonly turn: Day;
  /** The meeting made for it. */
  readonly meeting?: string;
  readonly skipped?: {
    readonly why: string;
    readonly by: PersonKey;
    readonly at: Instant;
    /** The one that was made for it, and was called off with it. */
    readonly meeting?: string;
  };
};

/** A row from the first thing that is said of a turn. id: `<body>|<day>` */
export const RhythmTurns = kind<RhythmTurn>('turn');

type Place = Pick<Work, 'store' | 'area'>;

export const NO_MEETING = 'no meeting';
export const turnId = (body: BodyId, turn: Day): string => `${body}|${turn}`;

export const turnRow = ({ store, area }: Place, body: BodyId, turn: Day): Promise<Row<RhythmTurn> | undefined> =>
  store.get(area.id, RhythmTurns, turnId(body, turn));

/** What is said of this day's turn and of later ones, the earliest first. */
export const turnsFrom = ({ store, area }: Place, body: BodyId, from: Day): Promise<Row<RhythmTurn>[]> =>
  store.list(area.id, RhythmTurns, `${body}|`, undefined, turnId(body, addDays(from, -1)));

/** The turns from this day on for which there is no meeting, because somebody said so. */
export const skippedFrom = async (place: Place, body: BodyId, from: Day): Promise<Day[]> =>
  (await turnsFrom(place, body, from)).flatMap(({ doc }) => (doc.skipped ? [doc.turn] : []));

/** Whether it is a day of the rhythm, for which a meeting is to be made; one can be made for any other day too. */
export const isRhythmic = (place: Pick<Work, 'scheme'>, { rhythm }: Pick<Body, 'rhythm'>, day: Day): boolean =>
  nextMeetingDate(rhythm, day, schemeOf(place).calendar) === day;

const write = (row: Row<RhythmTurn> | undefined, doc: RhythmTurn): Change =>
  row ? replace(row, doc) : create(RhythmTurns, turnId(doc.body, doc.turn), doc);

/** A meeting takes its turn; of two that are made for the same turn, only one. `made`: the meetings of the body. */
export const takeTurn = async (
  work: Work,
  { id, body, date }: Pick<Meeting, 'id' | 'body' | 'date'>,
  { turn, made }: { readonly turn?: Day | undefined; readonly made: readonly Meeting[] },
): Promise<Change[]> => {
  const row = await turnRow(work, body, turn ?? date);
  if (turn && (row?.doc.meeting || row?.doc.skipped || isTaken(made, turn)))
    throw new Refusal(
      'turn taken',
      `Somebody has made the meeting of ${inWords(turn)} meanwhile, or said that there is none. Nothing was changed. Type “calendar” to see how it stands.`,
    );
  return [
    write(row, { body, turn: turn ?? date, meeting: id }),
    ...(row?.doc.skipped ? show(work, body, NO_MEETING, row.id) : []),
  ];
};

type Press = {
  readonly body: BodyId;
  readonly turn: Day;
  /** That of its row, as the reader saw it; 0 before there is one. */
  readonly version: number;
};

/** There is no meeting this time: nobody is reminded of this turn, and what waited goes to the next. */
export const skipTurn = (
  work: Work,
  { body: id, turn, version, why }: Press & { readonly why: string },
): Promise<'skipped' | 'overtaken'> =>
  save<'skipped' | 'overtaken'>(work, async () => {
    const body = bodyOf(work, id);
    if (body.teamMeeting || !isRhythmic(work, body, turn))
      throw new Refusal(
        'no turn',
        `The ${body.name} does not meet on ${inWords(turn)} by its rhythm. Nothing was changed.`,
      );
    if (turn < dayIn(work.now))
      throw new Refusal('past', `${inWords(turn)} is over, so nothing waits for that turn any more.`);
    const row = await turnRow(work, id, turn);
    const made = isTaken(await meetingsUnderWay(work, id), turn);
    if ((row?.version ?? 0) !== version || row?.doc.skipped || made) return { changes: [], result: 'overtaken' };
    const skipped = { why, by: work.actor.person, at: work.now.toISOString() };
    return {
      changes: [write(row, { body: id, turn, skipped }), ...show(work, id, NO_MEETING, turnId(id, turn))],
      result: 'skipped',
    };
  });

/** There is no meeting at these turns, for which one was made; the channel is told of the last of them. */
export const skipTurns = async (
  work: Work,
  {
    body,
    turns,
    skipped,
  }: { readonly body: BodyId; readonly turns: readonly Day[] } & Required<Pick<RhythmTurn, 'skipped'>>,
): Promise<Change[]> => {
  const days = [...new Set(turns)].sort();
  const rows = await Promise.all(days.map((turn) => turnRow(work, body, turn)));
  return [
    ...days.map((turn, at) => write(rows[at], { body, turn, skipped })),
    ...days.slice(-1).flatMap((turn) => show(work, body, NO_MEETING, turnId(body, turn))),
  ];
};

/** It meets after all; of a meeting that was called off, another is to be made. */
export const restoreTurn = (work: Work, { body, turn, version }: Press): Promise<'restored' | 'overtaken'> =>
  save<'restored' | 'overtaken'>(work, async () => {
    const row = await turnRow(work, body, turn);
    if (!row?.doc.skipped || row.version !== version) return { changes: [], result: 'overtaken' };
    const of = bodyOf(work, body);
    if (!isRhythmic(work, of, turn))
      throw new Refusal(
        'no turn',
        `The ${of.name} does not meet on ${inWords(turn)} by its rhythm. If it meets on that day after all, make a new meeting: “new meeting”.`,
      );
    if (turn < dayIn(work.now))
      throw new Refusal('past', `${inWords(turn)} is over, so its meeting cannot be made any more.`);
    return {
      changes: [replace(row, { body, turn }), ...show(work, body, NO_MEETING, row.id)],
      result: 'restored',
    };
  });
