/** The flag of a deter young offender on the card of a case (Richmond 3.6: flagged at all stages). */
import { ageInWords } from '../dyo/card.ts';
import { type Block, line } from '../papers/sheet.ts';
import type { CaseView } from './card.ts';

export const youngOffender = ({ seen: { doc }, scheme }: CaseView): Block[] =>
  doc.dyo
    ? [{ heading: 'Deter young offender', lines: [line(`Yes, ${ageInWords(doc, scheme)}.`, 'Flag')], buttons: [] }]
    : [];
