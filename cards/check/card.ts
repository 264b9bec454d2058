/** How far a check of the register is, and what it put right. */
import type { RegisterCheck } from '../../services/registerCheck.ts';
import { countOf } from '../../services/registerMending.ts';
import { line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, count, listed, moment, type Notice } from '../words.ts';

const number = new Intl.NumberFormat('en-GB');

const outcome = ({ state, faults, startedAt, endedAt }: RegisterCheck): string => {
  if (state === 'running') return `It began on ${moment(startedAt)} and goes on by itself. You are told at the end.`;
  const ended = endedAt ? ` It ended on ${moment(endedAt)}.` : '';
  return countOf(faults) === 0
    ? `The register is whole: everything by which it is found is as it should be, and nothing was changed.${ended}`
    : `The register was damaged and is put right.${ended}`;
};

export const checkCard = (check: RegisterCheck | undefined, area: string, notice?: Notice): Card => {
  const heading = 'Check of the register';
  const begin = (title: string) => button(title, 'check.register', { again: true });
  if (!check) return sheet({ heading, intro: ['It has not been checked yet.'], buttons: [begin('Check it')], area });
  const { looked, faults, refs, state } = check;
  const others = countOf(faults) > 0 && refs.length > 0;
  return sheet({
    notice,
    heading,
    intro: [outcome(check)],
    blocks: [
      {
        heading: 'Looked at',
        lines: [
          line(number.format(looked.documents), 'Cases, referrals and actions'),
          line(number.format(looked.rows), 'Rows by which they are found'),
        ],
        buttons: [],
      },
      {
        heading: 'Put right',
        lines: [
          line(number.format(faults.missing), 'Missing rows'),
          line(number.format(faults.different), 'Rows that read differently'),
          line(number.format(faults.superfluous), 'Rows that nothing calls for'),
          ...(others ? [line(`${listed(refs)}.`, `The first ${count(refs.length, 'reference')}`)] : []),
        ],
        buttons: [],
      },
    ],
    buttons: [state === 'running' ? button('How far is it?', 'check.progress', {}) : begin('Check again')],
    area,
  });
};
