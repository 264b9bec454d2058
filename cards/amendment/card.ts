/** Changing or withdrawing a referral that is submitted: what would change, and why. */
import { differences } from '../../services/amendments.ts';
import { bodyOf } from '../../services/work.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { answerBlocks } from '../papers/blocks.ts';
import { blocksOf, changeLines } from '../papers/history.ts';
import { line, sheet } from '../papers/sheet.ts';
import { formOf, type ReferralView, stepsOf, stepTitle } from '../referral/card.ts';
import type { Input } from '../referral/inputs.ts';
import { missingBlocks } from '../referral/sheets.ts';
import { open } from '../referral/standing.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';

export const reason: Input = {
  id: 'reason',
  label: 'Reason',
  hint: 'it is kept with the referral, for the panel to read',
  kind: { of: 'text', max: 500, lines: true },
};

/** What is about to change, and every answer with the way to change it. */
export const changesCard = (view: ReferralView): Card => {
  const { seen, area } = view;
  const { referral, version, answers, lacking } = seen;
  const form = formOf(view);
  const changes = differences(referral.answers, answers);
  const press = { referral: referral.ref, version };
  return sheet({
    notice: view.notice,
    heading: `Change referral ${referral.ref}`,
    intro: [
      changes.length === 0
        ? 'Choose what to change. The panel sees nothing of it before you confirm it with a reason.'
        : 'Read it through, then confirm it at the end of this card. What stood before is kept with it.',
    ],
    blocks: [
      ...blocksOf('What you are about to change', changeLines(changes, form)),
      ...(changes.length > 0 ? missingBlocks(seen) : []),
      ...answerBlocks(answers, form, (step) =>
        stepsOf(seen).includes(step) ? [open(`Change “${stepTitle[step]}”`, referral.ref, step)] : [],
      ),
    ],
    buttons: [
      ...(changes.length > 0 && lacking.length === 0
        ? [button('Go on to confirm', 'amendment.reason', { referral: referral.ref }, { style: 'positive' })]
        : []),
      button('Leave it as it was', 'amendment.drop', press),
    ],
    page: view.page ?? 1,
    turn: (title, page) => button(title, 'referral.open', { referral: referral.ref, step: 'check', page }),
    area,
  });
};

/** The last question before a change is made. */
export const reasonCard = (view: ReferralView): Card => {
  const { referral, version, answers } = view.seen;
  const labels = new Set(
    changeLines(differences(referral.answers, answers), formOf(view)).map(({ label }) =>
      label.map(({ text }) => text).join(''),
    ),
  );
  const late = referral.meeting !== undefined;
  return formCard({
    notice: view.notice,
    heading: `Why do you change ${referral.ref}?`,
    intro: late ? ['The agenda has gone out with this referral, so the change is marked as late.'] : [],
    parts: [
      part({ lines: [line(`${[...labels].map((label) => label.replace(/: $/, '')).join('; ')}.`, 'What you change')] }),
      part({ inputs: [inputOf(reason)] }),
    ],
    buttons: [
      button(
        'Make this change',
        'amendment.make',
        { referral: referral.ref, version },
        { inputs: 'auto', style: 'positive' },
      ),
      open('Back', referral.ref, 'check'),
    ],
    area: view.area,
  });
};

export const withdrawCard = ({ seen, scheme, area, notice }: ReferralView): Card => {
  const { referral, version } = seen;
  return formCard({
    notice,
    heading: `Withdraw ${referral.ref}?`,
    intro: [
      `The ${bodyOf({ scheme }, referral.body).name} will not consider it. The referral and your reason are kept.`,
      ...(referral.meeting ? ['It is on an agenda that has gone out; its item stays there, marked as withdrawn.'] : []),
    ],
    parts: [part({ inputs: [inputOf(reason)] })],
    buttons: [
      button(
        'Withdraw the referral',
        'amendment.withdraw',
        { referral: referral.ref, version },
        { inputs: 'auto', style: 'destructive' },
      ),
      open('Back', referral.ref),
    ],
    area,
  });
};
