/** Of a meeting that was called off nothing changes any more. */
import type { Meeting } from './model.ts';
import { Refusal } from './refusal.ts';
import { dayIn, inWords } from './rules/days.ts';

/** Throws when it was. */
export const refuseCalledOff = ({ date, calledOff }: Pick<Meeting, 'date' | 'calledOff'>): void => {
  if (calledOff)
    throw new Refusal(
      'called off',
      `The meeting of ${inWords(date)} was called off on ${inWords(dayIn(new Date(calledOff.at)))}. What waited for it goes to the next meeting. Nothing was changed.`,
    );
};
