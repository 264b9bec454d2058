/** Whom to speak to about a case. */
import type { Case } from '../../services/caseModel.ts';
import { PARTS } from '../../services/handover.ts';
import { partsOf } from '../../services/naming.ts';
import { agencyName } from '../../services/work.ts';
import { type Block, line } from '../papers/sheet.ts';
import { type Button, button } from '../words.ts';
import { block, type CaseView, called } from './view.ts';

const namingButtons = (doc: Case): Button[] =>
  doc.state === 'removed'
    ? []
    : PARTS.map((part) =>
        button(partsOf(doc)[part] ? `Another ${part}` : `Name the ${part}`, 'naming.form', { case: doc.ref, of: part }),
      );

export const contacts = (view: CaseView): Block[] => {
  const { seen, scheme } = view;
  const { leadAgency, leadProfessional, policeContact } = seen.doc;
  return [
    block(
      'Whom to speak to',
      [
        line(called(view, leadProfessional), 'Lead professional'),
        line(agencyName({ scheme }, leadAgency), 'Lead agency'),
        line(called(view, policeContact), 'Police contact'),
      ],
      namingButtons(seen.doc),
    ),
  ];
};
