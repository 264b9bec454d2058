/** Where a case stands and who the person is. */
import { dayIn, inWords } from '../../services/rules/days.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { linesOf } from '../papers/blocks.ts';
import { blocksOf } from '../papers/history.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import { fieldsOf } from '../referral/form.ts';
import { strandInWords } from '../referral/standing.ts';
import { button, listed } from '../words.ts';
import { lineInWords } from './line.ts';
import { answersOf, block, type CaseView, called, formOf } from './view.ts';

const standing = (view: CaseView): Line[] => {
  const { seen, scheme } = view;
  const { doc, referral } = seen;
  const category = bodyOf({ scheme }, doc.body).categories.find(({ id }) => id === doc.category);
  const { restrictedTo } = doc;
  return [
    ...(doc.state === 'removed' ? [line('No longer on the register.', 'State')] : []),
    ...(category ? [line(category.name, 'Category')] : []),
    ...(referral?.strand ? [line(strandInWords(referral.strand, scheme), 'Strand')] : []),
    ...(doc.state === 'removed' ? [] : [line(inWords(doc.reviewOn), 'Next review')]),
    line(inWords(dayIn(new Date(doc.adoptedAt))), 'Taken on'),
    ...(restrictedTo
      ? [line(`${listed(restrictedTo.map((person) => called(view, person)))}.`, 'Restricted, open only to')]
      : []),
  ];
};

const people = (view: CaseView): Line[] => {
  const { seen, scheme } = view;
  const { leadAgency, leadProfessional, policeContact, owner } = seen.doc;
  return [
    line(agencyName({ scheme }, leadAgency), 'Lead agency'),
    line(called(view, leadProfessional), 'Lead professional'),
    line(called(view, policeContact), 'Police contact'),
    line(agencyName({ scheme }, owner), 'Owner'),
  ];
};

const flags = (view: CaseView): Line[] => {
  const asked = fieldsOf('offences', formOf(view), answersOf(view)).filter(({ id }) => !id.startsWith('ogrs'));
  return linesOf(asked, answersOf(view), formOf(view));
};

/** What was not asked because of the answer before it is no gap. */
const consent = (view: CaseView): Line[] => {
  const [form, answers] = [formOf(view), answersOf(view)];
  const given = fieldsOf('consent', form, answers).filter((field) => field.read(answers) !== '');
  return given.length > 0 ? linesOf(given, answers, form) : [line('Nothing is recorded.')];
};

/** The person's other referrals and cases, in other bodies too, as a co-ordinator has linked them. */
const alike = ({ seen: { alike }, scheme }: CaseView): Block[] =>
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

/** Who restricts a case; on a button of the summary. */
export const restrictors = ['co-ordinator', 'body chair'] as const;

export const summary = (view: CaseView): Block[] => {
  const { seen, roles } = view;
  const { ref } = seen.doc;
  const form = formOf(view);
  const answers = answersOf(view);
  const papers = seen.referral && (roles.has('member') || roles.has('co-ordinator'));
  return [
    block('Where it stands', standing(view), [
      ...(papers ? [button('Papers of the referral', 'papers.view', { referral: ref })] : []),
      ...(restrictors.some((role) => roles.has(role))
        ? [button('Who may open it', 'case.restricting', { case: ref })]
        : []),
    ]),
    block('Agencies and people', people(view)),
    block('The person', linesOf(fieldsOf('identity', form, answers), answers, form)),
    ...blocksOf('Flags', flags(view)),
    block('Consent', consent(view)),
    ...alike(view),
  ];
};
