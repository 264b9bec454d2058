/** The form on which a meeting is made for a day of the rhythm, or moved to another. */

import type { Meeting } from '../../services/model.ts';
import { movesOf } from '../../services/moving.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { ClockTime } from '../../services/rules/fields.ts';
import type { When } from '../../services/rules/moving.ts';
import type { Body } from '../../services/rules/scheme.ts';
import type { Turn } from '../command.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { type Input, type Typed, typedMust, wrong } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button, dayInFull } from '../words.ts';

const DATE: Input = { id: 'date', label: 'Day', kind: { of: 'date', ahead: true } };
const NEW_DATE: Input = { ...DATE, label: 'New day' };
const TIME: Input = { id: 'time', label: 'Time', hint: 'such as 10:00', kind: { of: 'text', max: 5 } };
const PLACE: Input = { id: 'place', label: 'Place', kind: { of: 'text', max: 120 } };
const WHY: Input = {
  id: 'why',
  label: 'Reason',
  hint: 'without names; everybody who is told of the move reads it',
  kind: { of: 'text', max: 300, lines: true },
};

const NONE_WHY: Input = {
  id: 'why',
  label: 'Reason',
  hint: 'without names; it stands in the body’s channel',
  kind: { of: 'text', max: 300, lines: true },
};

const back = (body: string) => button('Back to the calendar', 'calendar.body', { body, page: 1 });

export const planningCard = (body: Body, turn: Day, area: string): Card =>
  formCard({
    heading: `New meeting: ${body.name}`,
    intro: [
      `By its rhythm it meets on ${dayInFull(turn)}. Choose another day if it meets on another; this turn is then taken. The card of the meeting is posted in the body’s channel.`,
    ],
    parts: [part({ inputs: [inputOf(DATE, turn), inputOf(TIME, body.rhythm.time), inputOf(PLACE)] })],
    buttons: [
      button('Make the meeting', 'calendar.make', { body: body.id, turn }, { inputs: 'auto', style: 'positive' }),
      back(body.id),
    ],
    area,
  });

export const skippingCard = (
  body: Body,
  { turn, version }: { readonly turn: Day; readonly version: number },
  area: string,
): Card =>
  formCard({
    heading: `No meeting: ${body.name}, ${dayInFull(turn)}`,
    intro: [
      'Nobody is reminded of this turn of the rhythm any more, and what waits goes to the next meeting. The body’s channel is told. Until the day is over it can be taken back.',
    ],
    parts: [part({ inputs: [inputOf(NONE_WHY)] })],
    buttons: [
      button(
        'No meeting this time',
        'calendar.skip',
        { body: body.id, turn, version },
        { inputs: 'auto', style: 'positive' },
      ),
      back(body.id),
    ],
    area,
  });

export const callingOffCard = (meeting: Meeting, body: Body, area: string): Card =>
  formCard({
    heading: `Call it off: ${body.name}, ${dayInFull(meeting.date)}`,
    intro: [
      'It does not take place, and nobody is asked or reminded of it any more. All that waited on its agenda goes to the next meeting. The body’s channel is told, and so is whoever was asked to come, said that they are coming, or is invited for an item. A meeting that is held on another day is moved instead.',
    ],
    parts: [part({ inputs: [inputOf(NONE_WHY)] })],
    buttons: [
      button(
        'Call it off',
        'calendar.callOff',
        { meeting: meeting.id, moves: movesOf(meeting) },
        { inputs: 'auto', style: 'destructive' },
      ),
      back(body.id),
    ],
    area,
  });

export const movingCard = (meeting: Meeting, body: Body, area: string): Card =>
  formCard({
    heading: `Move: ${body.name}, ${dayInFull(meeting.date)}`,
    intro: [
      'All that hangs on it moves with it: last day for referrals, agenda, invitations, minutes. Items and invitations stay. The card in the channel shows the new date, and whoever had said that they are coming is asked again.',
    ],
    parts: [
      part({
        inputs: [
          inputOf(NEW_DATE, meeting.date),
          inputOf(TIME, meeting.time),
          inputOf(PLACE, meeting.place),
          inputOf(WHY),
        ],
      }),
    ],
    buttons: [
      button(
        'Move the meeting',
        'calendar.move',
        { meeting: meeting.id, moves: movesOf(meeting) },
        { inputs: 'auto', style: 'positive' },
      ),
      back(body.id),
    ],
    area,
  });

const when = (typed: Typed, { now }: Pick<Turn, 'now'>, date: Input): When => {
  const today = dayIn(now);
  const day = Day.parse(typedMust(date, typed, today));
  const time = typedMust(TIME, typed, today);
  if (!ClockTime.safeParse(time).success) throw wrong(TIME.label, 'give a time such as 10:00');
  return { date: day, time, place: typedMust(PLACE, typed, today) };
};

export const whenTyped = (typed: Typed, turn: Pick<Turn, 'now'>): When => when(typed, turn, DATE);

export const moveTyped = (typed: Typed, turn: Pick<Turn, 'now'>): When & { readonly why: string } => ({
  ...when(typed, turn, NEW_DATE),
  why: typedMust(WHY, typed, dayIn(turn.now)),
});

export const skipTyped = (typed: Typed, { now }: Pick<Turn, 'now'>): string => typedMust(NONE_WHY, typed, dayIn(now));
