/** The agenda of a meeting, in pages: references only; what stands behind one opens for the person who asks. */
import { isAside, seatTakenBy } from '../../services/attendance.ts';
import type { Case, Proposal } from '../../services/caseModel.ts';
import { MOST_COUNTED, type NoRoom } from '../../services/casesDue.ts';
import { chairing } from '../../services/chairing.ts';
import type { LateProposal } from '../../services/lateProposals.ts';
import type { AgendaItem, Meeting, PersonKey } from '../../services/model.ts';
import { awaitsReview, isReselection } from '../../services/reviewItems.ts';
import type { Checked } from '../../services/rules/deselection.ts';
import { nextRung } from '../../services/rules/rungs.ts';
import type { HeadingId, Scheme } from '../../services/rules/scheme.ts';
import { ruleFor } from '../../services/rules/voting.ts';
import { seatName } from '../../services/work.ts';
import { changeInWords } from '../case/words.ts';
import { meetingTitle, vacantSeats } from '../meeting/card.ts';
import { type Card, pages, plain, render } from '../render.ts';
import { type Button, button, count, listed, type Notice, notices } from '../words.ts';
import { reviewButtons, reviewSentences } from './review.ts';
import template from './template.json' with { type: 'json' };

type Entry = { readonly title: string; readonly state: string; readonly buttons: readonly Button[] };

export type AgendaCard = {
  notice: readonly Notice[];
  heading: string;
  explains: string;
  items: readonly Entry[];
  question: readonly object[];
  buttons: readonly Button[];
};

export type AgendaView = {
  readonly meeting: Meeting;
  readonly scheme: Scheme;
  readonly area: string;
  readonly page: number;
  readonly viewer?: PersonKey;
  readonly notice?: Notice | undefined;
  readonly refresh?: readonly string[];
  /** Handed in or proposed after the agenda had gone out and not admitted, the oldest first. */
  readonly waiting?: readonly Late[];
};

/** What came too late for an agenda. */
export type Late = { readonly referral: string } | Pick<LateProposal, 'case' | 'proposal' | 'heading'>;

export const headingInWords: Record<HeadingId, string> = {
  'last minutes': 'Minutes of the last meeting',
  'matters arising': 'Matters arising: open actions',
  'new referrals': 'New referral',
  'red cases': 'Red case',
  'reviews due': 'Review due',
  'de-selections': 'De-selection proposed',
  'RAG changes': 'Change of colour',
  'case questions': 'Question about a case',
  'service provision': 'Service provision and agency buy-in',
  'good practice': 'Good practice',
  escalations: 'Escalation',
  'any other business': 'Any other business',
};

const sinceInWords: Record<NonNullable<AgendaItem['since']>, string> = {
  amended: ' (changed by its referrer since the agenda)',
  withdrawn: ' (withdrawn by its referrer)',
};

/** The reference of whoever an item is about. */
export const aboutOf = (item: Pick<AgendaItem, 'referral' | 'case' | 'action' | 'escalation'>): string | undefined =>
  item.referral ?? item.case ?? item.action?.ref ?? item.escalation?.ref;

/** What an item is called that is about an action. */
const actionInWords = (heading: HeadingId): string =>
  heading === 'escalations' ? 'Escalated action for' : 'Overdue or declined action for';

/** What an item is called, on the agenda and in the minutes. */
export const itemNamed = (item: AgendaItem): string => {
  const { heading, action, join, escalation } = item;
  if (isReselection(item)) return 'To be considered for re-selection';
  if (join) return `Agency proposed to join: ${plain(join.name)}`;
  if (escalation) return escalation.back ? 'Answer from above' : 'Raised by a body below';
  return action ? actionInWords(heading) : headingInWords[heading];
};

export const itemTitle = (item: AgendaItem): string =>
  `${itemNamed(item)}${aboutOf(item) ? ` ${aboutOf(item)}` : ''}${item.late ? ' (late item)' : ''}${item.since ? sinceInWords[item.since] : ''}`;

const stateOf = (meeting: Meeting, item: AgendaItem, voting: boolean): string => {
  const aside = item.aside.length > 0 ? ` ${count(item.aside.length, 'seat stands', 'seats stand')} aside.` : '';
  if (item.since === 'withdrawn') return 'Not to be taken.';
  if (item.state === 'done') return `Dealt with.${aside}`;
  if (voting) return `Being voted on.${aside}`;
  return `${meeting.state !== 'closed' ? 'To be taken.' : aboutOf(item) ? 'Not reached: it waits for the next meeting.' : 'Not reached.'}${aside}`;
};

const entry = ({ meeting, scheme, viewer }: AgendaView, item: AgendaItem, number: number): Entry => {
  const about = { meeting: meeting.id, item: item.id };
  const seat = viewer && seatTakenBy(meeting, viewer);
  const { current, next } = chairing(scheme, meeting, item);
  const open = item.referral
    ? button(`Open ${item.referral}`, 'papers.view', { ...about, referral: item.referral })
    : button(`Open item ${number}`, 'agenda.item', about);
  const interest = seat && !isAside(item, seat) && aboutOf(item) && item.state === 'waiting';
  return {
    title: `Item ${number}: ${itemTitle(item)}`,
    state: stateOf(meeting, item, isVotedOn(meeting, item)),
    buttons: [
      open,
      ...(interest && meeting.state !== 'closed' ? [button('I have an interest', 'agenda.interest', about)] : []),
      ...(viewer && !current && next?.person === viewer && meeting.state === 'open'
        ? [button('Take the chair for this item', 'agenda.chair', about)]
        : []),
    ],
  };
};

/** The open motion is on this item; motions carry their item's id in front. */
const isVotedOn = (meeting: Meeting, item: AgendaItem): boolean => meeting.motion?.startsWith(`${item.id}.`) ?? false;

/** Offered at a time, so that a row of buttons has six at most. */
const MOST_ADMIT = 3;

const lateInWords = (waiting: readonly Late[]): string => {
  const referrals = waiting.filter((late) => 'referral' in late).length;
  const proposals = waiting.length - referrals;
  if (waiting.length === 0) return '';
  const what = listed([
    ...(referrals > 0 ? [count(referrals, 'referral')] : []),
    ...(proposals > 0 ? [count(proposals, 'proposal')] : []),
  ]);
  const one = waiting.length === 1;
  return `${what} came too late or found no room, and ${one ? 'waits' : 'wait'} for the next meeting, unless the chair admits ${one ? 'it' : 'them'}.`;
};

const atLeast = (waiting: number): string => (waiting >= MOST_COUNTED ? 'at least ' : '');

/** The others that find no room; proposals are among what came late. */
const noRoomInWords = ({ 'reviews due': reviews = 0, 'de-selections': over = 0, escalations = 0 }: NoRoom): string => {
  const what = [
    ...(reviews > 0
      ? [`${atLeast(reviews)}${count(reviews, 'further review')} that ${reviews === 1 ? 'is' : 'are'} due`]
      : []),
    ...(over > 0
      ? [`${atLeast(over)}${count(over, 'further case')} to be considered for removal or for coming back`]
      : []),
    ...(escalations > 0 ? [`${atLeast(escalations)}${count(escalations, 'further escalation')}`] : []),
  ];
  return what.length > 0
    ? `It has no room for ${listed(what)}: they wait for the next agenda, the longest due first.`
    : '';
};

const redInWords = (waiting: number): string =>
  waiting > 0
    ? `${waiting >= MOST_COUNTED ? 'At least ' : ''}${count(waiting, 'red case')} more ${waiting === 1 ? 'waits' : 'wait'} for the next agenda: this one takes those that were longest not reviewed.`
    : '';

const admitButton = (meeting: string, late: Late): Button => {
  if ('referral' in late)
    return button(`Admit ${late.referral} as a late item`, 'agenda.admit', { meeting, referral: late.referral });
  const { case: ref, proposal, heading } = late;
  const title = `Admit ${ref} as a late item: ${headingInWords[heading].toLowerCase()}`;
  return button(title, 'agenda.admitProposal', { meeting, about: ref, proposal });
};

export const agendaPages = (view: AgendaView): Card[] => {
  const { meeting, scheme } = view;
  const waiting = view.waiting ?? [];
  const vacant = vacantSeats(meeting, scheme);
  const admits = view.viewer !== undefined && chairing(scheme, meeting).current?.person === view.viewer;
  const entries = meeting.items.map((item, index) => entry(view, item, index + 1));
  return pages(entries, (items, { number, of }) => {
    const data = {
      notice: notices(view.notice),
      heading: `Agenda: ${meetingTitle(meeting, scheme)}`,
      explains: [
        meeting.agendaPostedAt
          ? 'References only; open an item to read its papers.'
          : meeting.calledOff
            ? 'The agenda had not gone out.'
            : 'The agenda has not gone out yet. The co-ordinator or the chair sends it out: “agenda”.',
        meeting.calledOff ? 'The meeting was called off; what waited for it goes to the next meeting.' : '',
        lateInWords(waiting),
        redInWords(meeting.noRoom?.['red cases'] ?? 0),
        noRoomInWords(meeting.noRoom ?? {}),
        vacant.length > 0 ? `Seats without a holder, who has left the team: ${listed(vacant)}.` : '',
        of > 1 ? `Page ${number} of ${of}.` : '',
      ]
        .filter(Boolean)
        .join(' '),
      items,
      question: [],
      buttons: [
        ...(number > 1 ? [button('Earlier items', 'agenda.view', { meeting: meeting.id, page: number - 1 })] : []),
        ...(number < of ? [button('More items', 'agenda.view', { meeting: meeting.id, page: number + 1 })] : []),
        button('Who is here', 'meeting.view', { meeting: meeting.id }),
        ...(admits ? waiting.slice(0, MOST_ADMIT) : []).map((late) => admitButton(meeting.id, late)),
      ],
    } satisfies AgendaCard;
    return render(template, data, {
      area: view.area,
      refresh: view.refresh && {
        verb: 'agenda.view',
        data: { meeting: meeting.id, page: number },
        userIds: view.refresh,
      },
    });
  });
};

export const agendaCard = (view: AgendaView): Card => {
  const all = agendaPages(view);
  const page = all[Math.min(view.page, all.length) - 1];
  if (!page) throw new Error('an agenda has at least one page');
  return page;
};

/** An item without a referral, as one person sees it; `waits`: the proposal that it settles, while it waits. */
export type ItemView = AgendaView & {
  readonly coordinator: boolean;
  readonly waits?: Proposal | undefined;
  readonly about?: Case;
  /** Of a proposed removal. */
  readonly checked?: Checked;
  /** Agencies that have not given the input they are asked for; nothing where none is asked. */
  readonly without?: readonly string[];
};

/** What the body may do with a proposal now: vote, or record what it agreed where it does not vote. */
const proposalButtons = (view: ItemView, item: AgendaItem, waits: Proposal): Button[] => {
  const { meeting, scheme, viewer, coordinator } = view;
  if (meeting.state !== 'open' || item.state !== 'waiting' || !viewer) return [];
  const about = { meeting: meeting.id, item: item.id };
  const chairs = chairing(scheme, meeting, item).current?.person === viewer;
  const rule = ruleFor(meeting.voting, waits.change.motion);
  const seat = seatTakenBy(meeting, viewer);
  switch (rule.kind) {
    case 'majority':
      return chairs && !meeting.motion && !view.checked?.stops.length
        ? [button('Put it to the vote', 'vote.proposal', about, { style: 'positive' })]
        : [];
    case 'agreement':
    case 'selection': {
      const selects =
        rule.kind === 'selection' && meeting.seats.find((place) => place.seat === seat)?.agency === rule.agency;
      return chairs || coordinator || selects ? [button('Record what was decided', 'proposal.settling', about)] : [];
    }
  }
};

/** Somebody with a seat on a body that another one is above raises something there. */
const raises = ({ meeting, scheme, viewer }: ItemView): boolean =>
  meeting.state === 'open' &&
  nextRung(scheme, meeting.body).to !== 'nobody' &&
  meeting.seats.some(({ holder }) => holder !== undefined && holder === viewer);

/** One item without a referral: the chair may put a question on it to the vote, or mark it as dealt with. */
export const itemCard = (view: ItemView, item: AgendaItem): Card => {
  const { meeting, scheme, area, viewer, notice, waits } = view;
  const about = { meeting: meeting.id, item: item.id };
  const chairs =
    viewer !== undefined && chairing(scheme, meeting, item).current?.person === viewer && meeting.state === 'open';
  const asks =
    chairs && !item.proposal && item.state === 'waiting' && ruleFor(meeting.voting, 'other').kind === 'majority';
  const settledElsewhere = item.proposal !== undefined && !waits && item.state === 'waiting';
  const data = {
    notice: notices(notice),
    heading: itemTitle(item),
    explains: [
      waits ? `${changeInWords(waits.change, scheme)} is proposed.` : '',
      settledElsewhere ? 'What was proposed has been taken back, or no longer stands.' : '',
      stateOf(meeting, { ...item, aside: [] }, isVotedOn(meeting, item)),
      ...reviewSentences(view, item),
      item.aside.length > 0
        ? `Standing aside: ${listed(item.aside.map(({ seat }) => seatName({ scheme }, seat)))}.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
    items: [],
    question: asks ? [{}] : [],
    buttons: [
      ...(item.case
        ? [button(`Open ${item.case}`, 'case.view', { case: item.case, ...about, tab: 'summary', page: 1 })]
        : []),
      ...reviewButtons(view, item),
      ...(waits ? proposalButtons(view, item, waits) : []),
      ...(asks ? [button('Put it to the vote', 'vote.open', { ...about, kind: 'other' }, { inputs: 'auto' })] : []),
      ...(chairs && item.state === 'waiting' && !waits && !awaitsReview(item, view.about)
        ? [button('Mark as dealt with', 'agenda.done', about)]
        : []),
      ...(raises(view) ? [button('Raise it with the body above', 'raised.form', about)] : []),
      button('Back', 'agenda.view', { meeting: meeting.id, page: 1 }),
    ],
  } satisfies AgendaCard;
  return render(template, data, { area });
};
