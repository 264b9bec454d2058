/** Another agency for a body: proposed, put to its agenda, decided, answered. It names organisations, no persons. */
import { isOpen, type Joining } from '../../services/joinings.ts';
import type { AgendaItem, Meeting } from '../../services/model.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import { AgencyKind, type Body, type Scheme } from '../../services/rules/scheme.ts';
import { ruleFor } from '../../services/rules/voting.ts';
import { bodyOf } from '../../services/work.ts';
import { itemTitle } from '../agenda/card.ts';
import { formCard, inputOf, type Part, part, section } from '../form/card.ts';
import { type Line, line, sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { type Button, button, count, type Notice } from '../words.ts';

const stateInWords: Record<Joining['state'], string> = {
  'with the co-ordinator': 'waits for the co-ordinator',
  put: 'comes to the next agenda',
  joined: 'has joined',
  'not joined': 'not agreed',
};

const lineOf = ({ name, body, state, at }: Joining, scheme: Scheme): Line =>
  line(`${bodyOf({ scheme }, body).name}, proposed on ${inWords(dayIn(new Date(at)))}: ${stateInWords[state]}`, name);

/** Proposals that a card lists, those that wait before those that are decided; the others are counted. */
const SHOWN = 10;
/** Each that waits for the co-ordinator has its button, and a row has six at most. */
const A_ROW = 6;
/** Characters of a name on its button; the line above has all of it. */
const LONGEST_TITLE = 40;

const shortened = (name: string): string =>
  name.length > LONGEST_TITLE ? `${name.slice(0, LONGEST_TITLE - 1).toWellFormed()}…` : name;

const waitingParts = (waiting: readonly Joining[], scheme: Scheme): Part[] =>
  Array.from({ length: Math.ceil(waiting.length / A_ROW) }, (_, at) => {
    const row = waiting.slice(at * A_ROW, (at + 1) * A_ROW);
    return section(at === 0 ? 'Waiting for you' : 'Waiting for you, continued', [], {
      lines: row.map((one) => lineOf(one, scheme)),
      buttons: row.map(({ id, name }) => button(`Open ${shortened(name)}`, 'joining.view', { joining: id })),
    });
  });

const earlierInWords = (earlier: number): Line[] =>
  earlier > 0
    ? [line(`And ${count(earlier, 'earlier one')}; what was decided stands in the minutes of the body.`)]
    : [];

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

export const proposingCard = (view: {
  readonly bodies: readonly Body[];
  readonly listed: readonly Joining[];
  readonly coordinator: boolean;
  readonly scheme: Scheme;
  readonly area: string;
  readonly notice?: Notice | undefined;
}): Card => {
  const { bodies, listed, coordinator, scheme, area, notice } = view;
  const newest = listed.toReversed();
  const waiting = newest.filter(({ state }) => coordinator && state === 'with the co-ordinator');
  const open = newest.filter((one) => isOpen(one) && !waiting.includes(one));
  const decided = newest.filter((one) => !isOpen(one));
  const shown = [...open, ...decided.slice(0, Math.max(0, SHOWN - waiting.length - open.length))];
  const earlier = listed.length - waiting.length - shown.length;
  return formCard({
    notice,
    heading: 'Propose an agency',
    intro: [
      bodies.length > 0
        ? 'The co-ordinator gets your proposal and puts it to the next agenda of the body, which decides. You are told either way.'
        : 'Members of a body propose an agency for it. You hold no seat on one that decides who joins it.',
    ],
    parts: [
      ...(bodies.length > 0
        ? [
            part({
              inputs: [
                inputOf(
                  {
                    id: 'body',
                    label: 'Which body it would join',
                    kind: { of: 'choice', choices: bodies.map(({ id, name }) => ({ title: name, value: id })) },
                  },
                  bodies[0]?.id,
                ),
                inputOf({ id: 'name', label: 'Name of the agency', kind: { of: 'text', max: 80 } }),
                inputOf({
                  id: 'kind',
                  label: 'Kind of agency',
                  kind: {
                    of: 'choice',
                    choices: AgencyKind.options.map((value) => ({ title: capital(value), value })),
                  },
                }),
                inputOf({
                  id: 'post',
                  label: 'Who would sit for it',
                  hint: 'a post, not a name',
                  kind: { of: 'text', max: 80 },
                }),
                inputOf({ id: 'why', label: 'Reason', kind: { of: 'text', max: 500, lines: true } }),
              ],
              buttons: [button('Propose it', 'joining.propose', {}, { style: 'positive', inputs: 'auto' })],
            }),
          ]
        : []),
      ...waitingParts(waiting, scheme),
      ...(shown.length + earlier > 0
        ? [
            section(coordinator ? 'Proposed so far' : 'Proposed by you', [], {
              lines: [...shown.map((one) => lineOf(one, scheme)), ...earlierInWords(earlier)],
            }),
          ]
        : []),
    ],
    buttons: [],
    area,
  });
};

const about = ({ name, kind, post, why, body }: Joining, scheme: Scheme): Line[] => [
  line(name, 'Agency'),
  line(kind, 'Kind'),
  line(post, 'Who would sit for it'),
  line(bodyOf({ scheme }, body).name, 'Body'),
  line(why, 'Reason'),
];

/** For the co-ordinator, who puts it to the body. */
export const receivedCard = (
  joining: Joining,
  version: number,
  by: string,
  scheme: Scheme,
  area: string,
  notice?: Notice,
): Card => {
  const waits = joining.state === 'with the co-ordinator';
  const press = (title: string, attends: Joining['attends'], style: 'default' | 'positive') =>
    button(title, 'joining.put', { joining: joining.id, version, attends }, { style });
  return formCard({
    notice,
    heading: 'An agency is proposed',
    intro: [
      waits
        ? 'The body decides at its next meeting. Choose how its seat would attend; whoever attends as required counts when present.'
        : `It ${stateInWords[joining.state]}.`,
    ],
    parts: [part({ lines: [...about(joining, scheme), line(by, 'Proposed by')] })],
    buttons: waits
      ? [
          press('Put it to the agenda, permanent seat', 'permanent', 'positive'),
          press('Put it to the agenda, as required', 'as required', 'default'),
        ]
      : [],
    area,
  });
};

/** To its proposer, once the body has decided. */
export const answeredCard = ({ name, body, state }: Joining, scheme: Scheme, area: string): Card =>
  sheet({
    heading: `${plain(name)}: ${stateInWords[state]}`,
    intro: [
      state === 'joined'
        ? `The ${bodyOf({ scheme }, body).name} has agreed. The agency has its seat from the next meeting that is made; the co-ordinator says who holds it.`
        : `The ${bodyOf({ scheme }, body).name} has not agreed that the agency joins it. It can be proposed again.`,
    ],
    buttons: [],
    area,
  });

export type JoinItemView = {
  readonly meeting: Meeting;
  readonly item: AgendaItem;
  readonly joining: Joining;
  readonly scheme: Scheme;
  readonly area: string;
  readonly chairs: boolean;
  readonly coordinator: boolean;
};

/** The item of the agenda: put to the vote, or settled by a body that does not vote on it. */
export const joinItemCard = ({ meeting, item, joining, scheme, area, chairs, coordinator }: JoinItemView): Card => {
  const of = { meeting: meeting.id, item: item.id };
  const rule = ruleFor(meeting.voting, 'other');
  const open = meeting.state === 'open' && item.state === 'waiting';
  const votes = rule.kind === 'majority';
  const press = (title: string, outcome: 'carried' | 'lost', byChair: boolean): Button =>
    button(title, 'joining.settle', { ...of, outcome, byChair }, { inputs: 'auto' });
  const settles = open && !votes && (chairs || coordinator);
  return formCard({
    heading: itemTitle(item),
    intro: [
      ...(item.state === 'done' ? [`Dealt with: ${stateInWords[joining.state]}.`] : []),
      votes
        ? 'The body votes on it.'
        : 'The body agrees without a vote. Where partners disagree, its chair decides and gives reasons.',
    ],
    parts: [
      part({ lines: about(joining, scheme) }),
      ...(settles
        ? [
            part({
              inputs: [
                inputOf({
                  id: 'why',
                  label: 'Reasons, which the chair gives when partners disagree',
                  kind: { of: 'text', max: 500, lines: true },
                }),
              ],
              buttons: [
                press('Agreed', 'carried', false),
                press('Agreed not to', 'lost', false),
                press('The chair decides so', 'carried', true),
                press('The chair decides not to', 'lost', true),
              ],
            }),
          ]
        : []),
    ],
    buttons: [
      ...(open && votes && chairs && !meeting.motion
        ? [button('Put it to the vote', 'joining.vote', of, { style: 'positive' })]
        : []),
      button('Back', 'agenda.view', { meeting: meeting.id, page: 1 }),
    ],
    area,
  });
};
