/** A vote: in the channel without ballots while it is open; for one person with their own ballot and buttons. */
import { isAside, seatTakenBy } from '../../services/attendance.ts';
import { chairing } from '../../services/chairing.ts';
import type { PersonKey } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import type { Ballot, Choice, Motion } from '../../services/voteModel.ts';
import { type VoteSeen, whyNoBallot } from '../../services/votes.ts';
import { agencyName, seatName } from '../../services/work.ts';
import { itemTitle } from '../agenda/card.ts';
import { type Card, type Refresh, render } from '../render.ts';
import { type Button, button, clock, count, type List, list, type Notice, notices } from '../words.ts';
import template from './template.json' with { type: 'json' };

export type VoteCard = {
  notice: readonly Notice[];
  heading: string;
  question: string;
  state: string;
  rule: readonly { text: string }[];
  facts: readonly { title: string; value: string }[];
  lists: readonly List[];
  ballots: readonly { who: string; vote: string }[];
  mine: readonly { text: string }[];
  reason: readonly { value: string }[];
  buttons: readonly Button[];
  chairButtons: readonly Button[];
};

type View = {
  readonly seen: VoteSeen;
  readonly scheme: Scheme;
  readonly area: string;
  /** Whose view; the channel's own when nobody's. */
  readonly viewer?: PersonKey;
  readonly notice?: Notice | undefined;
  readonly refresh?: readonly string[];
};

const inWords: Record<Choice, string> = { for: 'for', against: 'against', abstain: 'abstained' };

/** The rule that decided, as it stands beside the result. */
export const ruleInWords = (motion: Motion): string => {
  const { result } = motion;
  if (!result) return '';
  const rule = 'Rule: simple majority; abstentions do not count';
  const quorum =
    result.needed === null ? '' : ` Quorum: ${result.needed} agencies needed, ${result.present.length} present.`;
  switch (result.by) {
    case 'majority':
      return `${rule}.${quorum}`;
    case 'casting vote':
      return `${rule}. The votes were equal, so the chair’s casting vote (${motion.casting?.choice ?? ''}) decided.${quorum}`;
    case 'no casting vote':
      return `${rule}. The votes were equal and the chair gave no casting vote, so the motion falls.${quorum}`;
    case 'tie':
      return `${rule}. The votes were equal and this body has no casting vote, so the question goes back for more evidence.${quorum}`;
  }
};

const stateInWords = ({ motion, quorum }: VoteSeen): string => {
  switch (motion.state) {
    case 'open':
      return quorum.status === 'inquorate'
        ? `Paused: the vote needs ${count(quorum.needed, 'agency', 'agencies')} and ${quorum.present.length} ${quorum.present.length === 1 ? 'is' : 'are'} here. It resumes when the quorum is back.`
        : `The vote has been open since ${clock(motion.openedAt)}.`;
    case 'tied':
      return 'The votes are equal. The chair of this item may give a casting vote; without one the motion falls.';
    case 'abandoned':
      return 'Deferred by the chair for lack of a quorum. No result.';
    case 'closed':
      return { carried: 'Carried.', lost: 'Lost.', 'goes back': 'Equal: it goes back for more evidence.' }[
        motion.result?.status ?? 'lost'
      ];
  }
};

const who = (scheme: Scheme, ballot: Ballot): string =>
  ballot.seats.length === 1 && ballot.seats[0]
    ? seatName({ scheme }, ballot.seats[0])
    : agencyName({ scheme }, ballot.agency);

const tallyFacts = ({ motion }: VoteSeen, scheme: Scheme): VoteCard['facts'] => {
  const { tally, casting } = motion;
  if (!tally) return [];
  return [
    { title: 'For', value: String(tally.for) },
    { title: 'Against', value: String(tally.against) },
    { title: 'Abstained', value: String(tally.abstain) },
    ...(casting
      ? [
          {
            title: 'Casting vote',
            value: `${casting.choice}, by the chair (${seatName({ scheme }, casting.seat)}), apart from their own ballot`,
          },
        ]
      : []),
  ];
};

/** The seats in the order in which the body lists them. */
const inOrder = ({ ballots, meeting }: VoteSeen): Ballot[] => {
  const place = (ballot: Ballot) => meeting.seats.findIndex(({ seat }) => seat === ballot.seats[0]);
  return ballots.toSorted((a, b) => place(a) - place(b));
};

const quorumFact = ({ quorum }: VoteSeen): VoteCard['facts'] => [
  {
    title: 'Quorum',
    value:
      quorum.needed === null
        ? 'none needed'
        : `${count(quorum.present.length, 'agency', 'agencies')} here, ${quorum.needed} needed`,
  },
];

/** Who has voted and who is awaited, never how. */
const turnout = (seen: VoteSeen, scheme: Scheme): VoteCard['lists'] => {
  const ballots = inOrder(seen);
  const names = (some: readonly Ballot[]) => some.map((ballot) => who(scheme, ballot));
  const aside = seen.item.aside.map(({ seat }) => seatName({ scheme }, seat));
  return [
    list('Awaited', names(ballots.filter((ballot) => ballot.sitter && !ballot.choice)), 'nobody'),
    list('Voted', names(ballots.filter((ballot) => ballot.choice)), 'nobody yet'),
    ...(aside.length > 0 ? [list('Standing aside', aside)] : []),
  ];
};

const results = (seen: VoteSeen, scheme: Scheme): VoteCard['ballots'] => [
  { who: 'Agency and post', vote: 'Vote' },
  ...inOrder(seen)
    .filter((ballot) => ballot.sitter || ballot.choice || ballot.aside)
    .map((ballot) => ({
      who: who(scheme, ballot),
      vote: ballot.aside ? 'stood aside' : ballot.choice ? inWords[ballot.choice] : 'did not vote',
    })),
];

const voteButtons = (motion: Motion, version: number, choice?: Choice): Button[] =>
  (['for', 'against', 'abstain'] as const).map((option) =>
    button(
      { for: 'Vote for', against: 'Vote against', abstain: 'Abstain' }[option],
      'vote.cast',
      { motion: motion.id, version, choice: option },
      { inputs: 'auto', ...(option === choice && { style: 'positive' as const }) },
    ),
  );

const interest = ({ motion }: VoteSeen): Button =>
  button('I have an interest', 'agenda.interest', { meeting: motion.meeting, item: motion.item });

/** What the person who looks may do: their ballot, or why they have none. */
const ownPart = ({ seen, scheme, viewer }: View): Pick<VoteCard, 'mine' | 'reason' | 'buttons' | 'chairButtons'> => {
  const { motion, meeting, item, ballots, quorum } = seen;
  const nothing = { mine: [], reason: [], buttons: [], chairButtons: [] };
  const paused = quorum.status === 'inquorate';
  if (!viewer)
    return motion.state === 'open' && !paused
      ? { ...nothing, reason: [{ value: '' }], buttons: [...voteButtons(motion, 0), interest(seen)] }
      : {
          ...nothing,
          buttons: motion.state === 'open' ? [button('Show my view', 'vote.view', { motion: motion.id })] : [],
        };
  const seat = seatTakenBy(meeting, viewer);
  const ballot = ballots.find(
    (candidate) => candidate.by === viewer || (seat !== undefined && candidate.seats.includes(seat)),
  );
  const { current, next } = chairing(scheme, meeting, item);
  const isChair = current?.person === viewer;
  const takes = !current && next?.person === viewer && motion.state !== 'closed';
  const chairButtons =
    motion.state === 'open'
      ? paused
        ? [button('Defer the item: no quorum', 'vote.abandon', { motion: motion.id }, { style: 'destructive' })]
        : [button('Close the vote', 'vote.close', { motion: motion.id })]
      : motion.state === 'tied'
        ? [
            button('Casting vote: for', 'vote.casting', { motion: motion.id, choice: 'for' }),
            button('Casting vote: against', 'vote.casting', { motion: motion.id, choice: 'against' }),
            button('No casting vote', 'vote.casting', { motion: motion.id, choice: 'none' }),
          ]
        : motion.state === 'closed' && item.referral && item.state === 'waiting'
          ? [button('Record the decision', 'decision.start', { meeting: meeting.id, item: item.id })]
          : [];
  const mine = ((): string => {
    if (seat && isAside(item, seat))
      return `You declared an interest, so you stand aside from this vote.${ballot?.earlier.some((mark) => mark.withdrawn) ? ' The vote you had given was withdrawn.' : ''}`;
    if (ballot?.choice) {
      const whose = ballot.by === viewer ? 'Your vote' : 'The vote of your seat, given by somebody else';
      const change =
        motion.state === 'open' && !paused && ballot.sitter === viewer
          ? ' You may change it until the vote closes.'
          : '';
      return `${whose}: ${inWords[ballot.choice]} (version ${ballot.version}, at ${ballot.at ? clock(ballot.at) : ''}).${change}`;
    }
    if (ballot?.sitter !== viewer) return whyNoBallot(meeting, item, viewer).message;
    return motion.state === 'open' ? 'You have not voted yet.' : 'You did not vote.';
  })();
  const votes = motion.state === 'open' && !paused && ballot?.sitter === viewer;
  return {
    mine: [{ text: mine }],
    reason: votes ? [{ value: ballot.reason ?? '' }] : [],
    buttons: votes ? [...voteButtons(motion, ballot.version, ballot.choice), interest(seen)] : [],
    chairButtons: isChair
      ? chairButtons
      : takes
        ? [button('Take the chair for this item', 'vote.chair', { motion: motion.id })]
        : [],
  };
};

export const voteCard = (view: View): Card => {
  const { seen, scheme } = view;
  const { motion } = seen;
  const open = motion.state === 'open';
  const data = {
    notice: notices(view.notice),
    heading: `Vote: ${seen.item.referral ?? itemTitle(seen.item)}`,
    question: motion.question,
    state: stateInWords(seen),
    rule: motion.result ? [{ text: ruleInWords(motion) }] : [],
    facts: open ? quorumFact(seen) : tallyFacts(seen, scheme),
    lists: open ? turnout(seen, scheme) : [],
    ballots: motion.state === 'closed' ? results(seen, scheme) : [],
    ...ownPart(view),
  } satisfies VoteCard;
  const refresh: Refresh | undefined = view.refresh && {
    verb: 'vote.view',
    data: { motion: motion.id },
    userIds: view.refresh,
  };
  return render(template, data, { area: view.area, refresh });
};
