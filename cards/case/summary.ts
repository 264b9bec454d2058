/** Where a case stands and who the person is. */
import { dayIn, inWords } from '../../services/rules/days.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { linesOf } from '../papers/blocks.ts';
import { blocksOf } from '../papers/history.ts';
import { type Block, line } from '../papers/sheet.ts';
import { fieldsOf } from '../referral/form.ts';
import { button, listed } from '../words.ts';
import { lineInWords } from './line.ts';
import { receivingInWords } from './ownership.ts';
import { answersOf, block, type CaseView, called, formOf, known } from './view.ts';

/** Who restricts a case; on a button of the summary. */
export const restrictors = ['co-ordinator', 'body chair'] as const;

export const standing = (view: CaseView): Block[] => {
  const { seen, scheme, roles } = view;
  const { doc, referral } = seen;
  const category = bodyOf({ scheme }, doc.body).categories.find(({ id }) => id === doc.category);
  const { ref, restrictedTo } = doc;
  const papers = referral && (roles.has('member') || roles.has('co-ordinator'));
  return [
    block(
      'Where it stands',
      [
        ...(doc.state === 'removed' ? [] : [line(inWords(doc.reviewOn), 'Next review')]),
        ...(category ? [line(category.name, 'Category')] : []),
        line(inWords(dayIn(new Date(doc.adoptedAt))), 'Taken on'),
        ...(restrictedTo
          ? [line(`${listed(restrictedTo.map((person) => called(view, person)))}.`, 'Restricted, open only to')]
          : []),
      ],
      [
        ...(papers ? [button('Papers of the referral', 'papers.view', { referral: ref })] : []),
        ...(restrictors.some((role) => roles.has(role))
          ? [button('Who may open it', 'case.restricting', { case: ref })]
          : []),
        ...(seen.team && doc.state !== 'removed'
          ? [button('For the team’s meeting', 'team.form', { body: seen.team, case: ref })]
          : []),
      ],
    ),
  ];
};

export const people = (view: CaseView): Block[] => {
  const { seen, scheme } = view;
  const { ref, leadAgency, leadProfessional, policeContact, owner } = seen.doc;
  const receiving = receivingInWords(seen.doc, scheme);
  return [
    block(
      'Agencies and people',
      [
        line(agencyName({ scheme }, leadAgency), 'Lead agency'),
        line(called(view, leadProfessional), 'Lead professional'),
        line(called(view, policeContact), 'Police contact'),
        line(agencyName({ scheme }, owner), 'Owner'),
        ...(receiving ? [line(receiving)] : []),
      ],
      receiving ? [button('Open what was decided on ownership', 'ownership.view', { case: ref })] : [],
    ),
  ];
};

export const person = (view: CaseView): Block[] => {
  const [form, answers] = [formOf(view), answersOf(view)];
  const flags = fieldsOf('offences', form, answers).filter(({ id }) => !id.startsWith('ogrs'));
  return [
    block('The person', linesOf(fieldsOf('identity', form, answers), answers, form)),
    ...blocksOf('Flags', known(view, flags)),
  ];
};

/** The person's other referrals and cases, in other bodies too, as a co-ordinator has linked them. */
export const alike = ({ seen: { alike }, scheme }: CaseView): Block[] =>
  alike.length === 0
    ? []
    : [
        block(
          'The same person elsewhere',
          alike.map(({ ref, line: one }) =>
            line(
              one
                ? `${bodyOf({ scheme }, one.body).name}. ${lineInWords(one, scheme)}`
                : 'A referral, or a case that is not open to you.',
              ref,
            ),
          ),
          alike.flatMap(({ ref, line: one }) =>
            one ? [button(`Open ${ref}`, 'case.view', { case: ref, tab: 'summary', page: 1 })] : [],
          ),
        ),
      ];
