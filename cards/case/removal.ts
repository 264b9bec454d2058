/** Of a case that left the register: how, and what is still owed. */
import { inWords } from '../../services/rules/days.ts';
import { reasonInWords, transferInWords } from '../deselection/words.ts';
import { type Block, line } from '../papers/sheet.ts';
import { button } from '../words.ts';
import type { CaseView } from './card.ts';

export const removalBlocks = ({ seen: { doc }, scheme }: CaseView): Block[] => {
  const { ref, state, removal, transfer, reselectOn } = doc;
  if (state === 'on the register') return [];
  return [
    {
      heading: 'No longer on the register',
      lines: [
        ...(removal
          ? [line(`${inWords(removal.on)}, ${reasonInWords(removal.reason, scheme)}. ${removal.why}`, 'Removed')]
          : []),
        ...(removal?.prison ? [line(removal.prison, 'Contact with the prison')] : []),
        ...(reselectOn ? [line(inWords(reselectOn), 'To be considered for re-selection on')] : []),
        ...(transfer ? [line(transferInWords(transfer), 'Receiving area')] : []),
        line('The way back is a new referral.'),
      ],
      buttons: transfer ? [button('Record what the area answered', 'transfer.form', { case: ref })] : [],
    },
  ];
};
