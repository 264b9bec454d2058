/** The list of deter young offenders for whoever follows them in an agency, and the move of one who comes of age. */
import type { Case } from '../../services/caseModel.ts';
import type { Referral } from '../../services/model.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { firstDayAt } from '../../services/rules/youngOffenders.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { colourInWords } from '../case/words.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, count } from '../words.ts';

/** When a young offender comes of age, and whether they are moving. */
export const ageInWords = (doc: Case, scheme: Scheme): string => {
  const rules = scheme.youngOffenders;
  const born = doc.identity.dateOfBirth;
  const moving = doc.move?.referral ? `, moving by ${doc.move.referral}` : '';
  if (!rules) return 'yes';
  return `${born ? `${rules.adultAt} on ${inWords(firstDayAt(rules.adultAt, born))}` : 'date of birth unknown'}${moving}`;
};

const lineOf = (doc: Case, scheme: Scheme) =>
  line(
    [
      `${doc.identity.name ?? 'no name'}. ${bodyOf({ scheme }, doc.body).name}, led by ${agencyName({ scheme }, doc.leadAgency)}.`,
      ...(doc.rag ? [`${colourInWords[doc.rag.colour]}.`] : []),
      `Next review ${inWords(doc.reviewOn)}; ${ageInWords(doc, scheme)}.`,
    ].join(' '),
    doc.ref,
  );

/** Small enough for one page, whatever the names. */
const A_BLOCK = 20;

export const youngCard = (view: {
  readonly cases: readonly Case[];
  readonly today: Day;
  readonly scheme: Scheme;
  readonly area: string;
  readonly page: number;
}): Card => {
  const { cases, today, scheme, area, page } = view;
  return sheet({
    heading: 'Deter young offenders',
    intro: [
      cases.length === 0
        ? 'Nobody on the register is flagged as a deter young offender.'
        : `${count(cases.length, 'person', 'people')} on ${inWords(today)}. Only you see this; that you opened it is in the log.`,
    ],
    blocks: Array.from(
      { length: Math.ceil(cases.length / A_BLOCK) },
      (_, at): Block => ({
        heading: at === 0 ? 'On the register' : 'On the register, continued',
        lines: cases.slice(at * A_BLOCK, (at + 1) * A_BLOCK).map((doc) => lineOf(doc, scheme)),
        buttons: [],
      }),
    ),
    buttons: [],
    page,
    turn: (title, to) => button(title, 'dyo.list', { page: to }),
    area,
  });
};

/** To the lead professional, who finishes the referral. */
export const transferCard = ({ ref, body, transferOf }: Referral, scheme: Scheme, area: string): Card =>
  sheet({
    heading: `${transferOf} moves on`,
    intro: [
      `The panel has agreed that the case moves to the ${bodyOf({ scheme }, body).name}. The referral ${ref} is begun for you with everything that is known.`,
      'Please say what is proposed for the person now, check the answers and submit it. It is always admissible. The case stays where it is until the other panel has taken the person on.',
    ],
    buttons: [button('Open the referral', 'referral.open', { referral: ref })],
    area,
  });
