/** Of a case: what is proposed about its removal, or how it left the register and what is still owed. */
import type { Case } from '../../services/caseModel.ts';
import { inWords } from '../../services/rules/days.ts';
import { bodyOf } from '../../services/work.ts';
import { reasonInWords, transferInWords } from '../deselection/words.ts';
import { type Block, line } from '../papers/sheet.ts';
import { button } from '../words.ts';
import type { CaseView } from './card.ts';

const waitingBlock = ({ ref, proposals }: Case): Block[] =>
  proposals
    .filter(({ change }) => change.motion === 'de-select')
    .map(({ id }) => ({
      heading: 'Removal proposed',
      lines: [line('It waits for the next meeting of the body.')],
      buttons: [button('See what is met', 'deselection.view', { case: ref, proposal: id })],
    }));

export const removalBlocks = ({ seen: { doc }, scheme }: CaseView): Block[] => {
  const { ref, body, state, removal, transfer, reselectOn } = doc;
  if (state === 'on the register') {
    const waiting = waitingBlock(doc);
    if (waiting.length > 0 || !bodyOf({ scheme }, body).motions.includes('de-select')) return waiting;
    return [
      {
        heading: 'Removal',
        lines: [line('Any member may propose it at any time; the next meeting decides.')],
        buttons: [button('Propose removal', 'deselection.choose', { case: ref })],
      },
    ];
  }
  return [
    {
      heading: 'No longer on the register',
      lines: [
        ...(removal
          ? [line(`${inWords(removal.on)}: ${reasonInWords(removal.reason, scheme)}. ${removal.why}`, 'Removed')]
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
