/** Of the card of a case: its colour, custody, what is proposed for it, and the tactical options. */
import { inCustody } from '../../services/rules/custody.ts';
import { inWords } from '../../services/rules/days.ts';
import { sentenceEndOf } from '../../services/rules/due.ts';
import { tacticsOf } from '../../services/tactics.ts';
import { canMove } from '../../services/transfer.ts';
import { bodyOf } from '../../services/work.ts';
import { type Block, line } from '../papers/sheet.ts';
import { PROPOSABLE, titleOf } from '../proposal/form.ts';
import { whoseTactic } from '../tactics/words.ts';
import { button } from '../words.ts';
import type { CaseView } from './card.ts';
import { changeInWords, colourInWords, custodyInWords } from './words.ts';

/** The present colour in words, with its meaning and reason; nothing in a body without colours. */
export const colourBlocks = ({ seen: { doc }, scheme }: CaseView): Block[] => {
  const { ref, rag, monitoring } = doc;
  const rules = bodyOf({ scheme }, doc.body).rag;
  if (!rules && !rag) return [];
  return [
    {
      heading: 'Colour',
      lines: [
        ...(rag
          ? [
              line(`since ${inWords(rag.since)}. ${rag.why}`, colourInWords[rag.colour]),
              ...(rules ? [line(rules[rag.colour].meaning, 'It means')] : []),
            ]
          : [line('The panel has not set a colour yet.')]),
        ...(rag?.before ? [line(`${colourInWords[rag.before.colour]}. ${rag.before.why}`, 'On release')] : []),
        ...(monitoring
          ? [line(`until ${inWords(monitoring.until)}; then removal is proposed to the panel.`, 'Lighter monitoring')]
          : []),
      ],
      buttons: [button('Colour history', 'colour.history', { case: ref, page: 1 })],
    },
  ];
};

/** Somebody inside, or said to be, comes before everything else of a case. */
export const custodyPresses = ({ seen: { doc } }: CaseView): boolean =>
  inCustody(doc.custody) || doc.custodyReport !== undefined;

export const custodyBlocks = ({ seen: { doc } }: CaseView): Block[] => {
  const { ref, custody, custodyReport: report } = doc;
  const inside = inCustody(custody);
  const open = doc.state === 'on the register';
  const last = custody?.released ? [line(`Released on ${inWords(custody.released)}.`)] : [];
  const end = inside ? undefined : sentenceEndOf(doc);
  const ends = end ? [line(inWords(end), 'End of the sentence')] : [];
  return [
    {
      heading: 'Custody',
      lines: [
        ...(custody && inside
          ? [line(`${custodyInWords(custody)}.`, 'In custody')]
          : [line('Not in custody.'), ...last]),
        ...ends,
        ...(report
          ? [
              line(
                report.what === 'custody' ? `${custodyInWords(report.custody)}.` : `released on ${inWords(report.on)}.`,
                'Reported, to be confirmed',
              ),
            ]
          : []),
      ],
      buttons: open
        ? inside
          ? [
              button('Record release', 'custody.releasing', { case: ref }),
              button('Put custody right', 'custody.form', { case: ref }),
            ]
          : [button('Record custody', 'custody.form', { case: ref })]
        : [],
    },
  ];
};

/** What waits to be decided at the next meeting. */
export const proposalBlocks = ({ seen: { doc, version }, scheme, viewer, roles }: CaseView): Block[] =>
  doc.proposals.map(({ id, change, why, by }) => ({
    heading: `Proposed: ${changeInWords(change, scheme)}`,
    lines: [line(why, 'Reason')],
    buttons: [
      ...(change.motion === 'de-select'
        ? [button('See what is met', 'deselection.view', { case: doc.ref, proposal: id })]
        : []),
      ...(by === viewer || roles.has('co-ordinator')
        ? [button('Take it back', 'proposal.withdraw', { case: doc.ref, version, proposal: id })]
        : []),
    ],
  }));

/** What a reader can propose; only what the body decides, and removal once. */
export const questionBlocks = ({ seen: { doc }, scheme }: CaseView): Block[] => {
  const { motions } = bodyOf({ scheme }, doc.body);
  const waits = doc.proposals.some(({ change }) => change.motion === 'de-select');
  const buttons = [
    ...PROPOSABLE.filter((kind) => motions.includes(kind) && (kind !== 'transfer' || canMove(scheme, doc))).map(
      (kind) => button(titleOf[kind], 'proposal.form', { case: doc.ref, kind }),
    ),
    ...(motions.includes('de-select') && !waits
      ? [button('Propose removal', 'deselection.choose', { case: doc.ref })]
      : []),
  ];
  if (doc.state === 'removed' || buttons.length === 0) return [];
  return [
    {
      heading: 'Questions for the body',
      lines: [line('Any member proposes at any time; the next meeting decides.')],
      buttons,
    },
  ];
};

/** What the colour opens to each agency, each to be given as a task. */
export const tacticBlocks = ({ seen: { doc }, scheme }: CaseView): Block[] => {
  const body = bodyOf({ scheme }, doc.body);
  const tactics = tacticsOf({ scheme }, doc);
  if (!doc.rag || tactics.length === 0 || doc.state === 'removed') return [];
  return [
    {
      heading: `Tactical options for ${doc.rag.colour}`,
      lines: tactics.map((tactic) => line(tactic.what, whoseTactic(scheme, body, tactic))),
      buttons: [button('Give one as a task', 'tactics.view', { case: doc.ref })],
    },
  ];
};
