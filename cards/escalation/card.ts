/** An escalation on its way up and down: to raise one, to answer it at a meeting, to read what came of it. */
import type { EscalationSeen, lookAtRaised } from '../../services/escalating.ts';
import type { Standing } from '../../services/escalationModel.ts';
import type { PersonKey } from '../../services/person.ts';
import { nextRung } from '../../services/rules/rungs.ts';
import type { BodyId, Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { itemTitle } from '../agenda/card.ts';
import { blockOf } from '../case/topic.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { filledIn, textOf } from '../form/filling.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import type { Input, Typed } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { type Button, button, moment, type Notice } from '../words.ts';
import { rungName, rungTitle } from './words.ts';

export type EscalationView = {
  readonly seen: EscalationSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly viewer: PersonKey;
  readonly notice?: Notice | undefined;
};

const pathLines = ({ escalation, names }: EscalationSeen, scheme: Scheme): Line[] =>
  escalation.path.map((rung) => {
    const said = `${names.get(rung.by) ?? 'somebody who has left the team'}, ${moment(rung.at)}`;
    return line(rung.says === '' ? `${said}.` : `${said}: ${rung.says}`, rungTitle(rung, scheme));
  });

const stateInWords = ({ escalation }: EscalationSeen, scheme: Scheme): string => {
  const body = rungName(scheme, escalation.with);
  switch (escalation.state) {
    case 'waiting':
      return `It waits for the ${body} and comes onto its next agenda by itself.`;
    case 'outside':
      return `It waits for an answer from outside, which the ${body} records.`;
    case 'answered':
      return 'It is answered.';
  }
};

const titleOf = ({ escalation: { ref, from } }: EscalationSeen, scheme: Scheme): string =>
  `Raised in the ${rungName(scheme, from)}${ref ? `: ${ref}` : ''}`;

export const escalationCard = ({ seen, scheme, area, viewer, notice }: EscalationView): Card => {
  const { escalation } = seen;
  const { ref, by, seenAt, state } = escalation;
  return sheet({
    notice,
    heading: titleOf(seen, scheme),
    intro: [
      stateInWords(seen, scheme),
      ...(seenAt ? [`Whoever raised it has read the answer: ${moment(seenAt)}.`] : []),
    ],
    blocks: [blockOf('Its way so far', pathLines(seen, scheme))],
    buttons: [
      ...(by === viewer && state === 'answered' && !seenAt
        ? [button('I have read the answer', 'raised.seen', { id: escalation.id }, { style: 'positive' })]
        : []),
      ...(ref && by === viewer ? [button(`Open ${ref}`, 'case.view', { case: ref, tab: 'summary', page: 1 })] : []),
      button('What was raised', 'raised.list', {}),
    ],
    area,
  });
};

export type RaisedView = Awaited<ReturnType<typeof lookAtRaised>> & {
  readonly scheme: Scheme;
  readonly area: string;
  /** The viewer chairs the meeting, or is the co-ordinator. */
  readonly acts: boolean;
  readonly notice?: Notice | undefined;
};

export const MOST_SAID = 500;

/** To whom a body sends what it does not answer itself. */
export const upButton = (scheme: Scheme, from: BodyId, straight?: BodyId): string | undefined => {
  const rung = nextRung(scheme, from, straight);
  switch (rung.to) {
    case 'body':
      return `Send it to the ${bodyOf({ scheme }, rung.body).name}`;
    case 'outside':
      return `I tell ${rung.name}`;
    case 'nobody':
      return undefined;
  }
};

const answering = ({ seen, item, meeting, scheme }: RaisedView) => {
  const { escalation, version } = seen;
  const about = { meeting: meeting.id, item: item.id, version };
  const outside = escalation.state === 'outside';
  const up = outside ? undefined : upButton(scheme, meeting.body);
  return part({
    separator: true,
    inputs: [
      inputOf({
        id: 'says',
        label: 'In words',
        hint: 'the answer, or what is said where it is sent up; no names, please',
        kind: { of: 'text', max: MOST_SAID, lines: true },
      }),
    ],
    buttons: [
      button(outside ? 'Record their answer' : 'Send the answer down', 'raised.reply', about, {
        style: 'positive',
        inputs: 'auto',
      }),
      ...(up ? [button(up, 'raised.up', about, { inputs: 'auto' })] : []),
    ],
  });
};

const purpose = ({ item, seen: { escalation } }: RaisedView): string => {
  if (item.escalation.back)
    return 'What this body sent up is answered. It stays on the agenda until the chair says that it is taken note of.';
  const told = escalation.path.at(-1);
  return told?.what === 'told outside'
    ? `${told.to} is told, and its answer is recorded here when it comes. Until then it comes onto every agenda.`
    : 'The chair answers it, or sends it one rung further. The answer goes down to every rung and to whoever raised it.';
};

/** One item of an agenda. */
export const raisedCard = (view: RaisedView): Card => {
  const { item, meeting, seen, scheme, acts, notice, area } = view;
  const { escalation } = seen;
  const open = item.state === 'waiting' && meeting.state !== 'closed';
  const back = item.escalation.back === true;
  const mine = open && acts && !back && escalation.with === meeting.body && escalation.state !== 'answered';
  const take: Button[] =
    open && acts && back
      ? [button('We have taken note', 'raised.noted', { meeting: meeting.id, item: item.id }, { style: 'positive' })]
      : [];
  return formCard({
    notice,
    heading: itemTitle(item),
    intro: [...(item.state === 'done' ? ['Dealt with.'] : []), purpose(view)],
    parts: [part({ lines: pathLines(seen, scheme) }), ...(mine ? [answering(view)] : [])],
    buttons: [...take, button('Back', 'agenda.view', { meeting: meeting.id, page: 1 })],
    area,
  });
};

export const inputs = {
  from: (bodies: readonly { readonly id: string; readonly name: string }[]): Input => ({
    id: 'body',
    label: 'Raised in',
    kind: { of: 'choice', choices: bodies.map(({ id, name }) => ({ title: name, value: id })) },
  }),
  about: (area: string, ref?: string): Input => ({
    id: 'about',
    label: 'Case',
    hint: 'where it is about one: type part of the name or the reference',
    kind: { of: 'choice', choices: ref ? [{ title: ref, value: ref }] : [], dataset: `cases|${area}` },
  }),
  what: textOf('what', 'What is raised', MOST_SAID, 'the body above reads it; no names, please'),
};

export type Form = {
  readonly id: string;
  readonly scheme: Scheme;
  readonly area: string;
  /** Bodies in which the reader sits and that somebody is above. */
  readonly bodies: readonly BodyId[];
  readonly body?: BodyId | undefined;
  readonly ref?: string | undefined;
  readonly typed?: Typed;
};

/** The form with which a member of a body raises something for the body above. */
export const raiseCard = ({ id, scheme, area, bodies, body, ref, typed }: Form): Card =>
  filledIn(
    {
      heading: 'Raise something for the body above',
      intro: bodies.map((one) => {
        const rung = nextRung(scheme, one);
        const next =
          rung.to === 'body' ? `the ${rungName(scheme, rung.body)}` : rung.to === 'outside' ? rung.name : 'nobody';
        return `${rungName(scheme, one)}: next is ${next}.`;
      }),
      asks: [
        [inputs.from(bodies.map((one) => bodyOf({ scheme }, one))), body ?? bodies[0]],
        [inputs.about(area, ref), ref],
        [inputs.what],
      ],
      press: 'Raise it',
    },
    {
      saves: button('', 'raised.raise', { id }),
      back: button('What was raised', 'raised.list', {}),
      area,
      ...(typed && { typed }),
    },
  );

export type Listed = { readonly body: BodyId; readonly standings: readonly Standing[] };

const standingInWords: Record<Standing['standing'], string> = {
  waits: 'to be answered; it comes onto the next agenda',
  above: 'sent up, not answered yet',
  outside: 'waits for an answer from outside',
  back: 'answered',
};

/** Per body of the reader: what is on its way. */
export const raisedListCard = (
  all: readonly Listed[],
  { scheme, area, notice, page }: { scheme: Scheme; area: string; notice?: Notice | undefined; page: number },
): Card => {
  const blocks: Block[] = all.flatMap(({ body, standings }) =>
    standings.map(({ id, ref, at, standing }) =>
      blockOf(
        `${rungName(scheme, body)}${ref ? `: ${ref}` : ''}`,
        [line(`${standingInWords[standing]}, since ${moment(at)}.`)],
        [button('Open it', 'raised.view', { id })],
      ),
    ),
  );
  return sheet({
    notice,
    heading: 'What was raised',
    intro: [blocks.length === 0 ? 'Nothing is on its way up or down in your bodies.' : 'Only you see this.'],
    blocks,
    buttons: [button('Raise something', 'raised.form', {})],
    page,
    turn: (title, number) => button(title, 'raised.list', { page: number }),
    area,
  });
};
