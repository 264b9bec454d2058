/** Whom to speak to about a case. */
import { agencyName } from '../../services/work.ts';
import { type Block, line } from '../papers/sheet.ts';
import { block, type CaseView, called } from './view.ts';

export const contacts = (view: CaseView): Block[] => {
  const { seen, scheme } = view;
  const { leadAgency, leadProfessional, policeContact } = seen.doc;
  return [
    block('Whom to speak to', [
      line(called(view, leadProfessional), 'Lead professional'),
      line(agencyName({ scheme }, leadAgency), 'Lead agency'),
      line(called(view, policeContact), 'Police contact'),
    ]),
  ];
};
