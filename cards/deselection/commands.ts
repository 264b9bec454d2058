import { z } from 'zod';
import { lookAtCase } from '../../services/caseSeen.ts';
import { correctRemoval, recordTransfer } from '../../services/deselections.ts';
import { proposalOf, propose, withdrawProposal } from '../../services/proposals.ts';
import { Refusal } from '../../services/refusal.ts';
import { checkedFor, reasonOf } from '../../services/removal.ts';
import { lookAtReview, recordReview } from '../../services/reviews.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import { meetingRow, nameOf, schemeOf } from '../../services/work.ts';
import { agendaAnswer } from '../agenda/answer.ts';
import { caseAnswer, Pressed, workers } from '../case/answer.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import { dated, typedAt, typedMust } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import {
  checkCard,
  chooseCard,
  correctCard,
  nextReview,
  proposeCard,
  transferAnswer,
  transferBy,
  transferCard,
  transferOn,
  transferTo,
  why,
} from './card.ts';
import { answersIn } from './questions.ts';

const About = { meeting: Id.optional(), item: Id.optional() };
const OneCase = z.object({ case: Id, ...About });
const OneProposal = OneCase.extend({ proposal: Id });
type OneCase = z.infer<typeof OneCase>;
type OneProposal = z.infer<typeof OneProposal>;

const viewOf = async (turn: Turn, of: OneCase, notice?: Notice) => {
  const { doc, version } = await lookAtCase(turn, of.case);
  const about = { meeting: of.meeting, item: of.item };
  return { doc, version, scheme: schemeOf(turn), area: turn.area.id, about, notice };
};

/** Of a review that leads to it: both are named, or neither. */
const reviewIn = ({ meeting, item }: OneCase) => (meeting && item ? { meeting, item } : undefined);

export const choose = command({
  verb: 'deselection.choose',
  does: 'view',
  allowed: workers,
  input: OneCase,
  run: async (of, turn) => ({ card: chooseCard(await viewOf(turn, of)) }),
});

export const form = command({
  verb: 'deselection.form',
  does: 'view',
  allowed: workers,
  input: OneCase.extend({ reason: z.string() }),
  run: async ({ reason: id, ...of }, turn) => {
    const view = await viewOf(turn, of);
    const reason = reasonOf(turn, id);
    const review = reviewIn(of);
    const next = review && (await lookAtReview(turn, review)).next();
    return { card: proposeCard({ ...view, reason, ...(next && { next }) }) };
  },
});

export const proposal = command({
  verb: 'deselection.propose',
  does: 'change',
  allowed: workers,
  input: z.looseObject({ ...Pressed.shape, ...About, reason: z.string() }),
  run: async (press, turn) => {
    const today = dayIn(turn.now);
    const reason = reasonOf(turn, press.reason);
    const answers = answersIn(reason, press, today);
    const said = {
      change: { motion: 'de-select', reason: reason.id, answers } as const,
      why: typedMust(why, press, today),
    };
    const review = reviewIn(press);
    if (!review) {
      const proposed = await propose(turn, { case: press.case, version: press.version, ...said });
      const notice = proposed === 'done' ? done('Proposed. The next meeting decides on it.') : overtaken;
      return caseAnswer(turn, press.case, 'summary', notice);
    }
    const next = dated(typedAt(nextReview, press, today));
    const recorded = await recordReview(turn, { ...review, version: press.version, outcome: 'removal', next, ...said });
    const notice = done('The review is recorded, and the removal proposed. The next meeting decides on it.');
    return agendaAnswer(turn, review.meeting, 1, recorded === 'recorded' ? notice : overtaken);
  },
});

const waiting = async (turn: Turn, of: OneProposal, notice?: Notice) => {
  const view = await viewOf(turn, of, notice);
  const found = proposalOf(view.doc, of.proposal);
  const { change } = found;
  if (change.motion !== 'de-select')
    throw new Refusal('no removal', 'This proposal is not about a removal. Open the case to see it.');
  return { ...view, proposal: found, change, reason: reasonOf(turn, change.reason), answers: change.answers ?? {} };
};

/** For the day of the meeting that decides, else for today. */
const checked = async (turn: Turn, of: OneProposal, page: number, notice?: Notice): Promise<Answer> => {
  const view = await waiting(turn, of, notice);
  const meeting = of.meeting ? (await meetingRow(turn.store, turn.area.id, of.meeting)).doc : undefined;
  const day = meeting?.date ?? dayIn(turn.now);
  return {
    card: checkCard({
      ...view,
      checked: checkedFor(turn, view.doc, view.change, day),
      day: inWords(day),
      by: await nameOf(turn, view.proposal.by),
      mayWithdraw: view.proposal.by === turn.actor.person || turn.actor.coordinator,
      page,
    }),
  };
};

export const view = command({
  verb: 'deselection.view',
  does: 'view',
  allowed: workers,
  input: OneProposal.extend({ page: z.int().min(1).default(1) }),
  run: ({ page, ...of }, turn) => checked(turn, of, page),
});

export const correcting = command({
  verb: 'deselection.correcting',
  does: 'view',
  allowed: workers,
  input: OneProposal,
  run: async (of, turn) => ({ card: correctCard(await waiting(turn, of)) }),
});

export const correct = command({
  verb: 'deselection.correct',
  does: 'change',
  allowed: workers,
  input: z.looseObject({ ...Pressed.shape, ...About, proposal: Id }),
  run: async (press, turn) => {
    const { reason } = await waiting(turn, press);
    const saved = await correctRemoval(turn, {
      case: press.case,
      version: press.version,
      proposal: press.proposal,
      answers: answersIn(reason, press, dayIn(turn.now)),
    });
    return checked(turn, press, 1, saved === 'done' ? done('The answers are saved.') : overtaken);
  },
});

export const withdraw = command({
  verb: 'deselection.withdraw',
  does: 'change',
  allowed: workers,
  input: z.object({ ...Pressed.shape, ...About, proposal: Id }),
  run: async ({ case: ref, version, proposal }, turn) => {
    const withdrawn = await withdrawProposal(turn, { case: ref, version, proposal });
    const notice = withdrawn === 'done' ? done('The proposal is taken back.') : overtaken;
    return caseAnswer(turn, ref, 'summary', notice);
  },
});

export const transfer = command({
  verb: 'transfer.form',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id }),
  run: async (of, turn) => ({ card: transferCard(await viewOf(turn, of)) }),
});

export const record = command({
  verb: 'transfer.record',
  does: 'change',
  allowed: workers,
  input: z.looseObject(Pressed.shape),
  run: async (press, turn) => {
    const today = dayIn(turn.now);
    const to = typedAt(transferTo, press, today);
    const toldOn = dated(typedAt(transferOn, press, today));
    const toldBy = typedAt(transferBy, press, today);
    const answer = typedAt(transferAnswer, press, today);
    const told = { ...(to && { to }), ...(toldOn && { toldOn }), ...(toldBy && { toldBy }), ...(answer && { answer }) };
    const recorded = await recordTransfer(turn, { case: press.case, version: press.version, told });
    return caseAnswer(turn, press.case, 'summary', recorded === 'done' ? done('Recorded.') : overtaken);
  },
});
