/** An action on an agenda: in words for its own body, whose chair gives it to somebody else; in references for the body above. */
import type { lookAtItem } from '../../services/arising.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import { daysOverdue } from '../../services/rules/escalation.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf, seatName } from '../../services/work.ts';
import { dueInWords, stateInWords } from '../action/card.ts';
import { itemTitle } from '../agenda/card.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { type Line, line } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button, count, type Notice } from '../words.ts';

export type ArisingView = Awaited<ReturnType<typeof lookAtItem>> & {
  readonly agency?: string | undefined;
  readonly scheme: Scheme;
  readonly area: string;
  readonly today: Day;
  /** The viewer chairs the meeting, or is the co-ordinator. */
  readonly chairs: boolean;
  readonly coordinator: boolean;
  /** What is to be done stays closed to whoever stands aside, or is not named in a restricted case. */
  readonly closed: boolean;
  readonly notice?: Notice | undefined;
};

/** It names nobody. */
const about = ({ seen: { action }, scheme, agency, today }: ArisingView): Line[] => [
  line(bodyOf({ scheme }, action.body).name, 'From'),
  line(agency ? agencyName({ scheme }, agency) : 'no agency recorded', 'With'),
  line(stateInWords[action.state], 'State'),
  line(dueInWords(action, today), 'Due'),
];

const inFull = (view: ArisingView): Line[] => {
  const { action } = view.seen;
  if (view.closed) return [line('What is to be done is not open to you.')];
  const pathway = view.scheme.pathways.find(({ id }) => id === action.pathway)?.name;
  const declined = action.state === 'declined' ? action.history.findLast(({ what }) => what === 'declined') : undefined;
  const report = action.history.findLast(({ what }) => what === 'reported on');
  return [
    line(action.what, 'What'),
    ...(pathway ? [line(pathway, 'Pathway')] : []),
    ...(declined?.note ? [line(declined.note, 'Declined because')] : []),
    ...(report?.note ? [line(report.note, 'Last report')] : []),
  ];
};

const ladder = ({ seen: { action }, ladder, scheme, today }: ArisingView): Line[] => [
  line(count(daysOverdue(action.due, today, scheme.calendar), 'working day'), 'Overdue'),
  ...ladder.map(({ rung, since }) =>
    line(`since ${inWords(since)}`, rung === 'agency lead' ? 'With the agency’s lead' : 'With the body above'),
  ),
  ...(action.answered ? [line(inWords(action.answered.on), 'Answered last on')] : []),
];

/** What the chair, or the co-ordinator for the chair, can do while the item waits. */
const giving = ({ seen, scheme, item, meeting }: ArisingView) =>
  part({
    separator: true,
    inputs: [
      inputOf({
        id: 'seat',
        label: 'Give it to',
        kind: {
          of: 'choice',
          choices: seen.owners.map(({ seat }) => ({ title: seatName({ scheme }, seat), value: seat })),
        },
      }),
      inputOf({ id: 'due', label: 'Due on', kind: { of: 'date', ahead: true } }),
    ],
    buttons: [
      button(
        'Give it to them',
        'arising.give',
        { meeting: meeting.id, item: item.id, version: seen.version },
        { style: 'positive', inputs: 'auto' },
      ),
    ],
  });

const answering = ({ seen, item, meeting }: ArisingView) =>
  part({
    separator: true,
    inputs: [
      inputOf({
        id: 'answer',
        label: 'Answer to the owner',
        hint: 'it goes into the case as well',
        kind: { of: 'text', max: 500, lines: true },
      }),
    ],
    buttons: [
      button(
        'Send the answer',
        'escalation.answer',
        { meeting: meeting.id, item: item.id, version: seen.version },
        { style: 'positive', inputs: 'auto' },
      ),
    ],
  });

export const arisingCard = (view: ArisingView): Card => {
  const { meeting, item, seen, chairs, coordinator, notice, area } = view;
  const up = item.heading === 'escalations';
  const open = item.state === 'waiting' && meeting.state !== 'closed' && seen.action.state !== 'completed';
  const acts = open && (chairs || coordinator);
  const done: Button[] =
    chairs && meeting.state === 'open' && item.state === 'waiting'
      ? [button('Mark as dealt with', 'agenda.done', { meeting: meeting.id, item: item.id })]
      : [];
  return formCard({
    notice,
    heading: itemTitle(item),
    intro: [
      ...(item.state === 'done' ? ['Dealt with.'] : []),
      up
        ? 'An action of a body below that is long overdue. References only; the body holds the agency to account.'
        : 'Only you see this. An overdue or declined action comes back until somebody does it.',
    ],
    parts: [
      part({ lines: [...about(view), ...(up ? ladder(view) : inFull(view))] }),
      ...(acts ? [up ? answering(view) : giving(view)] : []),
    ],
    buttons: [...done, button('Back', 'agenda.view', { meeting: meeting.id, page: 1 })],
    area,
  });
};
