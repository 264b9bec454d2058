import { z } from 'zod';
import { lookAtCase } from '../../services/caseSeen.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { addWorkingDays } from '../../services/rules/workingDays.ts';
import { giveTactic, tacticOf, tacticOwners, tacticsOf } from '../../services/tactics.ts';
import { bodyOf, schemeOf } from '../../services/work.ts';
import { caseAnswer, Pressed, workers } from '../case/answer.ts';
import { command, Id } from '../command.ts';
import { typedMust } from '../referral/inputs.ts';
import { done, overtaken } from '../words.ts';
import { dueInput, givingCard, menuCard, option, ownerInput } from './card.ts';

export const view = command({
  verb: 'tactics.view',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id }),
  run: async ({ case: ref }, turn) => {
    const seen = await lookAtCase(turn, ref);
    return {
      card: menuCard({ seen, scheme: schemeOf(turn), area: turn.area.id, tactics: tacticsOf(turn, seen.doc) }),
    };
  },
});

export const choose = command({
  verb: 'tactics.choose',
  does: 'view',
  allowed: workers,
  input: Pressed.extend({ tactic: z.string().optional() }),
  run: async ({ case: ref, version, ...typed }, turn) => {
    const seen = await lookAtCase(turn, ref);
    if (seen.version !== version) return caseAnswer(turn, ref, 'plan', overtaken);
    const today = dayIn(turn.now);
    const scheme = schemeOf(turn);
    const body = bodyOf(turn, seen.doc.body);
    const menu = option(scheme, body, tacticsOf(turn, seen.doc));
    const chosen = tacticOf(turn, seen.doc, typedMust(menu, typed, today));
    const owners = await tacticOwners(turn, seen.doc, chosen);
    const due = addWorkingDays(today, body.rag?.tacticDays ?? 0, scheme.calendar);
    return { card: givingCard({ seen, scheme, area: turn.area.id, chosen, owners, due }) };
  },
});

export const give = command({
  verb: 'tactics.give',
  does: 'change',
  allowed: workers,
  input: Pressed.extend({
    tactic: z.string().min(1),
    owner: z.string().optional(),
    due: z.string().optional(),
  }),
  run: async ({ case: ref, version, tactic, ...typed }, turn) => {
    const seen = await lookAtCase(turn, ref);
    const today = dayIn(turn.now);
    if (seen.version !== version) return caseAnswer(turn, ref, 'plan', overtaken);
    const owners = await tacticOwners(turn, seen.doc, tacticOf(turn, seen.doc, tactic));
    const owner = typedMust(ownerInput(owners), typed, today);
    const due = Day.parse(typedMust(dueInput, typed, today));
    const status = await giveTactic(turn, { case: ref, version, tactic, owner, due });
    return caseAnswer(
      turn,
      ref,
      'plan',
      status === 'done' ? done('The task is given, and its owner is asked to accept it.') : overtaken,
    );
  },
});
