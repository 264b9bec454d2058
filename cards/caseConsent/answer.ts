import { caseRow, refuseAside } from '../../services/cases.ts';
import { dayIn } from '../../services/rules/days.ts';
import { noAnswers } from '../../services/rules/referral.ts';
import { bodyOf, schemeOf } from '../../services/work.ts';
import type { Answer, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { type ConsentView, recordCard } from './card.ts';

export const viewOf = async (turn: Turn, ref: string, notice?: Notice): Promise<ConsentView> => {
  const { doc, version } = await caseRow(turn, ref);
  await refuseAside(turn, ref, doc.body);
  const scheme = schemeOf(turn);
  return {
    doc,
    version,
    answers: { ...noAnswers, ...(doc.consent && { consent: doc.consent }) },
    form: { scheme, body: bodyOf({ scheme }, doc.body), today: dayIn(turn.now) },
    area: turn.area.id,
    notice,
  };
};

/** The card on which consent is recorded. */
export const consentAnswer = async (turn: Turn, ref: string, notice?: Notice): Promise<Answer> => ({
  card: recordCard(await viewOf(turn, ref, notice)),
});
