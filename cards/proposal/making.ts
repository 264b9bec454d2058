import { z } from 'zod';
import type { CaseChange } from '../../services/caseModel.ts';
import { type CaseSeen, lookAtCase } from '../../services/caseSeen.ts';
import { nextAgenda } from '../../services/deadlines.ts';
import { propose, withdrawProposal } from '../../services/proposals.ts';
import { Refusal } from '../../services/refusal.ts';
import { dayIn } from '../../services/rules/days.ts';
import type { Decided } from '../../services/rules/rag.ts';
import { checkTransfer } from '../../services/transfer.ts';
import { bodyOf, schemeOf } from '../../services/work.ts';
import { caseAnswer, Pressed, workers } from '../case/answer.ts';
import { command, Id, type Turn } from '../command.ts';
import { dated, typedAt, typedMust } from '../referral/inputs.ts';
import { done, overtaken } from '../words.ts';
import { monitors, PROPOSABLE, type Proposable, proposalCard, reason, to, until } from './form.ts';

const Kind = z.enum(PROPOSABLE);

const lookAt = async (turn: Turn, ref: string, kind: Proposable): Promise<CaseSeen> => {
  const seen = await lookAtCase(turn, ref);
  const body = bodyOf(turn, seen.doc.body);
  if (!body.motions.includes(kind)) throw new Refusal('not decided here', `The ${body.name} does not decide this.`);
  if (kind === 'transfer') checkTransfer(turn, seen.doc);
  return seen;
};

export const form = command({
  verb: 'proposal.form',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, kind: Kind }),
  run: async ({ case: ref, kind }, turn) => {
    const seen = await lookAt(turn, ref, kind);
    const goes = await nextAgenda(turn, bodyOf(turn, seen.doc.body), dayIn(turn.now));
    return { card: proposalCard({ kind, seen, scheme: schemeOf(turn), area: turn.area.id, goes }) };
  },
});

type Typed = { readonly to?: string | undefined; readonly until?: string | undefined };

const changeFrom = (turn: Turn, kind: Proposable, seen: CaseSeen, typed: Typed): CaseChange => {
  const scheme = schemeOf(turn);
  const today = dayIn(turn.now);
  const chosen = typedMust(to(kind, seen, scheme), typed, today);
  if (kind === 'transfer') return { motion: kind, to: chosen };
  if (kind !== 'set RAG') return { motion: kind, agency: chosen };
  const monitoredUntil = monitors(kind, seen, scheme) ? dated(typedAt(until, typed, today)) : undefined;
  return { motion: kind, colour: chosen as Decided, ...(monitoredUntil && { monitoredUntil }) };
};

export const make = command({
  verb: 'proposal.make',
  does: 'change',
  allowed: workers,
  input: Pressed.extend({
    kind: Kind,
    to: z.string().optional(),
    until: z.string().optional(),
    why: z.string().optional(),
  }),
  run: async ({ kind, case: ref, version, ...typed }, turn) => {
    const seen = await lookAt(turn, ref, kind);
    const change = changeFrom(turn, kind, seen, typed);
    const why = typedMust(reason, typed, dayIn(turn.now));
    const status = await propose(turn, { case: ref, version, change, why });
    return caseAnswer(
      turn,
      ref,
      'summary',
      status === 'done' ? done('It is proposed, and stands on the agenda of the next meeting by itself.') : overtaken,
    );
  },
});

export const withdraw = command({
  verb: 'proposal.withdraw',
  does: 'change',
  allowed: workers,
  input: Pressed.extend({ proposal: Id }),
  run: async (press, turn) => {
    await lookAtCase(turn, press.case);
    const status = await withdrawProposal(turn, press);
    return caseAnswer(turn, press.case, 'summary', status === 'done' ? done('It is taken back.') : overtaken);
  },
});
