import { z } from 'zod';
import { caseRow, refuseAside } from '../../services/cases.ts';
import {
  candidates,
  liftRestriction,
  nameOthers,
  others,
  refuseLiftable,
  restrict,
} from '../../services/restricting.ts';
import { namesOf } from '../../services/work.ts';
import { command } from '../command.ts';
import { handoverAnswer } from '../handover/commands.ts';
import { done, overtaken } from '../words.ts';
import { caseAnswer, Pressed } from './answer.ts';
import { namingCard, REASON, restrictionCard } from './restriction.ts';
import { restrictors } from './summary.ts';

const Why = z.string('say why').trim().min(1, 'say why').max(REASON, `the reason can be ${REASON} characters at most`);

export const restricting = command({
  verb: 'case.restricting',
  does: 'view',
  allowed: restrictors,
  input: Pressed.pick({ case: true }),
  run: async ({ case: ref }, turn) => {
    const { doc, version } = await caseRow(turn, ref);
    await refuseAside(turn, ref, doc.body);
    const people = await namesOf(turn, candidates(turn, doc));
    return { card: restrictionCard({ doc, version, people, area: turn.area.id }) };
  },
});

export const restricted = command({
  verb: 'case.restrict',
  does: 'change',
  allowed: restrictors,
  input: Pressed.extend({ people: z.string().default(''), other: z.string().default(''), why: Why }),
  run: async ({ people, other, ...pressed }, turn) => {
    await refuseAside(turn, pressed.case, (await caseRow(turn, pressed.case)).doc.body);
    const named = [...people.split(','), other].filter(Boolean);
    const outcome = await restrict(turn, { ...pressed, people: named });
    const notice = outcome === 'done' ? done('It is open to the people named, and to nobody else.') : overtaken;
    return caseAnswer(turn, pressed.case, 'summary', notice);
  },
});

export const unrestricted = command({
  verb: 'case.unrestrict',
  does: 'change',
  allowed: restrictors,
  input: Pressed.extend({ why: Why }),
  run: async (pressed, turn) => {
    const outcome = await liftRestriction(turn, pressed);
    const notice = outcome === 'done' ? done('It is open to its body again.') : overtaken;
    return caseAnswer(turn, pressed.case, 'summary', notice);
  },
});

export const naming = command({
  verb: 'case.renaming',
  does: 'view',
  allowed: ['last resort'],
  input: Pressed.pick({ case: true }),
  run: async ({ case: ref }, turn) => {
    const { doc, version } = await caseRow(turn, ref);
    refuseLiftable(turn, doc);
    const people = await namesOf(turn, others(turn, doc));
    return { card: namingCard({ ref, version, people, area: turn.area.id }) };
  },
});

export const named = command({
  verb: 'case.rename',
  does: 'change',
  allowed: ['last resort'],
  input: Pressed.extend({ people: z.string().default(''), other: z.string().default(''), why: Why }),
  run: async ({ people, other, ...pressed }, turn) => {
    const outcome = await nameOthers(turn, { ...pressed, people: [...people.split(','), other].filter(Boolean) });
    const notice = outcome === 'done' ? done(`${pressed.case} is open to the people named.`) : overtaken;
    return handoverAnswer(turn, turn.actor.person, notice);
  },
});
