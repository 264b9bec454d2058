import { z } from 'zod';
import { mayOverrideCase, overrideCase, placeCase, recordCaseConsent } from '../../services/caseConsent.ts';
import { caseRow } from '../../services/cases.ts';
import { isRefusal } from '../../services/rules/consent.ts';
import { dayIn } from '../../services/rules/days.ts';
import { noAnswers } from '../../services/rules/referral.ts';
import { strandOf } from '../../services/strand.ts';
import { schemeOf } from '../../services/work.ts';
import { Pressed } from '../case/answer.ts';
import { recorders } from '../case/ownership.ts';
import { type Answer, command, Id, type Telling, type Turn } from '../command.ts';
import { consentTyped } from '../consent/typed.ts';
import { typedMust } from '../referral/inputs.ts';
import { done, heed, type Notice, overtaken } from '../words.ts';
import { consentAnswer, viewOf } from './answer.ts';
import { noticeCard, questionCard, reason, strandCard } from './card.ts';

const OneCase = z.object({ case: Id });
const Reason = { reason: z.string().optional() };

export const open = command({
  verb: 'caseConsent.open',
  does: 'view',
  allowed: recorders,
  input: OneCase,
  run: ({ case: ref }, turn) => consentAnswer(turn, ref),
});

export const record = command({
  verb: 'caseConsent.record',
  does: 'change',
  allowed: recorders,
  input: z.looseObject(Pressed.shape),
  run: async (press, turn) => {
    const { form } = await viewOf(turn, press.case);
    const consent = consentTyped(press, form, noAnswers);
    const recorded = await recordCaseConsent(turn, { case: press.case, version: press.version, consent });
    switch (recorded) {
      case 'recorded': {
        const { doc } = await caseRow(turn, press.case);
        if (doc.consentDue)
          return consentAnswer(
            turn,
            press.case,
            heed('Recorded. The person is still to be asked, so it stays in your list.'),
          );
        // What an agency has decided already stands until consent comes, and nobody is asked anew.
        const asked = isRefusal(consent) && (doc.strand?.state === 'asked' || doc.override?.state === 'asked');
        return consentAnswer(
          turn,
          press.case,
          done(asked ? 'Recorded. Whoever decides on a refusal is told.' : 'Recorded.'),
        );
      }
      case 'recorded, nobody told':
        return consentAnswer(
          turn,
          press.case,
          heed(
            'Recorded. Nobody is told, as none of those who decide on a refusal may open this case. Somebody to whom it is open can name them for it.',
          ),
        );
      case 'as it stands':
        return consentAnswer(turn, press.case, done('It was recorded so already.'));
      case 'overtaken':
        return consentAnswer(turn, press.case, overtaken);
    }
  },
});

const decided = async (turn: Turn, ref: string, notice?: Notice): Promise<Answer> => {
  const view = await viewOf(turn, ref, notice);
  return { card: strandCard(view, strandOf(view.doc)) };
};

export const strand = command({
  verb: 'caseConsent.strand',
  does: 'view',
  allowed: ['refusal agency', 'co-ordinator'],
  input: OneCase,
  run: ({ case: ref }, turn) => decided(turn, ref),
});

export const placed = command({
  verb: 'caseConsent.place',
  does: 'change',
  allowed: ['refusal agency', 'co-ordinator'],
  input: Pressed.extend({ ...Reason, placed: z.boolean() }),
  run: async (press, turn) => {
    const why = typedMust(reason, press, dayIn(turn.now));
    const recorded = await placeCase(turn, { ...press, why });
    return decided(turn, press.case, recorded === 'recorded' ? done('Your decision is recorded.') : overtaken);
  },
});

const questioned = async (turn: Turn, ref: string, notice?: Notice): Promise<Answer> => {
  const view = await viewOf(turn, ref, notice);
  mayOverrideCase(turn, view.doc);
  return { card: questionCard(view) };
};

export const question = command({
  verb: 'caseConsent.question',
  does: 'view',
  allowed: ['co-ordinator', 'body chair'],
  input: OneCase,
  run: ({ case: ref }, turn) => questioned(turn, ref),
});

export const override = command({
  verb: 'caseConsent.override',
  does: 'change',
  allowed: ['co-ordinator', 'body chair'],
  input: Pressed.extend({ ...Reason, goAhead: z.boolean() }),
  run: async (press, turn) => {
    const why = typedMust(reason, press, dayIn(turn.now));
    const answered = await overrideCase(turn, { ...press, why });
    const notice =
      answered === 'answered' ? done('Your decision is recorded, and the owner of the case is told.') : overtaken;
    return questioned(turn, press.case, notice);
  },
});

const telling = (
  of: string,
  about: Parameters<typeof noticeCard>[1],
  opens: { readonly verb: string },
  mention: string,
): Telling => ({
  view: of,
  mention,
  opens: (ref) => ({ verb: opens.verb, data: { case: ref } }),
  card: async (work, _, ref) => ({
    card: noticeCard((await caseRow(work, ref)).doc, about, schemeOf(work), work.area.id),
    summary: about === 'override' ? `Without consent? ${ref}` : `Consent: ${ref}`,
  }),
});

export const toAsk = telling('case consent', 'consent', open, 'there is something for you about consent on a case.');
export const strandTold = telling(
  'case strand',
  'strand',
  strand,
  'there is something for you about consent on a case.',
);
export const overrideAsked = telling(
  'case override',
  'override',
  question,
  'you are asked whether work on a case goes on without consent.',
);
