/** The morning’s question in somebody’s own chat, the form for an incident, and what they have answered. */
import { isOutside } from '../../services/cases.ts';
import { isWithdrawn } from '../../services/incidents.ts';
import type { Action, PersonKey } from '../../services/model.ts';
import type { NightSeen } from '../../services/overnightAnswers.ts';
import type { Incident, Night } from '../../services/overnightModel.ts';
import { addDays } from '../../services/rules/days.ts';
import type { Need } from '../../services/rules/overnight.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { filledIn, textOf } from '../case/recording.ts';
import { blockOf } from '../case/topic.ts';
import { type Line, line, sheet } from '../papers/sheet.ts';
import type { Choice, Input, Typed } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button, clock, dayInFull, type Notice } from '../words.ts';

type Asked = {
  readonly night: Night;
  readonly version: number;
  readonly cutOff: string;
  /** The round-up has gone out. */
  readonly late: boolean;
  /** The name of the team, for somebody who is asked by several. */
  readonly team?: string | undefined;
  readonly area: string;
  readonly notice?: Notice | undefined;
};

const morning = ({ body, day }: Night) => ({ body, day });

/** What the question covers: the night, or all of a weekend or holiday. */
const gapInWords = ({ day, after }: Night): string =>
  after === addDays(day, -1)
    ? 'Since yesterday morning: has anything happened to somebody on the register that the team has to act on or know?'
    : `This covers the whole gap, since the morning of ${dayInFull(after)}: has anything happened to somebody on the register that the team has to act on or know?`;

const untilInWords = (cutOff: string, { counts }: Night): string =>
  counts ? `${cutOff} on ${dayInFull(counts)}` : cutOff;

const countsInWords = ({ night, cutOff, late }: Asked): string =>
  late
    ? 'The round-up has gone out; your answer is added to it and marked late.'
    : `Answers count until ${untilInWords(cutOff, night)}; later ones are taken and marked late.`;

const answers = ({ night, version }: Asked) => [
  button('Nothing to report', 'overnight.nothing', { ...morning(night), version }, { style: 'positive' }),
  button('Report an incident', 'overnight.form', morning(night)),
];

const forTeam = ({ team }: Asked): string => (team ? `, for the ${team}` : '');

export const promptCard = (asked: Asked): Card =>
  sheet({
    notice: asked.notice,
    heading: `Anything overnight? ${dayInFull(asked.night.day)}${forTeam(asked)}`,
    intro: [gapInWords(asked.night), `One tap is enough. It is no case review. ${countsInWords(asked)}`],
    buttons: answers(asked),
    area: asked.area,
  });

export const nudgeCard = (asked: Asked): Card =>
  sheet({
    notice: asked.notice,
    heading: `Anything overnight? You have not answered yet${forTeam(asked)}`,
    intro: [countsInWords(asked)],
    buttons: answers(asked),
    area: asked.area,
  });

const needTitle: Record<Exclude<Need, 'support'>, string> = {
  enforcement: 'Enforcement',
  court: 'Court attendance with an intervention statement',
  custody: 'Taken into custody (a night at the police station is not)',
  information: 'Information only',
};

export const OFFENCE = 'offence';
export const SUPPORT = 'support:';

const needChoices = ({ pathways }: Scheme): readonly Choice[] => [
  { title: needTitle.enforcement, value: 'enforcement' },
  { title: needTitle.court, value: 'court' },
  { title: needTitle.custody, value: 'custody' },
  { title: 'An offence was committed (counts as re-offending)', value: OFFENCE },
  { title: needTitle.information, value: 'information' },
  ...pathways.map(({ id, name }) => ({ title: `Immediate support: ${name}`, value: `${SUPPORT}${id}` })),
];

export const inputs = {
  about: (area: string): Input => ({
    id: 'about',
    label: 'Case',
    hint: 'type part of the name or the reference',
    kind: { of: 'choice', choices: [], dataset: `cases|${area}` },
  }),
  what: textOf('what', 'What happened', 300),
  source: textOf('source', 'Source', 100, 'who says so'),
  needs: (scheme: Scheme): Input => ({
    id: 'needs',
    label: 'Needs',
    hint: 'all that apply; each is given to somebody at once',
    kind: { of: 'choice', choices: needChoices(scheme), many: true },
  }),
};

/** `typed`: what its reader had typed when another device was quicker. */
export const incidentCard = (
  { night, version, area }: Pick<Asked, 'night' | 'version' | 'area'>,
  { scheme, typed }: { readonly scheme: Scheme; readonly typed?: Typed },
): Card =>
  filledIn(
    {
      heading: 'Report an incident',
      intro: ['Whoever has to act is told as soon as you press, and accepts the action.'],
      asks: [[inputs.about(area)], [inputs.what], [inputs.source], [inputs.needs(scheme)]],
      press: 'Report it',
    },
    {
      saves: button('', 'overnight.report', { ...morning(night), version }),
      back: button('Back', 'overnight.view', morning(night)),
      area,
      ...(typed && { typed }),
    },
  );

const tickedBefore = ({ needs, offended }: Incident): string =>
  [
    ...needs.map(({ need, pathway }) => (need === 'support' ? `${SUPPORT}${pathway}` : need)),
    ...(offended ? [OFFENCE] : []),
  ].join(',');

/** About the same person; of somebody else it is reported anew. */
export const correctionCard = (
  { night, version, area }: Pick<Asked, 'night' | 'version' | 'area'>,
  { incident, scheme, typed }: { readonly incident: Incident; readonly scheme: Scheme; readonly typed?: Typed },
): Card =>
  filledIn(
    {
      heading: `Correct what you reported about ${incident.ref}`,
      intro: [
        'What it still needs goes on with whoever has it, what it does not need is withdrawn, and they are told. It was about somebody else? Take it back, and report it anew.',
      ],
      asks: [
        [inputs.what, incident.what],
        [inputs.source, incident.source],
        [inputs.needs(scheme), tickedBefore(incident)],
      ],
      press: 'Save it',
    },
    {
      saves: button('', 'overnight.correct', { ...morning(night), version, incident: incident.id }),
      back: button('Back', 'overnight.view', morning(night)),
      area,
      ...(typed && { typed }),
    },
  );

const stateInWords: Record<Action['state'], string> = {
  offered: 'offered, to be accepted',
  accepted: 'accepted',
  declined: 'declined, back with the chair',
  completed: 'completed',
};

const standing = (action: Action, names: ReadonlyMap<PersonKey, string>): string =>
  `${names.get(action.owner) ?? 'somebody'} (${isWithdrawn(action) ? 'withdrawn' : stateInWords[action.state]})`;

type Reported = NightSeen['reported'][number];

const needLine = (
  { need, pathway, action }: Reported['needs'][number],
  scheme: Scheme,
  names: NightSeen['names'],
): Line => {
  const title =
    need === 'support'
      ? `Immediate support: ${scheme.pathways.find(({ id }) => id === pathway)?.name ?? pathway}`
      : needTitle[need];
  if (action) return line(standing(action, names), title);
  return need === 'custody' ? line('recorded on the case', title) : line(title);
};

const headingOf = ({ incident, about }: Reported, viewer: PersonKey): string => {
  const name = about && !isOutside(about, viewer) ? about.identity.name : undefined;
  return name ? `${name} (${incident.ref})` : incident.ref;
};

/** Custody that was kept at once names no prison yet; whoever learns of it puts it right there. */
const custodyButton = ({ incident, needs }: Reported) =>
  needs.some(({ need, action }) => need === 'custody' && !action)
    ? [button('Say where the person is', 'custody.form', { case: incident.ref })]
    : [];

export const answeredCard = (
  seen: NightSeen,
  {
    scheme,
    area,
    page = 1,
    notice,
  }: { readonly scheme: Scheme; readonly area: string; readonly page?: number; readonly notice?: Notice | undefined },
): Card => {
  const { night, version, reported, open, daily, names } = seen;
  const at = night.answeredAt ? `, at ${clock(night.answeredAt)}` : '';
  const late = night.late ? '; late, after the round-up' : '';
  const corrected = open
    ? `You can correct it until ${untilInWords(daily.cutOff, night)}.`
    : `Since ${untilInWords(daily.cutOff, night)} nothing is taken back any more; what you add is marked late, and whoever has to act is told at once.`;
  return sheet({
    notice,
    heading: `Overnight, your answer: ${dayInFull(night.day)}`,
    intro: [
      night.state === 'nothing'
        ? `You have reported that nothing happened${at}${late}.`
        : `You have reported ${reported.length === 1 ? 'an incident' : `${reported.length} incidents`}${at}${late}. Only you see this.`,
      corrected,
    ],
    blocks: reported.map((one) =>
      blockOf(
        headingOf(one, night.person),
        [
          line(one.incident.what, `Reported at ${clock(one.incident.at)}${one.incident.late ? ', late' : ''}`),
          line(one.incident.source, 'Source'),
          ...(one.incident.offended ? [line('counted as re-offending', 'An offence was committed')] : []),
          ...one.needs.map((need) => needLine(need, scheme, names)),
        ],
        [
          ...custodyButton(one),
          ...(open
            ? [
                button('Correct it', 'overnight.correcting', { ...morning(night), incident: one.incident.id }),
                button('Take it back', 'overnight.takeBack', { ...morning(night), version, incident: one.incident.id }),
              ]
            : []),
        ],
      ),
    ),
    buttons: [
      button(
        night.state === 'nothing' ? 'Report an incident after all' : 'Report another incident',
        'overnight.form',
        morning(night),
      ),
    ],
    page,
    turn: (title, number) => button(title, 'overnight.view', { ...morning(night), page: number }),
    area,
  });
};

/** To the owner of an action, when what it came from was taken back. */
export const takenBackCard = (action: Action, area: string): Card =>
  sheet({
    heading: `Taken back: what was reported overnight about ${action.ref}`,
    intro: [
      isWithdrawn(action)
        ? 'Whoever reported it has taken it back or corrected it, so this action is withdrawn. You have nothing to do.'
        : 'Whoever reported it has taken it back or corrected it. You had begun this action, so it stays with you: go on if there is still need, or complete it and say that it was not needed.',
    ],
    blocks: [blockOf('The action', [line(action.what)])],
    buttons: [button('Open the action', 'action.view', { action: action.id })],
    area,
  });
