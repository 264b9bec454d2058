/** Where a referral stands after submission: to its referrer, and in short to those who are told of it. */
import type { Destination } from '../../services/deadlines.ts';
import type { Meeting, Referral, Strand } from '../../services/model.ts';
import { type ReferralSeen, STEPS, type Whereabouts } from '../../services/referrals.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import type { Step } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import type { DraftStanding } from '../../services/staleDrafts.ts';
import { agencyName, bodyOf, seatName } from '../../services/work.ts';
import { blocksOf } from '../papers/history.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { button, count, dayInFull, listed, moment } from '../words.ts';
import type { ReferralView } from './card.ts';

export const open = (title: string, referral: string, step?: Step | 'check') =>
  button(title, 'referral.open', { referral, ...(step && { step }) });
export const mine = button('My referrals', 'referral.mine', {});

const answered = (steps: number): string => `${steps} of ${STEPS.length} steps have answers`;
const meetingInWords = ({ date, time, place }: Meeting): string => `${dayInFull(date)}, ${time}, ${place}`;

const goesTo = ({ meeting, date }: Destination): string =>
  meeting
    ? `It goes to the meeting on ${meetingInWords(meeting)}.`
    : `It goes to the next meeting, expected on ${dayInFull(date)}; nobody has made it yet.`;

const wouldGo = (when: string, { meeting, date }: Destination): string =>
  meeting
    ? `${when}, it goes to the meeting on ${meetingInWords(meeting)}.`
    : `${when}, it goes to the next meeting, expected on ${dayInFull(date)}; nobody has made it yet.`;

/** To a gatekeeper, and to whoever waits for one. */
export const ifReleased = (goes: Destination): string => wouldGo('Released now', goes);

/** To the referrer, before it is submitted; a gatekeeper may come in between. */
export const ifReceived = (goes: Destination): string => wouldGo('If the panel receives it now', goes);

/** Until when its referrer may change it. */
const changeable = (where: Whereabouts): string[] => {
  if (where.status === 'on the agenda') return ['The agenda has gone out, so a change is marked as late.'];
  if (where.status !== 'waiting' && where.status !== 'with gatekeeper') return [];
  const { amendUntil } = where.goes;
  return [
    `You can change it until the agenda goes out${amendUntil ? `, by ${dayInFull(amendUntil)} at the latest` : ''}; a change after that is marked as late.`,
  ];
};

const forScore = (awaited: boolean): string =>
  awaited ? ' Probation is asked for the OGRS score (how likely somebody is to be convicted again).' : '';

/** What the agency that decides on a refusal of consent has made of it. */
export const strandInWords = ({ agency, name, state, at }: Strand, scheme: Scheme): string => {
  const who = agencyName({ scheme }, agency);
  switch (state) {
    case 'asked':
      return `The refusal of consent was passed on to ${who} on ${moment(at)}, who decide about ${name}.`;
    case 'placed':
      return `${who} placed the person in ${name} on ${moment(at)}, until consent comes.`;
    case 'not placed':
      return `${who} decided on ${moment(at)} not to place the person in ${name}.`;
    case 'ended':
      return `Consent came on ${moment(at)}; ${name} by ${who} has ended.`;
  }
};

/** What was made of a refusal, to its referrer. */
export const strandBlocks = ({ strand }: Referral, scheme: Scheme): Block[] =>
  strand ? [{ heading: 'Consent', lines: [line(strandInWords(strand, scheme))], buttons: [] }] : [];

const meanwhile = (until: Day, inPlace: string | undefined): string =>
  inPlace
    ? ` They are on leave until ${inWords(until)}; ${plain(inPlace)} does so meanwhile.`
    : ` They are on leave until ${inWords(until)}; if it cannot wait, ask the co-ordinator to name somebody else.`;

const withGatekeeper = (away: 'left' | Day | undefined, inPlace: string | undefined): string => {
  if (away === 'left')
    return 'The gatekeeper of your organisation has left the team. The co-ordinator knows, and names somebody who releases it or returns it to you.';
  return `With the gatekeeper of your organisation, who releases it to the panel or returns it to you.${away ? meanwhile(away, inPlace) : ''}`;
};

/** Where a referral stands, in short. */
export const stands = (where: Whereabouts): string => {
  switch (where.status) {
    case 'draft':
      return `Draft: ${answered(where.steps)}.${where.seen ? '' : ' Nobody else has seen it.'}`;
    case 'with gatekeeper':
      return `${withGatekeeper(where.away, where.inPlace)} ${ifReleased(where.goes)}`;
    case 'waiting':
      return `Submitted. ${goesTo(where.goes)}${forScore(where.score)}`;
    case 'on the agenda':
      return `On the agenda of the meeting on ${meetingInWords(where.meeting)}.${forScore(where.score)}`;
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
          return 'Decided. The acknowledgement comes when the meeting is closed.';
      }
  }
};

export type Own = {
  readonly referral: Referral;
  readonly where: Whereabouts;
  readonly due?: DraftStanding | undefined;
};

/** What comes after it waits: to its referrer, or to whoever sees to it in their place. */
const ahead = (own: boolean, minutes: number | undefined): string[] => {
  const by = minutes ? `, at the latest ${count(minutes, 'working day')} after the meeting` : '';
  const says = 'what was agreed, or the reasons why not and what else could help';
  return own
    ? [
        'You, or your organisation’s gatekeeper, will be invited to attend for it.',
        `Afterwards you get an acknowledgement here${by}: ${says}.`,
      ]
    : [`Afterwards its acknowledgement says${by}, ${says}.`];
};

/** A referral that has been handed in, to its referrer or to whoever sees to it in their place. */
export const receivedCard = ({ seen, own, scheme, area, notice }: ReferralView): Card => {
  const { referral, version, whereabouts } = seen;
  const { name, notice: days, referrals } = bodyOf({ scheme }, referral.body);
  const { status } = whereabouts;
  const waits = status === 'waiting' || status === 'on the agenda';
  const open = waits || status === 'with gatekeeper';
  return sheet({
    notice,
    heading: `Referral ${referral.ref}`,
    intro: [
      ...(own ? [] : ['Its referrer has left the team; you see to it in their place.']),
      ...(referral.submittedAt ? [`Received by the ${name} on ${moment(referral.submittedAt)}.`] : []),
      stands(whereabouts),
      ...(referral.emergency && referrals?.emergency
        ? [`As an emergency it was told at once to ${seatName({ scheme }, referrals.emergency)}.`]
        : []),
      ...changeable(whereabouts),
      ...(waits ? ahead(own, days.minutes) : []),
    ],
    blocks: [
      ...blocksOf(own ? 'What you changed' : 'What was changed', changed(referral)),
      ...strandBlocks(referral, scheme),
    ],
    buttons: [
      button('Open the papers', 'papers.view', { referral: referral.ref }),
      ...(open
        ? [
            button('Change something', 'amendment.begin', { referral: referral.ref, version }),
            button('Withdraw it', 'amendment.withdrawing', { referral: referral.ref }),
            button('Record consent', 'consent.open', { referral: referral.ref }),
          ]
        : []),
      ...(open && referrals?.emergency && !referral.emergency
        ? [button('It is an emergency', 'referral.emergency', { referral: referral.ref, version })]
        : []),
      ...(own ? [mine] : []),
    ],
    area,
  });
};

const CHANGES_SHOWN = 3;

/** That it was changed or withdrawn, when and why, the last first; what changed stands in the papers. */
const changed = ({ history = [] }: Referral): Line[] => {
  const all = history.flatMap((event) => {
    if (event.what !== 'amended' && event.what !== 'withdrawn') return [];
    const what = event.what === 'amended' ? 'Changed' : 'Withdrawn';
    return [line(event.why, `${what} on ${moment(event.at)}${event.late ? ', late' : ''}`)];
  });
  const earlier = all.length - CHANGES_SHOWN;
  return [
    ...all.slice(-CHANGES_SHOWN).reverse(),
    ...(earlier > 0 ? [line(`And ${count(earlier, 'earlier change')}: the papers have all of them.`)] : []),
  ];
};

/** When an untouched draft is removed. */
const removal = ({ told, removeOn, noticeBefore }: DraftStanding): Line =>
  told
    ? line(`It will be removed on ${inWords(removeOn)} unless you carry on with it.`, 'Please note')
    : line(
        `Unless you carry on with it, it will be removed, on ${inWords(removeOn)} at the earliest; you are told ${count(noticeBefore, 'day')} before.`,
      );

export const mineCard = (
  own: readonly Own[],
  { scheme, area, page = 1 }: { scheme: Scheme; area: string; page?: number | undefined },
): Card =>
  sheet({
    heading: 'My referrals',
    intro: own.length === 0 ? ['You have made none yet.'] : [],
    blocks: own.map(({ referral, where, due }) => ({
      heading: `${referral.ref}, ${bodyOf({ scheme }, referral.body).name}`,
      lines: [
        line(stands(where)),
        ...(due ? [removal(due)] : []),
        ...changeable(where).map((text) => line(text)),
        ...changed(referral),
      ],
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
      ...(referral.links
        ? [`It may be about somebody who was referred before: ${listed(referral.links.map(({ ref }) => ref))}.`]
        : []),
    ],
    buttons: [
      button('Open the papers', 'papers.view', { referral: referral.ref }),
      ...(referral.links ? [button('Look at earlier referrals', 'duplicates.view', { referral: referral.ref })] : []),
    ],
    area,
  });

/** The co-ordinator does so in the place of a referrer who has left the team. */
export const withdrawnBy = ({ history = [], referrer }: Referral): string =>
  (history.findLast(({ what }) => what === 'withdrawn')?.by ?? referrer) === referrer
    ? 'Its referrer has withdrawn it.'
    : 'The co-ordinator has withdrawn it, since its referrer had left the team.';

/** For the co-ordinators, when a referral is changed late or withdrawn, or consent to it changes. */
export const changedCard = (
  { referral, whereabouts }: ReferralSeen,
  { agency, body, area }: { readonly agency: string; readonly body: string; readonly area: string },
): Card =>
  sheet({
    heading: `${referral.state === 'withdrawn' ? 'Referral withdrawn' : 'Referral changed'}: ${referral.ref}`,
    intro: [
      `From ${agency} to the ${body}. ${referral.state === 'withdrawn' ? withdrawnBy(referral) : 'Something in it has changed since it was submitted.'}`,
      stands(whereabouts),
      'The papers say what changed and why.',
    ],
    buttons: [button('Open the papers', 'papers.view', { referral: referral.ref })],
    area,
  });

/** To the referrer, when somebody else has done something about the referral. */
export const newsCard = ({ referral, whereabouts }: ReferralSeen, scheme: Scheme, area: string): Card => {
  const last = referral.history?.at(-1);
  return sheet({
    heading: `News of ${referral.ref}`,
    intro: [newsInWords(referral, scheme), stands(whereabouts)],
    blocks: last && 'why' in last ? [{ heading: 'What they say', lines: [line(last.why)], buttons: [] }] : [],
    buttons: [open(referral.state === 'draft' ? 'Carry on' : 'Open', referral.ref), mine],
    area,
  });
};

const newsInWords = ({ history, strand }: Referral, scheme: Scheme): string => {
  const last = history?.at(-1);
  switch (last?.what) {
    case 'released':
    case 'score asked':
      return 'The gatekeeper of your organisation has released it to the panel.';
    case 'returned':
      return 'The gatekeeper of your organisation has returned it to you, so that you can change it and submit it again.';
    case 'overridden':
      return 'You may go ahead without consent: submit it from “Check answers”.';
    case 'not overridden':
      return 'You may not go ahead without consent.';
    case 'placed':
    case 'not placed':
      return strand ? strandInWords(strand, scheme) : 'The refusal of consent has been dealt with.';
    case 'score':
      return `The OGRS score has been given: ${last.score.twoYear} percent within two years (${last.score.band}).`;
    default:
      return 'It has moved on.';
  }
};

/** To whoever is told of an emergency at once (Richmond 2.6). */
export const emergencyCard = (
  { referral }: ReferralSeen,
  { agency, body, area }: { readonly agency: string; readonly body: string; readonly area: string },
): Card =>
  sheet({
    heading: `Emergency: ${referral.ref}`,
    intro: [
      `${agency} has referred somebody to the ${body} and says that it cannot wait for the meeting.`,
      'Open the papers now. If somebody is in danger, telephone 999.',
    ],
    buttons: [button('Open the papers', 'papers.view', { referral: referral.ref })],
    area,
  });
