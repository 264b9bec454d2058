/** Licence conditions on their way, and the prison where a person is: place, expected release, single point of contact. */
import type { Case } from '../../services/caseModel.ts';
import { actsFor } from '../../services/lifeLists.ts';
import type { Area } from '../../services/model.ts';
import { contributes, prisonOf } from '../../services/prisons.ts';
import { inWords } from '../../services/rules/days.ts';
import { forProbation, type LicenceCondition, type LicenceState, nextOf } from '../../services/rules/licence.ts';
import { inSight, type PrisonStay } from '../../services/rules/prison.ts';
import { agencyName } from '../../services/work.ts';
import { workers } from '../case/answer.ts';
import { licenceInWords } from '../case/life.ts';
import { choiceOf, dateOf, type Form, personOf, textOf } from '../case/recording.ts';
import { blockOf, opens, type Topic, topicCard } from '../case/topic.ts';
import { formCard, inputOf, part, section } from '../form/card.ts';
import { type Line, line, sheet } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { type Button, button, moment, type Notice } from '../words.ts';

const supervision = { yes: 'Supervised after release', no: 'No supervision after release', unknown: 'Not known yet' };

const conditionLines = (one: LicenceCondition, topic: Topic): Line[] => [
  line(one.what),
  line(one.agency ? agencyName(topic, one.agency) : (topic.names.get(one.by) ?? 'somebody'), 'Proposed by'),
  ...(one.prison ? [line(one.prison, 'The prison says')] : []),
];

const moveTitle: Record<LicenceState, string> = {
  proposed: 'Propose',
  agreed: 'Agree',
  'not agreed': 'Do not agree',
  'taken up': 'Take it up',
  'not taken up': 'Do not take it up',
};

/** What the reader may do with a condition: workers settle it, probation takes it up, the prison says what it knows. */
const moves = (one: LicenceCondition, { doc, version, turn }: Topic): Button[] => {
  const works = workers.some((role) => turn.roles.has(role));
  const next = nextOf(one.state).filter((to) => works && (!forProbation(to) || actsFor(turn, 'probation')));
  return next.map((to) =>
    to.startsWith('not')
      ? button(moveTitle[to], 'licence.turn', { case: doc.ref, of: one.id })
      : button(moveTitle[to], 'licence.move', { case: doc.ref, version, of: one.id, to }),
  );
};

export const shortInWords = ({ supervised }: Pick<PrisonStay, 'supervised'>): string =>
  supervised === 'unknown' ? 'Short sentence, supervision not known' : 'Short sentence without supervision';

export const stayLines = ({ prisonContact: stay }: Case, area: Area, contact: string | undefined): Line[] => {
  if (!stay) return [line('Not recorded as in prison.')];
  return [
    line(prisonOf({ area }, stay.prison)?.name ?? 'a prison that is not on the list any more', 'Prison'),
    line(contact ?? 'none; the co-ordinator names one', 'Single point of contact'),
    stay.released
      ? line(inWords(stay.released), 'Released on')
      : line(stay.release ? inWords(stay.release) : 'not known', 'Expected release'),
    ...(stay.months === undefined ? [] : [line(`${stay.months} months`, 'Sentence')]),
    line(`${supervision[stay.supervised]}.`, 'Supervision'),
    ...(inSight(stay) ? [line(`${shortInWords(stay)}: not to drop out of sight.`, 'Flag')] : []),
    line(moment(stay.at), 'Last said'),
  ];
};

export const licenceCard = (topic: Topic, notice?: Notice, page?: number): Card => {
  const { doc, turn, names } = topic;
  const { licence = [], prisonContact: stay } = doc;
  const contact = stay && prisonOf(turn, stay.prison)?.contact;
  return topicCard(topic, {
    heading: 'Prison and licence',
    intro: [
      'Agencies propose conditions before release, the team agrees them, and probation takes them up. The prison says what it knows.',
    ],
    blocks: [
      blockOf('Prison', stayLines(doc, turn.area, contact && names.get(contact)), [
        opens(stay && !stay.released ? 'Keep it current' : 'In prison', 'prison.form', topic),
        ...(stay && !stay.released ? [opens('Released', 'prison.leaving', topic)] : []),
      ]),
      ...licence.map((one) =>
        blockOf(licenceInWords[one.state], conditionLines(one, topic), [
          ...moves(one, topic),
          ...(nextOf(one.state).length > 0 && contributes(turn, doc)
            ? [opens('What the prison says', 'licence.asks', topic, one.id)]
            : []),
        ]),
      ),
    ],
    buttons: [opens('Propose a condition', 'licence.form', topic)],
    tab: 'plan',
    verb: 'licence.view',
    page,
    notice,
  });
};

export const inputs = {
  what: textOf('what', 'Condition', 200),
  why: textOf('why', 'Reason', 300),
  says: textOf('says', 'What the prison says', 300),
  prison: ({ prisons = [] }: Area): Input =>
    choiceOf(
      'prison',
      'Prison',
      prisons.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')).map(({ id, name }) => ({ id, name })),
    ),
  release: dateOf('release', 'Expected release, if known', true),
  months: textOf('months', 'Length of the sentence in months', 4, 'empty on remand, or while it is not known'),
  supervised: choiceOf('supervised', 'Supervision by probation after release', [
    { id: 'yes', name: 'Yes' },
    { id: 'no', name: 'No' },
    { id: 'unknown', name: 'Not known yet' },
  ]),
  released: dateOf('released', 'Released on'),
  name: textOf('name', 'Prison', 80),
  contact: (area: string): Input => personOf('contact', 'Single point of contact', area),
} as const;

export const conditionForm: Form = {
  heading: 'A licence condition',
  intro: ['It stands as proposed until the team agrees it.'],
  asks: [[inputs.what]],
  press: 'Propose it',
};

export const turnDownForm = (one: LicenceCondition): Form => ({
  heading: one.state === 'proposed' ? 'Do not agree' : 'Do not take it up',
  lines: [line(one.what, 'Condition')],
  asks: [[inputs.why]],
  press: one.state === 'proposed' ? 'The team does not agree' : 'Probation does not take it up',
});

export const prisonSaysForm = (one: LicenceCondition): Form => ({
  heading: 'What the prison says',
  lines: [line(one.what, 'Condition')],
  asks: [[inputs.says, one.prison]],
  press: 'Record it',
});

export const stayForm = ({ prisonContact: stay }: Case, area: Area): Form => ({
  heading: 'In prison',
  intro: [
    ...((area.prisons ?? []).length === 0
      ? ['No prison is on the list yet. The co-ordinator adds one, with its contact: type “due”, then “Prisons”.']
      : []),
  ],
  asks: [
    [inputs.prison(area), stay?.prison],
    [inputs.release, stay?.release],
    [inputs.months, stay?.months === undefined ? '' : String(stay.months)],
    [inputs.supervised, stay?.supervised ?? 'unknown'],
  ],
  press: 'Record it',
});

export const releasedForm = (today: string): Form => ({
  heading: 'Released from prison',
  asks: [[inputs.released, today]],
  press: 'Record the release',
});

/** For the co-ordinator: which prisons there are, each with its contact. */
export const prisonsCard = (area: Area, names: ReadonlyMap<string, string>, notice?: Notice): Card =>
  formCard({
    notice,
    heading: 'Prisons and their contacts',
    intro: ['Each prison has a single point of contact, who reads and keeps current what is recorded of people there.'],
    parts: [
      part({
        lines: (area.prisons ?? []).map(({ name, contact }) => line(names.get(contact) ?? 'somebody', name)),
      }),
      section('Add a prison, or name another contact', [], {
        inputs: [inputOf(inputs.name), inputOf(inputs.contact(area.id))],
        buttons: [button('Save', 'prison.name', {}, { inputs: 'auto', style: 'positive' })],
      }),
    ],
    buttons: [button('Back', 'due.list', {})],
    area: area.id,
  });

/** To the contact of a prison; a reference and no name. */
export const atYourPrisonCard = (ref: string, area: string): Card =>
  sheet({
    heading: `At your prison: ${ref}`,
    intro: [
      'Somebody of the register is recorded as in the prison for which you are the contact.',
      'Please keep the place and the expected release current, and say what you know on licence conditions.',
    ],
    buttons: [button('Open', 'licence.view', { case: ref })],
    area,
  });
