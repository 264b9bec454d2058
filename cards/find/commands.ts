import { z } from 'zod';
import type { CaseLine } from '../../services/caseModel.ts';
import { findCases, searchCases } from '../../services/finding.ts';
import { casesOfPart, PARTS } from '../../services/register.ts';
import { schemeOf } from '../../services/work.ts';
import { lineInWords, nameIn } from '../case/line.ts';
import { command, type Finder, type Hit, type Turn } from '../command.ts';
import { Past } from '../words.ts';
import { findCard, LONGEST, sharedCard } from './card.ts';

/** Whoever can have a part in a case; what they find is what they may open. */
const searchers = ['agency', 'member', 'co-ordinator'] as const;

const Words = z.string().trim().max(LONGEST, `it can be ${LONGEST} characters at most`).optional();

export const view = command({
  verb: 'find.view',
  does: 'view',
  allowed: searchers,
  // The pages of what was looked for go on with it, whatever stands in the box by then.
  input: z.object({ text: Words, again: Words, past: Past }),
  typed: {
    words: 'find',
    does: 'finds a case: “find”, then part of a name, a PNC id or a reference',
    where: ['personal'],
    data: async (_, words) => ({ text: words }),
  },
  run: async ({ text: typed, again, past }, turn) => {
    const text = again ?? typed;
    const scheme = schemeOf(turn);
    const page = text ? await findCases(turn, text, past) : undefined;
    return { card: findCard({ text, page, past, scheme, area: turn.area.id }) };
  },
});

const hitOf = (turn: Turn, line: CaseLine): Hit => ({
  about: line.ref,
  title: nameIn(line),
  text: lineInWords(line, schemeOf(turn)),
  card: sharedCard(line.ref, turn.area.id),
});

/** Before anything is typed, the person's own cases. */
const own = async (turn: Turn): Promise<CaseLine[]> => {
  const parts = await Promise.all(PARTS.map((part) => casesOfPart(turn, part)));
  return [...new Map(parts.flatMap(({ lines }) => lines).map((line) => [line.ref, line])).values()];
};

export const finder: Finder = {
  finds: 'find',
  allowed: searchers,
  run: async (text, turn) => {
    const words = text.trim().slice(0, LONGEST);
    const lines = words === '' ? await own(turn) : (await searchCases(turn, words)).lines;
    return lines.map((line) => hitOf(turn, line));
  },
};
