/** What a referrer reads: where to begin, all answers on one card, what was kept, what was received, where each stands. */

import type { Destination } from '../../services/deadlines.ts';
import type { Meeting, Referral } from '../../services/model.ts';
import { type ReferralSeen, STEPS, type Whereabouts } from '../../services/referrals.ts';
import { type Day, dayIn, inWords } from '../../services/rules/days.ts';
import type { Standing, Step } from '../../services/rules/referral.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { answerBlocks, screeningBlock } from '../papers/blocks.ts';
import { blocksOf } from '../papers/history.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, count, dayInFull, moment, type Notice } from '../words.ts';
import { formOf, type ReferralView, stepNumber, stepTitle } from './card.ts';

export const open = (title: string, referral: string, step?: Step | 'check') =>
  button(title, 'referral.open', { referral, ...(step && { step }) });
const mine = button('My referrals', 'referral.mine', {});

const answered = (steps: number): string => `${steps} of ${STEPS.length} steps have answers`;
const meetingInWords = ({ date, time, place }: Meeting): string => `${dayInFull(date)}, ${time}, ${place}`;

const goesTo = ({ meeting, date }: Destination): string =>
  meeting
    ? `It goes to the meeting on ${meetingInWords(meeting)}.`
    : `It goes to the next meeting, expected on ${dayInFull(date)}; nobody has made it yet.`;

/** Until when its referrer may change it. */
const changeable = (where: Whereabouts): string[] => {
  if (where.status === 'on the agenda') return ['The agenda has gone out, so a change is marked as late.'];
  if (where.status !== 'waiting') return [];
  const { amendUntil } = where.goes;
  return [
    `You can change it until the agenda goes out${amendUntil ? `, by ${dayInFull(amendUntil)} at the latest` : ''}; a change after that is marked as late.`,
  ];
};

/** Where a referral stands, in short. */
export const stands = (where: Whereabouts): string => {
  switch (where.status) {
    case 'draft':
      return `Draft: ${answered(where.steps)}. Nobody else has seen it.`;
    case 'with gatekeeper':
      return 'With the gatekeeper of your organisation, who releases it to the panel or returns it to you.';
    case 'waiting':
      return `Submitted. ${goesTo(where.goes)}`;
    case 'on the agenda':
      return `On the agenda of the meeting on ${meetingInWords(where.meeting)}.`;
    case 'withdrawn':
      return 'Withdrawn.';
    case 'decided':
      switch (where.kind) {
        case 'adopt':
          return 'Accepted. The acknowledgement says what was agreed, by whom and by when.';
        case 'decline':
          return 'Not accepted. The acknowledgement gives the reasons and what else could help.';
        case 'defer':
          return 'Deferred. The acknowledgement says what the panel wants first.';
        case undefined:
          return 'Decided. You get the acknowledgement when the meeting is closed.';
      }
  }
};

type Own = { readonly referral: Referral; readonly where: Whereabouts };

export type Start = {
  /** This person's drafts, the newest first. */
  readonly drafts: readonly Own[];
  /** How many referrals they have made in all. */
  readonly seen: number;
  readonly bodies: readonly ({ readonly body: Body } & Standing)[];
  readonly area: string;
  readonly now: Date;
  readonly notice?: Notice | undefined;
};

const DRAFTS_OFFERED = 3;

/** What a referral is measured against; what is only to be written down is no measure. */
const asked = ({ screening }: Body, today: Day) =>
  (screening.findLast((set) => set.from <= today)?.criteria ?? []).filter(({ kind }) => kind !== 'written');

/** Drafts first, then a panel to refer to, each with what it asks for. */
export const startCard = ({ drafts, seen, bodies, area, now, notice }: Start): Card => {
  const today = dayIn(now);
  return sheet({
    notice,
    heading: 'Refer somebody',
    intro: [
      'For anyone whose offending a short, specified intervention might stop now. The form has five steps; leave whenever you like, everything you typed is kept.',
    ],
    blocks: [
      ...drafts.slice(0, DRAFTS_OFFERED).map(({ referral, where }) => ({
        heading: `Your draft ${referral.ref}`,
        lines: [line(`Started on ${inWords(dayIn(new Date(referral.startedAt)))}. ${stands(where)}`)],
        buttons: [open(`Carry on with ${referral.ref}`, referral.ref)],
      })),
      ...bodies.map(({ body, ...standing }) => ({
        heading: `To the ${body.name}`,
        lines: [
          ...(standing.status === 'may refer, warned' ? [line(standing.why, 'Please note')] : []),
          ...asked(body, today).map((criterion) =>
            line(
              criterion.kind === 'any'
                ? `${criterion.name}: ${criterion.of.map(({ name }) => name).join('; ')}`
                : criterion.name,
            ),
          ),
        ],
        buttons: [button(`Refer to the ${body.name}`, 'referral.start', { body: body.id, seen })],
      })),
    ],
    buttons: drafts.length > DRAFTS_OFFERED ? [mine] : [],
    area,
  });
};

export const missingBlocks = ({ lacking, referral }: ReferralSeen): Block[] =>
  lacking.length === 0
    ? []
    : [
        {
          heading: `Still missing: ${count(lacking.length, 'answer')}`,
          lines: lacking.map(({ step, label }) => line(label, `Step ${stepNumber(step)}`)),
          buttons: STEPS.filter((step) => lacking.some((one) => one.step === step)).map((step) =>
            open(`Go to step ${stepNumber(step)}: ${stepTitle[step]}`, referral.ref, step),
          ),
        },
      ];

const stopBlocks = ({ seen, scheme }: ReferralView): Block[] => {
  const { screening, referral, version } = seen;
  const stop = screening.hardStop;
  if (!stop) return [];
  const body = bodyOf({ scheme }, referral.body);
  return [
    {
      heading: `This cannot go to the ${body.name}`,
      lines: [line(`${stop.why} ${stop.advice} Your draft is kept.`)],
      buttons: stop.bodies.map((other) =>
        button(`Move it to the ${bodyOf({ scheme }, other).name}`, 'referral.move', {
          referral: referral.ref,
          version,
          body: other,
        }),
      ),
    },
  ];
};

/** All answers on one card, what is missing, and what screening says. */
export const checkCard = (view: ReferralView): Card => {
  const { seen, scheme, area } = view;
  const { referral, version, lacking, screening } = seen;
  const body = bodyOf({ scheme }, referral.body);
  const ready = lacking.length === 0 && !screening.hardStop;
  return sheet({
    notice: view.notice,
    heading: `Check your answers: ${referral.ref}`,
    intro: [
      ready
        ? `Nothing is missing. Read it through, then submit it to the ${body.name} at the end of this card.`
        : `A draft for the ${body.name}. It cannot be submitted yet; what stands in the way comes first.`,
    ],
    blocks: [
      ...stopBlocks(view),
      ...missingBlocks(seen),
      ...answerBlocks(referral.answers, formOf(view), (step) => [
        open(`Change step ${stepNumber(step)}`, referral.ref, step),
      ]),
      screeningBlock('Screening: how this stands against the criteria', screening, body),
    ],
    buttons: [
      ...(ready
        ? [button('Submit the referral', 'referral.submit', { referral: referral.ref, version }, { style: 'positive' })]
        : []),
      mine,
    ],
    page: view.page ?? 1,
    turn: (title, page) => button(title, 'referral.open', { referral: referral.ref, step: 'check', page }),
    area,
  });
};

/** The referrer left half-way. */
export const keptCard = ({ seen, area, notice }: ReferralView): Card =>
  sheet({
    notice,
    heading: `Kept: draft ${seen.referral.ref}`,
    intro: [`${stands(seen.whereabouts)} Type “refer” whenever you want to carry on.`],
    buttons: [open('Carry on', seen.referral.ref), mine],
    area,
  });

/** A referral that has been handed in, to its referrer. */
export const receivedCard = ({ seen, scheme, area, notice }: ReferralView): Card => {
  const { referral, version, whereabouts } = seen;
  const { name, notice: days } = bodyOf({ scheme }, referral.body);
  const { status } = whereabouts;
  const waits = status === 'waiting' || status === 'on the agenda';
  const open = waits || status === 'with gatekeeper';
  return sheet({
    notice,
    heading: `Referral ${referral.ref}`,
    intro: [
      ...(referral.submittedAt ? [`Received by the ${name} on ${moment(referral.submittedAt)}.`] : []),
      stands(whereabouts),
      ...changeable(whereabouts),
      ...(waits
        ? [
            'You, or your organisation’s gatekeeper, will be invited to attend for it.',
            `Afterwards you get an acknowledgement here${days.minutes ? `, at the latest ${count(days.minutes, 'working day')} after the meeting` : ''}: what was agreed, or the reasons why not and what else could help.`,
          ]
        : []),
    ],
    blocks: blocksOf('What you changed', changed(referral)),
    buttons: [
      button('Open the papers', 'papers.view', { referral: referral.ref }),
      ...(open
        ? [
            button('Change something', 'amendment.begin', { referral: referral.ref, version }),
            button('Withdraw it', 'amendment.withdrawing', { referral: referral.ref }),
          ]
        : []),
      mine,
    ],
    area,
  });
};

/** That it was changed or withdrawn, when and why; what changed stands in the papers. */
const changed = ({ history = [] }: Referral): Line[] =>
  history.flatMap((event) => {
    switch (event.what) {
      case 'amended':
        return [line(event.why, `Changed on ${moment(event.at)}${event.late ? ', late' : ''}`)];
      case 'withdrawn':
        return [line(event.why, `Withdrawn on ${moment(event.at)}${event.late ? ', late' : ''}`)];
      default:
        return [];
    }
  });

export const mineCard = (own: readonly Own[], scheme: Scheme, area: string, page = 1): Card =>
  sheet({
    heading: 'My referrals',
    intro: own.length === 0 ? ['You have made none yet.'] : [],
    blocks: own.map(({ referral, where }) => ({
      heading: `${referral.ref}, ${bodyOf({ scheme }, referral.body).name}`,
      lines: [line(stands(where)), ...changeable(where).map((text) => line(text)), ...changed(referral)],
      buttons: [open(where.status === 'draft' ? 'Carry on' : 'Open', referral.ref)],
    })),
    buttons: [button('Refer somebody', 'referral.refer', {})],
    page,
    turn: (title, page) => button(title, 'referral.mine', { page }),
    area,
  });

/** For the co-ordinators: no names, only what came in. */
export const arrivedCard = (
  { referral, whereabouts }: ReferralSeen,
  { agency, body, area }: { readonly agency: string; readonly body: string; readonly area: string },
): Card =>
  sheet({
    heading: `Referral received: ${referral.ref}`,
    intro: [
      `From ${agency} to the ${body}${referral.submittedAt ? `, ${moment(referral.submittedAt)}` : ''}.`,
      stands(whereabouts),
    ],
    buttons: [button('Open the papers', 'papers.view', { referral: referral.ref })],
    area,
  });

/** For the co-ordinators, when a referral that they know of is changed late or withdrawn. */
export const changedCard = (
  { referral, whereabouts }: ReferralSeen,
  { agency, body, area }: { readonly agency: string; readonly body: string; readonly area: string },
): Card =>
  sheet({
    heading: `${referral.state === 'withdrawn' ? 'Referral withdrawn' : 'Referral changed'}: ${referral.ref}`,
    intro: [
      `From ${agency} to the ${body}. ${referral.state === 'withdrawn' ? 'Its referrer has withdrawn it.' : 'Its referrer has changed it after the agenda had gone out.'}`,
      stands(whereabouts),
      'The papers say what changed and why.',
    ],
    buttons: [button('Open the papers', 'papers.view', { referral: referral.ref })],
    area,
  });
