/** Somebody leaves or is away: a successor for what is with them, or a stand-in until they are back. */
import { type Held, totalOf, WHAT, type What } from '../../services/handover.ts';
import type { Member, PersonKey } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Leave } from '../../services/rules/leave.ts';
import { formCard, inputOf, type Part, part, section } from '../form/card.ts';
import { sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { button, count, listed, type Notice } from '../words.ts';

export type Gone = {
  /** Their seats that nobody has got yet. */
  readonly seats: readonly string[];
  /** What else they are named for. */
  readonly offices: readonly string[];
};

export type HandoverView = {
  readonly member: Pick<Member, 'person' | 'name'>;
  readonly held: Held;
  /** Once they have left the team: what else of theirs somebody has to take. */
  readonly gone?: Gone | undefined;
  /** Others who have left the team and still have something with them, for the co-ordinator. */
  readonly others?: readonly Pick<Member, 'person' | 'name'>[];
  /** Cases that are open to nobody any more, for the co-ordinator. */
  readonly forsaken?: readonly string[];
  readonly leave?: (Leave<PersonKey> & { readonly name: string }) | undefined;
  /** Who looks. */
  readonly viewer: PersonKey;
  readonly coordinator: boolean;
  readonly area: string;
  readonly notice?: Notice | undefined;
};

const whatInWords: Record<What, string> = {
  all: 'Everything',
  actions: 'The open actions',
  'cases led': 'The cases led',
  'police contact': 'The cases as police contact',
};

export const heldInWords = ({ actions, led, contact }: Held): string =>
  listed(
    [
      ...(actions > 0 ? [count(actions, 'open action')] : []),
      ...(led > 0 ? [`${count(led, 'case')} as lead professional`] : []),
      ...(contact > 0 ? [`${count(contact, 'case')} as police contact`] : []),
    ],
    'nothing',
  );

const person = (id: string, label: string, area: string) =>
  inputOf({
    id,
    label,
    hint: 'type part of a name',
    kind: { of: 'choice', choices: [], dataset: `members|${area}` },
  });

const onLeave = ({ member, leave, area }: HandoverView): Part => {
  const about = { person: member.person };
  return section(
    'On leave',
    [
      'Until that day, new actions go to the stand-in and say so. What is with them already stays, unless it is handed over; the stand-in opens and answers it meanwhile.',
    ],
    {
      inputs: [
        inputOf({ id: 'until', label: 'Last day of the leave', kind: { of: 'date', ahead: true } }, leave?.until ?? ''),
        person('standIn', 'Stand-in', area),
      ],
      buttons: [
        button('Record the leave', 'leave.record', about, { inputs: 'auto' }),
        ...(leave ? [button('Back from leave', 'leave.end', about)] : []),
      ],
    },
  );
};

const FORSAKEN =
  'Those to whom these cases are open have left the team, or cannot open them to their bodies again. Name others for one after the other.';
/** Teams shows six in a row. */
const MOST_BUTTONS = 6;

/** Each with the way to where somebody else is named. */
const goneParts = ({ seats, offices }: Gone): Part[] => [
  ...(seats.length > 0
    ? [
        section('Seats without a holder', seats, {
          buttons: [button('Give the seats to others', 'setup.seats', {})],
        }),
      ]
    : []),
  ...(offices.length > 0
    ? [
        section('Still named', offices, {
          buttons: [button('Gatekeepers', 'setup.seats', {}), button('Leads of agencies', 'leads.view', {})],
        }),
      ]
    : []),
];

export const handoverCard = (view: HandoverView): Card => {
  const { member, held, gone, others = [], forsaken = [], leave, viewer, coordinator, area, notice } = view;
  const own = member.person === viewer;
  const about = { person: member.person };
  const press = (title: string, verb: string, data: object, style: 'default' | 'positive' = 'default') =>
    button(title, verb, { ...about, ...data }, { style, inputs: 'auto' });
  const total = totalOf(held);
  return formCard({
    notice,
    heading: own ? 'Hand over what is with you' : `Hand over what is with ${plain(member.name)}`,
    intro: [
      `With ${own ? 'you' : 'them'} now: ${heldInWords(held)}.`,
      ...(leave ? [`On leave until ${inWords(leave.until)}; ${plain(leave.name)} stands in.`] : []),
    ],
    parts: [
      ...(total > 0
        ? [
            section(
              'To a successor, for good',
              ['The successor is asked to accept each action. What is open to named people only stays where it is.'],
              {
                inputs: [
                  person('to', 'Successor', area),
                  inputOf(
                    {
                      id: 'what',
                      label: 'What is handed over',
                      kind: {
                        of: 'choice',
                        choices: WHAT.map((value) => ({ title: whatInWords[value], value })),
                      },
                    },
                    'all',
                  ),
                  inputOf({ id: 'why', label: 'Reason', kind: { of: 'text', max: 500, lines: true } }),
                ],
                buttons: [press('Hand it over', 'handover.go', { seen: total }, 'positive')],
              },
            ),
          ]
        : []),
      ...(gone ? goneParts(gone) : [onLeave(view)]),
      ...(coordinator
        ? [
            ...(forsaken.length > 0
              ? [
                  section('Restricted, and nobody can open them again', [FORSAKEN], {
                    buttons: forsaken
                      .slice(0, MOST_BUTTONS)
                      .map((ref) => button(`Name others for ${ref}`, 'case.renaming', { case: ref })),
                  }),
                ]
              : []),
            ...(others.length > 0
              ? [
                  section('Have left the team, with something still with them', [], {
                    buttons: others.map((other) =>
                      button(plain(other.name), 'handover.view', { person: other.person }),
                    ),
                  }),
                ]
              : []),
            part({
              separator: true,
              inputs: [person('other', 'Somebody else', area)],
              buttons: [button('Open theirs', 'handover.view', {}, { inputs: 'auto' })],
            }),
          ]
        : []),
    ],
    buttons: [],
    area,
  });
};

/** To the successor. */
export const handedCard = (name: string, held: Held, area: string): Card =>
  sheet({
    heading: 'Handed over to you',
    intro: [
      `What was with ${plain(name)} comes to you. With you now: ${heldInWords(held)}.`,
      'The actions wait for you to accept them, or to give them back with a reason.',
    ],
    buttons: [button('My actions', 'action.mine', { page: 1 })],
    area,
  });
