/** The OGRS score, asked of probation: typed from their own tool, or worked out here with version 3 of the scale. */

import type { Referral } from '../../services/model.ts';
import type { Role } from '../../services/permission.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import { type OgrsInputs, type OgrsResult, offenceGroups } from '../../services/rules/ogrs.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import type { wantedOf } from '../../services/scores.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { formCard, inputOf, type Part, part, section } from '../form/card.ts';
import { scoreLines } from '../papers/history.ts';
import { line, sheet } from '../papers/sheet.ts';
import type { ReferralView } from '../referral/card.ts';
import type { Input, Typed } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button } from '../words.ts';
import { signed } from './words.ts';

/** Who gives a score; where nobody sits for probation, the co-ordinators are asked. */
export const scorers = ['probation', 'co-ordinator'] as const satisfies readonly Role[];

export const typedInputs = {
  tool: { id: 'tool', label: 'Tool', hint: 'as in OGRS or OASys', kind: { of: 'text', max: 40 } },
  version: { id: 'toolVersion', label: 'Version of the tool', hint: 'as in 3 or 4', kind: { of: 'text', max: 20 } },
  date: { id: 'scoreDate', label: 'Date of the score', kind: { of: 'date' } },
  twoYear: {
    id: 'twoYear',
    label: 'Within two years, percent',
    hint: 'how likely a new conviction is, 1 to 100',
    kind: { of: 'text', max: 3 },
  },
  oneYear: {
    id: 'oneYear',
    label: 'Within one year, percent',
    hint: 'if the tool gives it',
    kind: { of: 'text', max: 3 },
  },
} as const satisfies Record<string, Input>;

/** By the name of the calculator's own input. */
export const calculatorInputs = {
  sex: {
    id: 'calcSex',
    label: 'Sex',
    hint: 'the scale knows these two',
    kind: {
      of: 'choice',
      choices: [
        { title: 'Male', value: 'male' },
        { title: 'Female', value: 'female' },
      ],
    },
  },
  dateOfBirth: { id: 'calcBirth', label: 'Date of birth', kind: { of: 'date' } },
  dateOfCurrentConviction: { id: 'calcConviction', label: 'Date of the current conviction', kind: { of: 'date' } },
  dateAtStartOfFollowUp: {
    id: 'calcFollowUp',
    label: 'Start of the two years',
    hint: 'the day of sentence in the community, or of release from custody',
    kind: { of: 'date', ahead: true },
  },
  totalSanctions: {
    id: 'calcSanctions',
    label: 'Number of sanctions',
    hint: 'all cautions and convictions, this one counted',
    kind: { of: 'text', max: 3 },
  },
  ageAtFirstSanction: {
    id: 'calcFirst',
    label: 'Age at the first sanction',
    hint: 'whole years',
    kind: { of: 'text', max: 2 },
  },
  offenceGroup: {
    id: 'calcGroup',
    label: 'Group of the current offence',
    kind: { of: 'choice', choices: offenceGroups.map((group) => ({ title: group, value: group })) },
  },
} as const satisfies Record<keyof OgrsInputs, Input>;

const whyYou: Record<ReturnType<typeof wantedOf>, string> = {
  probation: 'The referral waits for it; you sit for probation.',
  'in their place':
    'The referral waits for it, and nobody who sits for probation is here to give it: please see to it.',
  nothing: 'This has been dealt with.',
};

/** Told to whoever is asked: no name, only the reference. */
export const askedCard = (
  { ref, agency, body }: Referral,
  wanted: ReturnType<typeof wantedOf>,
  scheme: Scheme,
  area: string,
): Card =>
  sheet({
    heading: `OGRS score wanted: ${ref}`,
    intro: [
      `${agencyName({ scheme }, agency)} has referred somebody to the ${bodyOf({ scheme }, body).name} without an OGRS score (Offender Group Reconviction Scale: how likely a new conviction is within two years). ${whyYou[wanted]}`,
    ],
    buttons: [button('Open', 'ogrs.view', { referral: ref })],
    area,
  });

/** The sum in plain words. */
const explained = ({ sum, oneYearPercent, twoYearPercent, band }: Extract<OgrsResult, { ok: true }>): Part =>
  part({
    heading: [{ text: `${twoYearPercent} percent within two years, ${oneYearPercent} percent within one: ${band}` }],
    lines: [
      line(
        `${sum.ageAtFollowUp} at the start of the two years, so ${sum.ageBand}: ${signed(sum.ageSex)}.`,
        'Age and sex',
      ),
      line(`${signed(sum.status)}. A first sanction counts less than a later one.`, 'First or later'),
      line(
        `${signed(sum.copas)}: how many sanctions came in how many years, aged ${sum.ageAtConviction} at this conviction.`,
        'Pace',
      ),
      line(`${signed(sum.offence)}.`, 'Kind of offence'),
      line(
        `${signed(sum.total)} together. The higher it is, the more of a hundred people like this are convicted again.`,
        'Sum',
      ),
      line('It says how often people like this are convicted again, not what this person will do.'),
    ],
  });

export type OgrsView = ReferralView & {
  /** What stands in the inputs. */
  readonly typed?: Typed;
  readonly result?: Extract<OgrsResult, { ok: true }>;
};

/** The last ones; all stand in the papers. */
const SCORES_SHOWN = 5;

export const ogrsCard = (view: OgrsView): Card => {
  const { seen, scheme, area, now, typed = {}, result } = view;
  const { referral, version } = seen;
  const { name, dateOfBirth, sex, ogrs } = referral.answers;
  const scores = referral.scores ?? [];
  const press = { referral: referral.ref, version };
  const known: Typed = {
    calcBirth: dateOfBirth,
    calcSex: sex === 'Male' ? 'male' : sex === 'Female' ? 'female' : undefined,
    scoreDate: dayIn(now),
    ...typed,
  };
  const shown = (input: Input) => inputOf(input, String(known[input.id] ?? ''));
  return formCard({
    notice: view.notice,
    heading: `OGRS score: ${referral.ref}`,
    intro: [
      `For the ${bodyOf({ scheme }, referral.body).name}. OGRS, the Offender Group Reconviction Scale, says how likely a new conviction is. The newest score counts; the others are kept.`,
    ],
    parts: [
      part({
        lines: [
          line(name ?? 'not given', 'Person'),
          ...(dateOfBirth ? [line(inWords(dateOfBirth), 'Date of birth')] : []),
          ...(ogrs?.score ? [line(`${ogrs.score} percent (${ogrs.tool ?? 'tool not named'})`, 'On the form')] : []),
          ...scores.slice(-SCORES_SHOWN).flatMap((score) => scoreLines(score, 'Given')),
        ],
      }),
      ...(result
        ? [
            explained(result),
            part({
              buttons: [
                button(
                  'Record this result',
                  'ogrs.keep',
                  { ...press, resultTwo: result.twoYearPercent, resultOne: result.oneYearPercent },
                  { inputs: 'auto', style: 'positive' },
                ),
              ],
            }),
          ]
        : []),
      section('Type a score from your own tool', [], {
        inputs: Object.values(typedInputs).map(shown),
        buttons: [button('Record this score', 'ogrs.record', press, { inputs: 'auto' })],
      }),
      section('Work it out here, with OGRS version 3', [], {
        inputs: Object.values(calculatorInputs).map(shown),
        buttons: [button('Work it out', 'ogrs.calculate', press, { inputs: 'auto' })],
      }),
    ],
    buttons: [button('Open the papers', 'papers.view', { referral: referral.ref })],
    area,
  });
};
