/** The papers of a referral, for one person who may read them, with what that person may do about it. */
import { seatTakenBy } from '../../services/attendance.ts';
import { chairing } from '../../services/chairing.ts';
import type { Former } from '../../services/formerCases.ts';
import type { PersonKey } from '../../services/model.ts';
import type { PapersSeen } from '../../services/papers.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import type { Step } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { withNewestScore } from '../../services/rules/scores.ts';
import { screen } from '../../services/rules/screening.ts';
import { ruleFor } from '../../services/rules/voting.ts';
import { type Actor, agencyName, bodyOf } from '../../services/work.ts';
import { verdictInWords } from '../duplicates/card.ts';
import { meetingTitle } from '../meeting/card.ts';
import { strandInWords, withdrawnBy } from '../referral/standing.ts';
import { type Card, plain } from '../render.ts';
import { beforeBlocks } from '../steps/card.ts';
import { type Button, button, moment } from '../words.ts';
import { answerBlocks, screeningBlock } from './blocks.ts';
import { formerBlocks } from './former.ts';
import { blocksOf, historyBlocks, scoreLines } from './history.ts';
import { type Block, line, sheet } from './sheet.ts';

export type Papers = PapersSeen & {
  readonly referrer: string;
  /** Its referrer has left the team, so the co-ordinator sees to it. */
  readonly leftBehind?: boolean;
  /** What those are called who did something to the referral. */
  readonly names: ReadonlyMap<PersonKey, string>;
  readonly scheme: Scheme;
  readonly area: string;
  readonly now: Date;
  readonly viewer: Actor;
  /** Whether they may add an OGRS score. */
  readonly scores?: boolean;
  /** Opened from the agenda, to which there is a way back. */
  readonly fromAgenda?: boolean;
  readonly page?: number | undefined;
  readonly former?: readonly Former[];
};

/** How it stands now; and what screening said otherwise when it was submitted. */
const screenings = ({ referral, scheme, now, meeting, item }: Papers): { now: Block; before: Block[] } => {
  const body = bodyOf({ scheme }, referral.body);
  const day = item && meeting ? meeting.date : dayIn(now);
  const present = screen(scheme, body, withNewestScore(referral.answers, referral.scores), {
    day,
    ...(meeting && { meeting: meeting.date }),
  });
  const when = item && meeting ? `on the day of the meeting, ${inWords(day)}` : `today, ${inWords(day)}`;
  const { screening: submitted, submittedAt } = referral;
  const today = screeningBlock(`Screening ${when}`, present, body);
  if (!submitted || !submittedAt) return { now: today, before: [] };
  const then = inWords(dayIn(new Date(submittedAt)));
  const before = screeningBlock(`Screening as submitted on ${then}`, submitted, body);
  const known = new Set(today.lines.map((one) => JSON.stringify(one)));
  const different = before.lines.filter((one) => !known.has(JSON.stringify(one)));
  if (different.length > 0)
    return { now: today, before: [{ ...before, lines: [line('Only what was different then.'), ...different] }] };
  return { now: { ...today, lines: [line(`As when it was submitted on ${then}.`), ...today.lines] }, before: [] };
};

/** In the referrer's place. */
const seenTo = ({ referral, viewer, leftBehind }: Papers): Button[] =>
  leftBehind && viewer.coordinator && referral.state === 'submitted'
    ? [button('Change, withdraw or record consent', 'referral.open', { referral: referral.ref })]
    : [];

const buttonsFor = ({ referral, scheme, viewer, meeting, item, fromAgenda }: Papers): Button[] => {
  if (!meeting) return [];
  const back = fromAgenda ? [button('Back', 'agenda.view', { meeting: meeting.id })] : [];
  if (meeting.state === 'closed') return back;
  const chairs = chairing(scheme, meeting, item).current?.person === viewer.person;
  if (!item) {
    const late = chairs && meeting.agendaPostedAt && referral.state === 'submitted' && !referral.meeting;
    return [
      ...(late
        ? [button('Admit as a late item', 'agenda.admit', { meeting: meeting.id, referral: referral.ref })]
        : []),
      ...back,
    ];
  }
  const about = { meeting: meeting.id, item: item.id };
  const waits = item.state === 'waiting';
  const rule = ruleFor(meeting.voting, 'adopt');
  const votes = rule.kind === 'majority';
  const seat = seatTakenBy(meeting, viewer.person);
  const selects =
    rule.kind === 'selection' && meeting.seats.find((place) => place.seat === seat)?.agency === rule.agency;
  const open = meeting.state === 'open';
  return [
    ...(open && waits && chairs && votes && !meeting.motion
      ? [button('Put adoption to the vote', 'vote.open', { ...about, kind: 'adopt' }, { style: 'positive' })]
      : []),
    ...(open && item.since !== 'withdrawn' && (chairs || viewer.coordinator || selects)
      ? [button('Record the decision', 'decision.start', about)]
      : []),
    ...(waits && seat ? [button('I have an interest', 'agenda.interest', about)] : []),
    ...back,
  ];
};

/** Whether the same person was referred before, as far as somebody has checked. */
const earlier = ({ referral, meeting, item, fromAgenda }: Papers): Block[] => {
  const links = (referral.links ?? []).filter(({ verdict }) => verdict !== 'another person');
  if (links.length === 0) return [];
  const from = fromAgenda && meeting && item ? { meeting: meeting.id, item: item.id } : {};
  return [
    {
      heading: 'Other referrals that may be about this person',
      lines: links.map(({ ref, verdict }) => line(`${verdictInWords[verdict]}.`, ref)),
      buttons: [button('Look at them', 'duplicates.view', { referral: referral.ref, ...from })],
    },
  ];
};

export const papersCard = (papers: Papers): Card => {
  const { referral, referrer, names, scheme, meeting, item, area, now } = papers;
  const { ref, agency, answers } = referral;
  const body = bodyOf({ scheme }, referral.body);
  const form = { scheme, body, today: dayIn(now) };
  const screening = screenings(papers);
  const answersOf = (...steps: Step[]) =>
    answerBlocks(
      answers,
      form,
      (step) =>
        step === 'offences' && papers.scores ? [button('Add an OGRS score', 'ogrs.view', { referral: ref })] : [],
      steps,
    );
  return sheet({
    heading: `Papers: ${ref}`,
    intro: [
      `Referred to the ${body.name} by ${agencyName({ scheme }, agency)} (${referral.author ? `${plain(referral.author)}, entered by ${referrer}` : referrer})${referral.submittedAt ? `, ${moment(referral.submittedAt)}` : ''}.`,
      ...(referral.state === 'withdrawn' ? [withdrawnBy(referral)] : []),
      ...(papers.leftBehind && referral.state === 'submitted'
        ? ['As its referrer has left the team, the co-ordinator changes or withdraws it, and records consent to it.']
        : []),
      ...(referral.emergency ? ['Its referrer says that it is an emergency.'] : []),
      ...(referral.strand ? [strandInWords(referral.strand, scheme)] : []),
      meeting && item
        ? `${meetingTitle(meeting, scheme)}${item.late ? ', a late item' : ''}.`
        : referral.state === 'submitted'
          ? 'It waits for a meeting.'
          : 'It is on no agenda.',
      'Only you see this. That you opened it is in the log.',
    ],
    blocks: [
      ...earlier(papers),
      ...formerBlocks(papers.former ?? [], names, scheme),
      ...beforeBlocks(referral, scheme),
      ...blocksOf(
        'OGRS scores given since',
        (referral.scores ?? []).flatMap((score) => scoreLines(score)),
      ),
      ...answersOf('identity', 'proposal'),
      screening.now,
      ...answersOf('offences', 'pathways', 'consent'),
      ...screening.before,
      ...historyBlocks(referral, form, (person) => names.get(person) ?? 'somebody'),
    ],
    buttons: [...seenTo(papers), ...buttonsFor(papers)],
    page: papers.page ?? 1,
    turn: (title, page) =>
      button(title, 'papers.view', {
        referral: ref,
        ...(meeting && papers.fromAgenda && { meeting: meeting.id }),
        ...(item && papers.fromAgenda && { item: item.id }),
        page,
      }),
    area,
  });
};
