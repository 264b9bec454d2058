/** A case in a list: one line of words, colour in words. */
import type { CaseLine } from '../../services/caseModel.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName } from '../../services/work.ts';
import { type Block, line } from '../papers/sheet.ts';
import { plain } from '../render.ts';
import { button } from '../words.ts';
import { colourInWords } from './words.ts';

/** Of a name in a list. */
const LONGEST = 60;
const short = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1).toWellFormed()}…` : text;

/** As it is, for a place where Teams renders no Markdown. */
export const nameIn = ({ ref, name }: Pick<CaseLine, 'ref' | 'name'>): string => `${ref}: ${short(name) || 'no name'}`;

export const lineInWords = ({ state, colour, leadAgency, reviewOn }: CaseLine, scheme: Scheme): string =>
  state === 'removed'
    ? 'No longer on the register.'
    : `${colour ? `${colourInWords[colour]}. ` : ''}Led by ${agencyName({ scheme }, leadAgency)}. Next review ${inWords(reviewOn)}.`;

export const caseBlock = (one: CaseLine, scheme: Scheme): Block => ({
  heading: plain(nameIn(one)),
  lines: [
    ...(one.aliases ? [line(short(one.aliases), 'Also')] : []),
    line(lineInWords(one, scheme)),
    ...(one.restrictedTo ? [line('Open to named people only.', 'Restricted')] : []),
  ],
  buttons: [button(`Open ${one.ref}`, 'case.view', { case: one.ref, tab: 'summary', page: 1 })],
});
