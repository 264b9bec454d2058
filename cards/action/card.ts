/** A task: for its owner to accept and complete, for the chair to give to somebody else; and the list of one's own. */
import { type ActionSeen, isHanded } from '../../services/actions.ts';
import type { Action, PersonKey } from '../../services/model.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf, seatName } from '../../services/work.ts';
import { type Line, line } from '../decision/words.ts';
import { type Card, plain, render } from '../render.ts';
import { type Button, button, count, dayInFull, moment, type Notice, notices } from '../words.ts';
import list from './mine.json' with { type: 'json' };
import template from './template.json' with { type: 'json' };

type Choice = { readonly title: string; readonly value: string };

export type ActionCard = {
  notice: readonly Notice[];
  heading: string;
  facts: readonly { title: string; value: string }[];
  what: string;
  lines: readonly Line[];
  historyHeading: readonly { text: string }[];
  history: readonly Line[];
  explains: readonly { text: string }[];
  offered: readonly Record<string, never>[];
  reports: readonly Record<string, never>[];
  accepted: readonly Record<string, never>[];
  declined: readonly { seats: readonly Choice[]; due: string }[];
  buttons: readonly Button[];
};

type View = {
  readonly seen: ActionSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly today: Day;
  /** Who looks. */
  readonly viewer: PersonKey;
  /** It is the viewer’s own, or they stand in for its owner; by who owns it where that is not said. */
  readonly owns?: boolean;
  /** The viewer may give a declined action to somebody else. */
  readonly gives: boolean;
  /** The viewer may hand it to somebody else for its owner. */
  readonly hands?: boolean;
  readonly notice?: Notice | undefined;
};

export const stateInWords: Record<Action['state'], string> = {
  offered: 'Waits to be accepted',
  accepted: 'Accepted',
  declined: 'Declined: waits for the chair',
  completed: 'Completed',
};

/** What a list asks of an action's owner. */
export const askOf = ({ state }: Pick<Action, 'state'>): string =>
  state === 'offered' ? 'Accept or decline' : 'Say how it stands';

/** The due date, and in words whether it is near or past. */
export const dueInWords = ({ due, state }: Pick<Action, 'due' | 'state'>, today: Day): string => {
  if (state === 'completed' || due > today) return inWords(due);
  return due === today ? `${inWords(due)}, today` : `${inWords(due)}, overdue`;
};

/** The last entries of a history. */
const SHOWN = 10;

const historyOf = ({ action, names }: ActionSeen): Line[] =>
  action.history
    .slice(-SHOWN)
    .map(({ at, by, what, note }) =>
      line(moment(at), `${what}, by ${names.get(by) ?? 'somebody'}${note ? `: ${note}` : ''}`),
    );

const soFar = ({ history }: Action): string =>
  history.length > SHOWN
    ? `The last ${SHOWN} of ${history.length} entries; all of them stand in the history of the case`
    : 'So far';

/** What the viewer can do now: a sentence, the inputs and the buttons. */
const next = ({
  seen,
  scheme,
  viewer,
  gives,
  hands = false,
  owns = seen.action.owner === viewer,
}: View): Pick<ActionCard, 'explains' | 'reports' | 'offered' | 'accepted' | 'declined' | 'buttons'> => {
  const { action, version, owners } = seen;
  const pressed = { action: action.id, version };
  const nothing = { explains: [], reports: [], offered: [], accepted: [], declined: [], buttons: [] };
  const handing = button('Hand to a colleague', 'action.handing', { action: action.id });
  const reporting = button('Report progress', 'action.report', pressed, { inputs: 'auto' });
  const notMine = { ...nothing, buttons: hands ? [handing] : [] };
  switch (action.state) {
    case 'offered':
      return owns
        ? {
            ...nothing,
            explains: [{ text: 'Will you do this? If you decline, it goes back to the chair with your reason.' }],
            offered: [{}],
            buttons: [
              button('Accept', 'action.accept', pressed, { style: 'positive' }),
              button('Decline', 'action.decline', pressed, { inputs: 'auto' }),
              handing,
            ],
          }
        : notMine;
    case 'accepted':
      return owns
        ? {
            ...nothing,
            explains: [{ text: 'When it is done, say what came of it. Until then it stays in “my actions”.' }],
            reports: [{}],
            accepted: [{}],
            buttons: [
              button('Complete', 'action.complete', pressed, { style: 'positive', inputs: 'auto' }),
              reporting,
              handing,
            ],
          }
        : notMine;
    case 'declined':
      return gives
        ? {
            ...nothing,
            explains: [
              { text: 'Its owner declined it. Give it to somebody else, so that it is not left without one.' },
            ],
            declined: [
              {
                seats: owners.map(({ seat }) => ({ title: seatName({ scheme }, seat), value: seat })),
                due: action.due,
              },
            ],
            buttons: [button('Give it to them', 'action.reassign', pressed, { style: 'positive', inputs: 'auto' })],
          }
        : { ...nothing, explains: [{ text: 'The chair gives it to somebody else.' }] };
    case 'completed':
      return nothing;
  }
};

const ownerInWords = ({ action: { seat, owner }, names }: ActionSeen, scheme: Scheme): string => {
  const name = plain(names.get(owner) ?? '');
  return seat ? `${seatName({ scheme }, seat)} (${name})` : name;
};

export const actionCard = (view: View): Card => {
  const { seen, scheme, today } = view;
  const { action, meeting } = seen;
  const pathway = scheme.pathways.find(({ id }) => id === action.pathway)?.name;
  const data = {
    notice: notices(view.notice),
    heading: `Action for ${action.ref}`,
    facts: [
      { title: 'State', value: stateInWords[action.state] },
      { title: 'Due', value: dueInWords(action, today) },
      { title: 'Owner', value: ownerInWords(seen, scheme) },
      ...(pathway ? [{ title: 'Pathway', value: pathway }] : []),
      {
        title: 'From',
        value: `${bodyOf({ scheme }, action.body).name}, ${meeting ? dayInFull(meeting.date) : 'between meetings'}`,
      },
    ],
    what: action.what,
    lines: action.outcome ? [line('Outcome', action.outcome)] : [],
    historyHeading: [{ text: soFar(action) }],
    history: historyOf(seen),
    ...next(view),
  } satisfies ActionCard;
  return render(template, data, { area: view.area });
};

export type MyActionsCard = {
  notice: readonly Notice[];
  heading: string;
  explains: string;
  actions: readonly { title: string; what: string; state: string; buttons: readonly Button[] }[];
  buttons: readonly Button[];
};

/** Actions on one page of the list. */
const PAGE = 10;

export const myActionsCard = (view: {
  readonly actions: readonly Action[];
  readonly page: number;
  readonly area: string;
  readonly today: Day;
}): Card => {
  const { actions, today } = view;
  const last = Math.max(1, Math.ceil(actions.length / PAGE));
  const page = Math.min(view.page, last);
  const shown = actions.slice((page - 1) * PAGE, page * PAGE);
  const more = actions.length - (page - 1) * PAGE - shown.length;
  const overdue = actions.filter(({ due }) => due < today).length;
  const data = {
    notice: [],
    heading: last === 1 ? 'My actions' : `My actions: page ${page} of ${last}`,
    explains:
      actions.length === 0
        ? 'No action waits for you.'
        : [
            `${count(actions.length, 'action waits', 'actions wait')} for you, ${overdue === 0 ? 'not overdue' : `${overdue} overdue`}.`,
            ...(more > 0 ? [`${more} more on the next ${more > PAGE ? 'pages' : 'page'}.`] : []),
          ].join(' '),
    actions: shown.map((action) => ({
      title: `${action.ref}: due ${dueInWords(action, today)}`,
      what: action.what,
      state: isHanded(action) ? 'Handed over to you: waits to be accepted' : stateInWords[action.state],
      buttons: [button(askOf(action), 'action.view', { action: action.id })],
    })),
    buttons: [
      ...(page > 1 ? [button('Previous page', 'action.mine', { page: page - 1 })] : []),
      ...(page < last ? [button('Next page', 'action.mine', { page: page + 1 })] : []),
      button('Hand over, or on leave', 'handover.view', {}),
    ],
  } satisfies MyActionsCard;
  return render(list, data, { area: view.area });
};
