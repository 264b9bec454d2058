import { z } from 'zod';
import { papersOf } from '../../services/papers.ts';
import { referralRow } from '../../services/referrals.ts';
import { type Day, dayIn } from '../../services/rules/days.ts';
import { type OgrsInputs, type OgrsResult, ogrs3 } from '../../services/rules/ogrs.ts';
import { type Given, recordScore, wantedOf } from '../../services/scores.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Telling, type Turn } from '../command.ts';
import { viewOf } from '../referral/answer.ts';
import { dated, type Typed, typedAt, typedMust, wholeNumber, wrong } from '../referral/inputs.ts';
import { done, heed, type Notice, overtaken } from '../words.ts';
import { askedCard, calculatorInputs, ogrsCard, scorers, typedInputs } from './card.ts';

const OneReferral = z.object({ referral: Id });
const Seen = z.looseObject({ ...OneReferral.shape, version: z.int().min(0) });
/** With the percentages that stood on the card. */
const Worked = z.looseObject({ ...Seen.shape, resultTwo: z.int(), resultOne: z.int() });
type Result = Extract<OgrsResult, { ok: true }>;
type More = { readonly notice?: Notice; readonly typed?: Typed; readonly result?: Result };

const shown = async (turn: Turn, ref: string, { notice, ...more }: More = {}): Promise<Answer> => {
  // Whoever may not read the papers does not score the person either.
  await papersOf(turn, { referral: ref });
  const view = await viewOf(turn, ref, notice);
  return { card: ogrsCard({ ...view, ...more }) };
};

export const view = command({
  verb: 'ogrs.view',
  does: 'view',
  allowed: scorers,
  input: OneReferral,
  run: ({ referral }, turn) => shown(turn, referral),
});

/** What the calculator says of what was typed; refused, naming the input, when it cannot. */
const calculated = (typed: Typed, today: Day): { readonly from: OgrsInputs; readonly result: Result } => {
  const at = (input: keyof OgrsInputs): string => typedMust(calculatorInputs[input], typed, today);
  const whole = (input: 'totalSanctions' | 'ageAtFirstSanction'): number => {
    const value = wholeNumber(calculatorInputs[input].label, at(input), 0, 999);
    if (value === undefined) throw wrong(calculatorInputs[input].label, 'it is needed');
    return value;
  };
  const from: OgrsInputs = {
    sex: at('sex'),
    dateOfBirth: at('dateOfBirth'),
    dateOfCurrentConviction: at('dateOfCurrentConviction'),
    dateAtStartOfFollowUp: at('dateAtStartOfFollowUp'),
    totalSanctions: whole('totalSanctions'),
    ageAtFirstSanction: whole('ageAtFirstSanction'),
    offenceGroup: at('offenceGroup'),
  };
  if (from.dateAtStartOfFollowUp < from.dateOfCurrentConviction)
    throw wrong(calculatorInputs.dateAtStartOfFollowUp.label, 'it lies before the current conviction');
  const result = ogrs3(from);
  if (!result.ok) throw wrong(calculatorInputs[result.input].label, result.why);
  return { from, result };
};

export const calculate = command({
  verb: 'ogrs.calculate',
  does: 'view',
  allowed: scorers,
  input: Seen,
  run: (press, turn) =>
    shown(turn, press.referral, { typed: press, result: calculated(press, dayIn(turn.now)).result }),
});

const recorded = async (turn: Turn, press: { referral: string; version: number }, given: Given): Promise<Answer> => {
  await papersOf(turn, { referral: press.referral });
  const status = await recordScore(turn, { referral: press.referral, version: press.version, given });
  return shown(turn, press.referral, {
    notice: status === 'recorded' ? done('The score is recorded, and the referrer is told.') : overtaken,
  });
};

const changedSince = heed(
  'What you typed gives another result than the one that stood here, so nothing is recorded yet. This is the new one.',
);

export const keep = command({
  verb: 'ogrs.keep',
  does: 'change',
  category: 'collection',
  allowed: scorers,
  input: Worked,
  run: (press, turn) => {
    const today = dayIn(turn.now);
    const { from, result } = calculated(press, today);
    const { oneYearPercent, twoYearPercent, sum } = result;
    if (twoYearPercent !== press.resultTwo || oneYearPercent !== press.resultOne)
      return shown(turn, press.referral, { notice: changedSince, typed: press, result });
    return recorded(turn, press, {
      tool: 'OGRS',
      version: '3',
      date: today,
      twoYear: twoYearPercent,
      oneYear: oneYearPercent,
      worked: { from, sum },
    });
  },
});

export const record = command({
  verb: 'ogrs.record',
  does: 'change',
  category: 'collection',
  allowed: scorers,
  input: Seen,
  run: (press, turn) => {
    const today = dayIn(turn.now);
    const percent = (input: (typeof typedInputs)['twoYear' | 'oneYear']) =>
      wholeNumber(input.label, typedAt(input, press, today), 1, 100);
    const tool = typedMust(typedInputs.tool, press, today);
    const date = dated(typedMust(typedInputs.date, press, today));
    const twoYear = percent(typedInputs.twoYear);
    const oneYear = percent(typedInputs.oneYear);
    if (!date) throw wrong(typedInputs.date.label, 'it is needed');
    if (twoYear === undefined) throw wrong(typedInputs.twoYear.label, 'it is needed');
    if (oneYear !== undefined && oneYear > twoYear)
      throw wrong(typedInputs.oneYear.label, 'it cannot be more than within two years');
    const version = typedAt(typedInputs.version, press, today);
    return recorded(turn, press, { tool, ...(version && { version }), date, twoYear, oneYear });
  },
});

export const asked: Telling = {
  view: 'score asked',
  mention: 'an OGRS score is wanted for a referral.',
  opens: (referral) => ({ verb: view.verb, data: { referral } }),
  card: async (place, person, ref) => {
    const { doc } = await referralRow(place, ref);
    return {
      card: askedCard(doc, wantedOf(place, doc, person), schemeOf(place), place.area.id),
      summary: `OGRS score wanted: ${ref}`,
    };
  },
};
