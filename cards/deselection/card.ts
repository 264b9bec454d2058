/** A removal from the register: why it is proposed, what its reason asks for, and what of that is met. */
import type { Case, Proposal } from '../../services/caseModel.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Answers, Checked, Finding } from '../../services/rules/deselection.ts';
import type { Reason } from '../../services/rules/deselectionReasons.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { blocksOf } from '../papers/history.ts';
import { type Block, line, sheet, told } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { sourceInWords } from '../sources.ts';
import { type Button, button, moment, type Notice } from '../words.ts';
import { answered, questionsOf, transferQuestions } from './questions.ts';

/** At a meeting, where a review leads to it, or the item that decides it. */
export type About = { readonly meeting?: string | undefined; readonly item?: string | undefined };

type View = {
  readonly doc: Case;
  readonly version: number;
  readonly scheme: Scheme;
  readonly area: string;
  readonly about: About;
  readonly notice?: Notice | undefined;
};

const placed = ({ meeting, item }: About): About => (meeting && item ? { meeting, item } : {});

const backOf = ({ doc, about }: Pick<View, 'doc' | 'about'>): Button => {
  const at = placed(about);
  return at.meeting
    ? button('Back', 'agenda.item', at)
    : button('Back', 'case.view', { case: doc.ref, tab: 'summary', page: 1 });
};

export const chooseCard = (view: View): Card => {
  const { doc, scheme, area, about, notice } = view;
  return sheet({
    notice,
    heading: `Propose removal: ${doc.ref}`,
    intro: [
      `The ${bodyOf({ scheme }, doc.body).name} decides on it at its next meeting. Choose the reason; the form then asks what that reason needs.`,
    ],
    blocks: scheme.deselection.map(({ id, name, source, checks }) => ({
      heading: name,
      lines: [...checks.map(({ question }) => told(question)), line(`${sourceInWords(source)}.`, 'Source')],
      buttons: [button(`Choose: ${name}`, 'deselection.form', { case: doc.ref, reason: id, ...placed(about) })],
    })),
    buttons: [backOf(view)],
    area,
  });
};

export const why: Input = {
  id: 'why',
  label: 'Why you propose it',
  kind: { of: 'text', max: 1000, lines: true },
};
export const nextReview: Input = {
  id: 'next',
  label: 'Next review',
  hint: 'should the person stay',
  kind: { of: 'date', ahead: true },
};

const inputsOf = (reason: Reason, answers: Answers) =>
  reason.checks.map((check) => part({ inputs: questionsOf(check).map((input) => inputOf(input, answers[input.id])) }));

/** `next`: the day proposed for the next review, where it is proposed at one. */
export const proposeCard = (view: View & { readonly reason: Reason; readonly next?: string }): Card => {
  const { doc, version, reason, area, about, next, notice } = view;
  return formCard({
    notice,
    heading: `Propose removal: ${doc.ref}`,
    intro: [
      `Reason: ${reason.name}. Source: ${sourceInWords(reason.source)}.`,
      'What is left empty is shown as missing. It can be completed until the meeting decides.',
      ...(next ? ['It is recorded as the outcome of this review, and the next meeting decides on it.'] : []),
    ],
    parts: [...inputsOf(reason, {}), part({ inputs: [inputOf(why), ...(next ? [inputOf(nextReview, next)] : [])] })],
    buttons: [
      button(
        'Propose the removal',
        'deselection.propose',
        { case: doc.ref, version, reason: reason.id, ...placed(about) },
        { inputs: 'auto', style: 'positive' },
      ),
      button('Another reason', 'deselection.choose', { case: doc.ref, ...placed(about) }),
      backOf(view),
    ],
    area,
  });
};

type Waiting = View & { readonly reason: Reason; readonly proposal: Proposal; readonly answers: Answers };

export const correctCard = ({ doc, version, reason, proposal, answers, area, about, notice }: Waiting): Card => {
  const of = { case: doc.ref, proposal: proposal.id, ...placed(about) };
  return formCard({
    notice,
    heading: `Complete the answers: ${doc.ref}`,
    intro: [`Reason: ${reason.name}. Source: ${sourceInWords(reason.source)}.`],
    parts: inputsOf(reason, answers),
    buttons: [
      button('Save the answers', 'deselection.correct', { ...of, version }, { inputs: 'auto', style: 'positive' }),
      button('Back', 'deselection.view', of),
    ],
    area,
  });
};

const headings: Record<Finding['status'], string> = {
  met: 'Met',
  'not met': 'Not met',
  missing: 'Missing',
};

const findingBlocks = (findings: readonly Finding[]): Block[] =>
  (['met', 'not met', 'missing'] as const).flatMap((status) => {
    const some = findings.filter((finding) => finding.status === status);
    return some.length === 0
      ? []
      : blocksOf(
          `${headings[status]} (${some.length})`,
          some.map(({ why: said, source }) => line(`${said} Source: ${sourceInWords(source)}.`)),
        );
  });

/** `checked`: worked out again for this day. */
export const checkCard = (
  view: Waiting & {
    readonly checked: Checked;
    readonly day: string;
    readonly by: string;
    readonly mayWithdraw: boolean;
    readonly page: number;
  },
): Card => {
  const { doc, version, reason, proposal, answers, checked, day, by, mayWithdraw, area, about, notice, page } = view;
  const of = { case: doc.ref, proposal: proposal.id, ...placed(about) };
  return sheet({
    notice,
    heading: `Removal proposed: ${doc.ref}`,
    intro: [
      `Reason: ${reason.name}. Proposed by ${by}, ${moment(proposal.at)}. What follows is worked out for ${day}; it says what is met and does not decide.`,
      'Only you see this. That you opened it is in the log.',
    ],
    blocks: [
      ...(checked.stops.length > 0
        ? [{ heading: 'It cannot be decided', lines: checked.stops.map((stop) => line(stop)), buttons: [] }]
        : []),
      ...findingBlocks(checked.findings),
      ...blocksOf('Why it is proposed', [line(proposal.why)]),
      ...blocksOf(
        'What was answered',
        answered(reason, answers).map(({ label, text }) => line(text, label)),
      ),
    ],
    buttons: [
      button('Complete the answers', 'deselection.correcting', of),
      ...(mayWithdraw ? [button('Take the proposal back', 'deselection.withdraw', { ...of, version })] : []),
      backOf(view),
    ],
    page,
    turn: (title, to) => button(title, 'deselection.view', { ...of, page: to }),
    area,
  });
};

export const [transferTo, transferOn, transferBy, transferAnswer] = transferQuestions((part) => `receiving-${part}`);

export const transferCard = ({ doc, version, area, notice }: Omit<View, 'about' | 'scheme'>): Card => {
  const { to, toldOn, toldBy, answer } = doc.transfer ?? {};
  return formCard({
    notice,
    heading: `Receiving area: ${doc.ref}`,
    intro: [
      'Say who was told and what they answered. It stays open until there is an answer.',
      ...(doc.removal ? [`Removed from the register on ${inWords(doc.removal.on)}.`] : []),
    ],
    parts: [
      part({
        inputs: [
          inputOf(transferTo, to),
          inputOf(transferOn, toldOn),
          inputOf(transferBy, toldBy),
          inputOf(transferAnswer, answer),
        ],
      }),
    ],
    buttons: [
      button('Record it', 'transfer.record', { case: doc.ref, version }, { inputs: 'auto', style: 'positive' }),
      button('Back', 'case.view', { case: doc.ref, tab: 'summary', page: 1 }),
    ],
    area,
  });
};
