/** The former case of somebody who is referred again: why they were removed, and what happened before. */
import type { Former } from '../../services/formerCases.ts';
import type { PersonKey } from '../../services/model.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { eventLine } from '../case/timeline.ts';
import { reasonInWords } from '../deselection/words.ts';
import { button } from '../words.ts';
import { blocksOf } from './history.ts';
import { type Block, line } from './sheet.ts';

export const formerBlocks = (
  former: readonly Former[],
  names: ReadonlyMap<PersonKey, string>,
  scheme: Scheme,
): Block[] =>
  former.flatMap(({ doc: { ref, adoptedAt, removal }, events, more }) => [
    {
      heading: `Former case ${ref}`,
      lines: [
        line(inWords(dayIn(new Date(adoptedAt))), 'Taken on'),
        ...(removal
          ? [
              line(inWords(removal.on), 'Removed'),
              line(`${reasonInWords(removal.reason, scheme)}. ${removal.why}`, 'Reason'),
            ]
          : []),
      ],
      buttons: [button(`Open ${ref}`, 'case.view', { case: ref, tab: 'history', page: 1 })],
    },
    ...blocksOf(`What happened to ${ref}`, [
      ...events.map(({ doc }) => eventLine(doc, names, scheme)),
      ...(more ? [line(`There is more before that: “Open ${ref}”.`)] : []),
    ]),
  ]);
