/** Referrals that may be about the same person: for the referrer before submission, for the co-ordinator and the panel after it. */
import type { Case } from '../../services/caseModel.ts';
import { type DuplicatesSeen, isAway } from '../../services/duplicates.ts';
import type { Link, Referral } from '../../services/model.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import type { Why } from '../../services/rules/names.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button, type Notice } from '../words.ts';

export type DuplicatesView = DuplicatesSeen & {
  readonly scheme: Scheme;
  readonly area: string;
  readonly coordinator: boolean;
  readonly notice?: Notice | undefined;
};

const whyInWords: Record<Why, string> = {
  'PNC id': 'the same PNC id',
  name: 'the same name',
  alias: 'an alias',
  order: 'names in another order',
  initial: 'the beginning of a name',
  'middle name': 'a further name, or half of a double one',
  spelling: 'a name spelt almost the same',
  'day and month': 'day and month of birth changed over',
  'other PNC id': 'not the PNC id, which is another',
};

export const verdictInWords: Record<Link['verdict'], string> = {
  open: 'Not checked yet',
  'same person': 'The same person',
  'another person': 'Another person',
};

const stands = ({ state, submittedAt }: Referral): string => {
  const since = submittedAt ? ` on ${inWords(dayIn(new Date(submittedAt)))}` : '';
  switch (state) {
    case 'draft':
      return 'Taken back to be written anew';
    case 'with gatekeeper':
      return `Submitted${since}, with the gatekeeper`;
    case 'submitted':
      return `Submitted${since}, not decided yet`;
    case 'decided':
      return `Submitted${since} and decided`;
    case 'withdrawn':
      return `Submitted${since} and withdrawn`;
  }
};

/** As the register has it. */
const onRegister = ({ state, removal }: Case): string =>
  state === 'on the register' ? 'On the register' : `Removed${removal ? ` on ${inWords(removal.on)}` : ''}`;

const lines = ({ link, known }: DuplicatesSeen['links'][number], { scheme, coordinator }: DuplicatesView): Line[] => {
  if (!known)
    return [
      line(
        coordinator
          ? 'You see no more of it than its reference: it has not reached the panel, or is open to named people only.'
          : 'You see no more of it than its reference; the co-ordinator can look into it.',
      ),
    ];
  const taken = known.case && inWords(dayIn(new Date(known.case.adoptedAt)));
  return [
    known.referral
      ? line(`${bodyOf({ scheme }, known.referral.body).name}. ${stands(known.referral)}.`)
      : line(`${bodyOf({ scheme }, known.case.body).name}. ${onRegister(known.case)}; it came without a referral.`),
    ...(taken ? [line(`A case since ${taken}; its history stays with it.`)] : []),
    line(`${link.why.map((why) => whyInWords[why]).join('; ')}.`, 'What is alike'),
    line(`${verdictInWords[link.verdict]}.`, 'Checked'),
  ];
};

const judging = (
  { referral, coordinator }: DuplicatesView,
  { link: { ref, verdict }, known }: DuplicatesSeen['links'][number],
): Button[] => {
  if (!coordinator || !known || isAway(referral.doc)) return [];
  const about = { referral: referral.doc.ref, other: ref, seen: verdict };
  return (['same person', 'another person'] as const)
    .filter((other) => other !== verdict)
    .map((said) =>
      button(`It is ${said === 'same person' ? 'the same person' : said}`, 'duplicates.judge', {
        ...about,
        verdict: said,
      }),
    );
};

/** Whoever came with an imported register was never referred. */
const headingOf = (ref: string, draft: boolean, imported: boolean): string => {
  if (draft) return imported ? 'Somebody like this is known already' : 'Somebody like this has been referred before';
  return imported ? `Referrals and cases like ${ref}` : `Referrals like ${ref}`;
};

const beforeSubmission = (imported: boolean): string =>
  imported
    ? 'The PNC id (Police National Computer), or the name and the date of birth, are like those of the people below, of whom the register has some without a referral. You can refer all the same: if you submit, your referral keeps a link to each of them, nothing of theirs changes, and the co-ordinator checks whether they are one person.'
    : 'The PNC id (Police National Computer), or the name and the date of birth, are like those of the referrals below. You can refer somebody again: if you submit, the referrals are linked, each stays as it is, and the co-ordinator checks whether they are about one person.';

const afterSubmission = (coordinator: boolean, imported: boolean): string => {
  const finds = coordinator
    ? `Say of each whether it is ${imported ? '' : 'about '}the same person: that`
    : 'What the co-ordinator finds';
  return imported
    ? `Each stays as it is. ${finds} is kept with this referral, and with the other where there is one, and shown with the papers.`
    : `Each referral stays as it is. ${finds} is kept with the referrals and shown with their papers.`;
};

export const duplicatesCard = (view: DuplicatesView): Card => {
  const { referral, links, cut, area, coordinator, notice } = view;
  const { ref, state } = referral.doc;
  const draft = state === 'draft';
  const imported = links.some(({ known }) => known && !known.referral);
  return sheet({
    notice,
    heading: headingOf(ref, draft, imported),
    intro: [
      ...(links.length === 0 ? ['There are none.'] : []),
      ...(links.length > 0 ? [draft ? beforeSubmission(imported) : afterSubmission(coordinator, imported)] : []),
      ...(cut ? ['So many people share this date of birth or PNC id that not all of them were compared.'] : []),
    ],
    blocks: links.map(
      (seen): Block => ({
        heading: seen.link.ref,
        lines: lines(seen, view),
        buttons: [
          ...(seen.known && !seen.known.referral
            ? [button(`Open ${seen.link.ref}`, 'case.view', { case: seen.link.ref, tab: 'summary', page: 1 })]
            : []),
          ...(seen.known?.referral
            ? [button(`Open the papers of ${seen.link.ref}`, 'papers.view', { referral: seen.link.ref })]
            : []),
          ...judging(view, seen),
        ],
      }),
    ),
    buttons: draft
      ? [
          button(
            'Submit the referral',
            'referral.submit',
            { referral: ref, version: referral.version, alike: links.map(({ link }) => link.ref) },
            { style: 'positive' },
          ),
          button('Back to the answers', 'referral.open', { referral: ref, step: 'check' }),
        ]
      : [button(`Open the papers of ${ref}`, 'papers.view', { referral: ref })],
    area,
  });
};
