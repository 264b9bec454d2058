/** Somebody looked for by name, alias, PNC id or reference, and who was found. */

import type { CaseLine } from '../../services/caseModel.ts';
import { A_PAGE, type CasePage } from '../../services/casePages.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { caseBlock } from '../case/line.ts';
import { formCard, inputOf, part, section } from '../form/card.ts';
import { sheet } from '../papers/sheet.ts';
import { shownInWords } from '../register/card.ts';
import { type Card, plain } from '../render.ts';
import { button } from '../words.ts';

/** Characters of what is looked for. */
export const LONGEST = 100;

const found = (one: CaseLine, scheme: Scheme) => {
  const { heading, lines, buttons } = caseBlock(one, scheme);
  return section(heading, [], { lines, buttons });
};

export const findCard = ({
  text,
  page,
  past,
  scheme,
  area,
}: {
  readonly text?: string | undefined;
  readonly page?: CasePage | undefined;
  readonly past?: string | undefined;
  readonly scheme: Scheme;
  readonly area: string;
}): Card =>
  formCard({
    heading: 'Find a case',
    intro:
      text && page
        ? [
            shownInWords(
              page,
              past,
              `Nothing that you may open is found for “${plain(text)}”. Try the beginning of another name, the PNC id or the reference.`,
            ),
          ]
        : [
            'By the beginning of a name, alias or nickname, by the PNC id (Police National Computer), or by the reference.',
          ],
    parts: [
      part({
        inputs: [inputOf({ id: 'text', label: 'Name, PNC id or reference', kind: { of: 'text', max: LONGEST } }, text)],
        buttons: [button('Find', 'find.view', {}, { inputs: 'auto', style: 'positive' })],
      }),
      ...(page?.lines ?? []).map((one) => found(one, scheme)),
    ],
    buttons: [
      ...(page?.more ? [button(`Next ${A_PAGE}`, 'find.view', { again: text, past: page.more })] : []),
      ...(past ? [button('From the start', 'find.view', { again: text })] : []),
    ],
    area,
  });

/** What the compose box puts into a conversation, where anybody may read it: a reference and no name. */
export const sharedCard = (ref: string, area: string): Card =>
  sheet({
    heading: `Case ${ref}`,
    intro: ['It opens for whoever may see it, and for nobody else. Each look is in the log.'],
    buttons: [button('Open', 'case.view', { case: ref, tab: 'summary', page: 1 })],
    area,
  });
