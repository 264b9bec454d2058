/** Who looked at a case, the newest first. Whoever opens this has looked as well, and stands at its head. */
import { z } from 'zod';
import type { LogCategory, Look } from '../../services/log.ts';
import { type LookedAt, whoLooked } from '../../services/looking.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, schemeOf } from '../../services/work.ts';
import { command, Id } from '../command.ts';
import { blocksOf } from '../papers/history.ts';
import { line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, count, moment, Past } from '../words.ts';
import { workers } from './answer.ts';

const did: Record<LogCategory, string> = {
  consultation: 'looked',
  disclosure: 'took it out in a file',
  combination: 'looked, with what is held elsewhere',
  collection: 'looked while recording',
  alteration: 'looked while recording',
  erasure: 'looked while deleting',
};

const lookInWords = ({ category, refused, others }: Look): string =>
  [
    refused ? 'asked, and was turned away' : did[category],
    ...(others ? [`in a list with ${count(others, 'other')}`] : []),
  ].join(', ');

export const lookedCard = (
  ref: string,
  { looks, names, more }: LookedAt,
  scheme: Scheme,
  area: string,
  past?: string,
): Card => {
  const lines = looks.map((look) => {
    const agency = look.agency ? ` (${agencyName({ scheme }, look.agency)})` : '';
    return line(`${names.get(look.who)}${agency}: ${lookInWords(look)}.`, moment(look.at));
  });
  const about = { case: ref };
  return sheet({
    heading: `Who looked at ${ref}`,
    intro: ['Only you see this. That you opened it is in the log, and stands here as well.'],
    blocks: blocksOf(past ? 'Earlier' : 'The newest first', lines.length > 0 ? lines : [line('Nobody did.')]),
    buttons: [
      ...(more ? [button('Earlier', 'case.looked', { ...about, past: more })] : []),
      ...(past ? [button('The newest', 'case.looked', about)] : []),
      button('Back to the case', 'case.view', { ...about, tab: 'history', page: 1 }),
    ],
    area,
  });
};

export const looked = command({
  verb: 'case.looked',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, past: Past }),
  run: async ({ case: ref, past }, turn) => ({
    card: lookedCard(ref, await whoLooked(turn, ref, past), schemeOf(turn), turn.area.id, past),
  }),
});
