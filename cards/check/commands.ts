import { z } from 'zod';
import { beginCheck, CHECK, checkNow } from '../../services/registerCheck.ts';
import { command, type Telling } from '../command.ts';
import { done, heed } from '../words.ts';
import { checkCard } from './card.ts';

export const register = command({
  verb: 'check.register',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({ again: z.literal(true).optional() }),
  typed: {
    words: 'check register',
    does: 'checks the lists of the register and puts right what is wrong in them',
    where: ['personal'],
    menu: false,
  },
  run: async (_, turn) => {
    const begun = await beginCheck(turn);
    const notice = begun === 'begun' ? done('The check has begun.') : heed('A check is under way already.');
    return { card: checkCard((await checkNow(turn))?.doc, turn.area.id, notice) };
  },
});

export const progress = command({
  verb: 'check.progress',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  run: async (_, turn) => ({ card: checkCard((await checkNow(turn))?.doc, turn.area.id) }),
});

export const ended: Telling = {
  view: 'register check',
  mention: 'the check of the register has ended.',
  opens: () => ({ verb: progress.verb, data: {} }),
  card: async (work, _, subject) => {
    const check = subject === CHECK ? (await checkNow(work))?.doc : undefined;
    return check && { card: checkCard(check, work.area.id), summary: 'Check of the register' };
  },
};
