/** The round-up of a morning: for the channel with references only, and with all of it for whoever asks. */
import type { Case } from '../../services/caseModel.ts';
import type { IncidentSeen, NeedSeen, RoundUp, RoundUpSeen } from '../../services/roundUp.ts';
import { isMissed } from '../../services/rules/checking.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import { nameIn } from '../../services/rules/fields.ts';
import { Need } from '../../services/rules/overnight.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button, clock, count, dayInFull, listed, type Notice } from '../words.ts';

const needHeading: Record<Need, string> = {
  enforcement: 'Enforcement',
  court: 'Court attendance with an intervention statement',
  support: 'Immediate support',
  custody: 'Custody to confirm',
  information: 'For information',
};

export type View = {
  readonly seen: RoundUpSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly page?: number | undefined;
  readonly notice?: Notice | undefined;
};

const owned = ({ given }: NeedSeen, { seen }: View): string => {
  if (!given) return 'recorded';
  const owner = seen.names.get(given.owner) ?? 'somebody who has left the team';
  switch (given.state) {
    case 'offered':
      return `waits for ${owner} to accept`;
    case 'accepted':
      return `${owner} has accepted`;
    case 'declined':
      return `${owner} has declined, and it is with the chair`;
    case 'completed':
      return `done by ${owner}`;
  }
};

const lateWord = (late: boolean | undefined): string => (late ? ' (reported after the cut-off)' : '');

/** What was reported, by need; the same reference stands under each of its needs. */
const needBlocks = (view: View): Block[] =>
  Need.options.flatMap((need): Block[] => {
    const lines = view.seen.incidents.flatMap(({ incident, needs }) =>
      needs
        .filter((one) => one.need === need)
        .map((one) => {
          const pathway = one.pathway ? `${nameIn(view.scheme.pathways, one.pathway)}, ` : '';
          const how = need === 'information' ? 'nobody has to do anything' : owned(one, view);
          return line(`${pathway}${how}${lateWord(incident.late)}.`, incident.ref);
        }),
    );
    return lines.length > 0 ? [{ heading: `${needHeading[need]}: ${lines.length}`, lines, buttons: [] }] : [];
  });

const refsLine = (label: string, refs: readonly string[]): Line[] =>
  refs.length > 0 ? [line(`${listed(refs)}.`, label)] : [];

const block = (heading: string, lines: readonly Line[], buttons: readonly Button[] = []): Block[] =>
  lines.length > 0 ? [{ heading, lines, buttons }] : [];

const lastInWords = (last: Day | undefined, after: Day): string => {
  if (last === undefined) return 'nothing recorded yet';
  return isMissed(last, after) ? `missed: nothing recorded since ${inWords(last)}` : `looked after on ${inWords(last)}`;
};

const feedMissing = (feed: RoundUp['feed']): string[] => {
  switch (feed.status) {
    case 'here':
      return [];
    case 'being read':
      return ['Today’s file was still being read; what it changes from here on is in the next round-up.'];
    case 'stale':
      return [
        feed.last
          ? `No file for today has come in; the last one was for ${inWords(feed.last)}.`
          : 'No file has come in lately.',
      ];
  }
};

const feedLines = ({ changed, feed }: RoundUp): Line[] => [
  ...feedMissing(feed).map((words) => line(words)),
  ...changed.map(({ ref, what }) => line(`${listed(what)}.`, ref)),
  ...(feed.status === 'here' && changed.length === 0 ? [line('Nothing changed.')] : []),
];

const answerLines = ({ seen }: View): Line[] => {
  const name = (of: RoundUpSeen['nights'][number]) => seen.names.get(of.person) ?? 'somebody who has left the team';
  const silent = seen.nights.filter(({ state }) => state === 'asked').map(name);
  const late = seen.nights.filter((night) => night.late).map(name);
  const said = seen.nights.filter(({ state }) => state !== 'asked').length;
  return [
    line(`${said} of ${count(seen.nights.length, 'person', 'people')}.`, 'Answered'),
    ...(silent.length > 0 ? [line(`${listed(silent)}.`, 'Not yet')] : []),
    ...(late.length > 0 ? [line(`${listed(late)}.`, 'After the cut-off')] : []),
  ];
};

const blocksOf = (view: View): Block[] => {
  const { roundUp } = view.seen;
  return [
    ...needBlocks(view),
    ...block('Today', [
      ...refsLine('In court', roundUp.court),
      ...refsLine('To return on bail', roundUp.bail),
      ...refsLine('Released', roundUp.release),
    ]),
    ...block('Wanted by the police', refsLine('Not found yet', roundUp.wanted)),
    ...block(
      'Red: to be looked after today',
      roundUp.reds.map(({ ref, last }) => line(`${lastInWords(last, roundUp.after)}.`, ref)),
    ),
    ...block(
      'Amber: missed',
      roundUp.missed.map(({ ref, last }) => line(`${lastInWords(last, roundUp.after)}.`, ref)),
    ),
    ...block('Police feed (PNC and IDIOM, the police’s own records)', feedLines(roundUp)),
    ...block('Answers', answerLines(view)),
  ];
};

const titleOf = ({ roundUp }: RoundUpSeen): string => `Round-up: ${dayInFull(roundUp.day)}`;

const covers = ({ roundUp, incidents }: RoundUpSeen): string => {
  const reported = incidents.length === 0 ? 'Nothing was reported overnight' : `${count(incidents.length, 'incident')}`;
  return `${reported}, since the morning of ${dayInFull(roundUp.after)}.`;
};

/** The body is a team, whose people collect for its weekly meeting. */
const collects = ({ scheme, seen }: View): boolean =>
  scheme.bodies.some(({ id, teamMeeting }) => id === seen.roundUp.body && teamMeeting !== undefined);

const about = ({ roundUp }: RoundUpSeen) => ({ body: roundUp.body, day: roundUp.day });

const turnIn =
  (verb: string, seen: RoundUpSeen) =>
  (title: string, page: number): Button =>
    button(title, verb, { ...about(seen), page });

export const roundUpCard = (view: View): Card => {
  const { seen, area, page, notice } = view;
  return sheet({
    notice,
    heading: titleOf(seen),
    intro: [covers(seen), `Made at ${clock(seen.roundUp.at)}. References only; the rest opens for whoever asks.`],
    blocks: blocksOf(view),
    buttons: [
      button('Details for me', 'roundup.open', about(seen)),
      button('As text to copy', 'roundup.text', about(seen)),
      button('Tasking with names (police)', 'roundup.tasking', about(seen)),
    ],
    ...(page && { page }),
    turn: turnIn('roundup.view', seen),
    area,
  });
};

const incidentBlock = ({ incident, needs }: IncidentSeen, doc: Case, view: View): Block => ({
  heading: incident.ref,
  lines: [
    line(doc.identity.name ?? 'no name', 'Person'),
    line(`${incident.what}${lateWord(incident.late)}`, 'What happened'),
    line(incident.source, 'Source'),
    ...needs
      .filter(({ need }) => need !== 'information')
      .map((one) => line(`${owned(one, view)}.`, needHeading[one.need])),
  ],
  buttons: [button(`Open ${incident.ref}`, 'case.view', { case: incident.ref, tab: 'summary', page: 1 })],
});

/** With names and what happened, for the person who asked; what they may not open is left out. */
export const detailsCard = (view: View, opened: ReadonlyMap<string, Case>): Card => {
  const { seen, area, page, notice } = view;
  const incidents = seen.incidents.flatMap((one) => {
    const doc = opened.get(one.incident.ref);
    return doc ? [incidentBlock(one, doc, view)] : [];
  });
  const reds = seen.roundUp.reds.flatMap(({ ref, last }) => {
    const doc = opened.get(ref);
    return doc
      ? [
          {
            heading: `Red: ${ref}`,
            lines: [
              line(doc.identity.name ?? 'no name', 'Person'),
              line(`${lastInWords(last, seen.roundUp.after)}.`, 'At the cut-off'),
            ],
            buttons: [button('Looked after today', 'roundup.check', { ...about(seen), case: ref })],
          },
        ]
      : [];
  });
  return sheet({
    notice,
    heading: `${titleOf(seen)}, in full`,
    intro: [
      incidents.length + reds.length === 0
        ? 'There is nothing in it that you may open.'
        : 'Only you see this. It names people: please do not copy it into a channel.',
    ],
    blocks: [...incidents, ...reds],
    buttons: [
      button('Back to the round-up', 'roundup.view', about(seen)),
      ...(collects(view) ? [button('For the weekly meeting', 'team.form', { body: seen.roundUp.body })] : []),
    ],
    ...(page && { page }),
    turn: turnIn('roundup.open', seen),
    area,
  });
};

const textLines = (blocks: readonly Block[]): string[] =>
  blocks.flatMap(({ heading, lines }) => [
    '',
    heading,
    ...lines.map(({ label, text }) => `- ${label.map((each) => each.text).join('')}${text}`),
  ]);

/** Characters that one card carries to be copied, with room for the rest of it. */
const LONGEST_TEXT = 9_000;

/** Cut between lines; a single line is no longer than a card takes. */
const partsOf = (text: string): string[] => {
  const parts: string[] = [];
  let last = '';
  for (const next of text.split('\n')) {
    if (last.length + 1 + next.length > LONGEST_TEXT) {
      parts.push(last);
      last = next;
    } else last = last === '' ? next : `${last}\n${next}`;
  }
  return [...parts, last];
};

const copyCard = (
  { seen, area, page = 1 }: View,
  { heading, intro, text, verb }: { heading: string; intro: string; text: string; verb: string },
): Card => {
  const parts = partsOf(text);
  const at = Math.min(page, parts.length);
  const turn = turnIn(verb, seen);
  return formCard({
    heading: parts.length > 1 ? `${heading} (part ${at} of ${parts.length})` : heading,
    intro: [intro, ...(parts.length > 1 ? ['It is too long for one card: copy its parts one after the other.'] : [])],
    parts: [
      part({
        inputs: [
          inputOf(
            { id: 'text', label: 'Text', kind: { of: 'text', max: LONGEST_TEXT, lines: true } },
            parts[at - 1] ?? '',
          ),
        ],
      }),
    ],
    buttons: [
      ...(at > 1 ? [turn('Previous part', at - 1)] : []),
      ...(at < parts.length ? [turn('Next part', at + 1)] : []),
      button('Back to the round-up', 'roundup.view', about(seen)),
    ],
    area,
  });
};

/** References only, so that it can go anywhere. */
export const textCard = (view: View): Card =>
  copyCard(view, {
    heading: `${titleOf(view.seen)}, as text`,
    intro: 'Select all of it and copy it. It holds references and no names of those it is about.',
    text: [titleOf(view.seen), covers(view.seen), ...textLines(blocksOf(view))].join('\n'),
    verb: 'roundup.text',
  });

/** What the police go out with: who, and why. */
export const taskingText = (seen: RoundUpSeen, opened: ReadonlyMap<string, Case>): string => {
  const person = (doc: Case): string =>
    [
      doc.identity.name ?? 'no name',
      ...(doc.identity.dateOfBirth ? [`born ${inWords(doc.identity.dateOfBirth)}`] : []),
      ...(doc.identity.pncId ? [`PNC ${doc.identity.pncId}`] : []),
      ...(doc.identity.address ? [doc.identity.address] : []),
    ].join(', ');
  const enforced = seen.incidents.flatMap(({ incident }) => {
    const doc = opened.get(incident.ref);
    const wanted = incident.needs.some(({ need }) => need === 'enforcement' || need === 'custody');
    return doc && wanted ? [`- ${incident.ref}, ${person(doc)}: ${incident.what} (${incident.source})`] : [];
  });
  const wanted = seen.roundUp.wanted.flatMap((ref) => {
    const doc = opened.get(ref);
    return doc?.wanted ? [`- ${ref}, ${person(doc)}: since ${inWords(doc.wanted.since)} (${doc.wanted.why})`] : [];
  });
  const reds = seen.roundUp.reds.flatMap(({ ref }) => {
    const doc = opened.get(ref);
    return doc ? [`- ${ref}, ${person(doc)}`] : [];
  });
  return [
    `Tasking: ${dayInFull(seen.roundUp.day)}`,
    ...['', 'Enforcement'],
    ...(enforced.length > 0 ? enforced : ['- none']),
    ...['', 'Wanted'],
    ...(wanted.length > 0 ? wanted : ['- none']),
    ...['', 'Red, to be looked after today'],
    ...(reds.length > 0 ? reds : ['- none']),
  ].join('\n');
};

export const taskingCard = (view: View, opened: ReadonlyMap<string, Case>): Card =>
  copyCard(view, {
    heading: `Tasking: ${dayInFull(view.seen.roundUp.day)}`,
    intro:
      'It names people. That you opened it is in the log as a disclosure to you; use it for policing only, and keep it out of channels.',
    text: taskingText(view.seen, opened),
    verb: 'roundup.tasking',
  });
