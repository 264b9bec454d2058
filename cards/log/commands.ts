import { z } from 'zod';
import { checkLog, type LogFault } from '../../services/sealing.ts';
import { command } from '../command.ts';

/** Faults named in one answer; the rest are counted. */
const NAMED = 20;

const inWords = ({ log, fault, id }: LogFault): string =>
  `${log === 'views' ? 'log of views' : 'log of changes'}: ${fault}, ${id}`;

/** Reads both logs against their seals: who did what stands as it was written, or is named here. */
export const check = command({
  verb: 'log.check',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  typed: { words: 'check log', does: 'checks that nobody has changed the log', where: ['personal'], menu: false },
  run: async (_, turn) => {
    const faults = await checkLog(turn.store, turn.area.id);
    const broken = faults.filter(({ fault }) => fault !== 'entry unsealed');
    const unsealed = faults.length - broken.length;
    const fresh = unsealed > 0 ? ` ${unsealed} of the newest are not sealed yet; that takes a minute at most.` : '';
    if (broken.length === 0) return { say: `The log is whole: every sealed entry stands as it was written.${fresh}` };
    const more = broken.length > NAMED ? ` And ${broken.length - NAMED} more.` : '';
    return { say: `The log is damaged: ${broken.slice(0, NAMED).map(inWords).join('; ')}.${more}${fresh}` };
  },
});
