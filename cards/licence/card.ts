/** Licence conditions on their way, and the prison where a person is: place, expected release, single point of contact. */
import type { Case } from '../../services/caseModel.ts';
import { recordsCustody } from '../../services/custody.ts';
import { actsFor } from '../../services/lifeLists.ts';
import type { Area } from '../../services/model.ts';
import { contributes, prisonOf } from '../../services/prisons.ts';
import { type Custody, inCustody } from '../../services/rules/custody.ts';
import { inWords } from '../../services/rules/days.ts';
import { forProbation, type LicenceCondition, type LicenceState, nextOf } from '../../services/rules/licence.ts';
import { inSight, type PrisonStay } from '../../services/rules/prison.ts';
import { agencyName } from '../../services/work.ts';
import { workers } from '../case/answer.ts';
import { licenceInWords } from '../case/life.ts';
import { choiceOf, dateOf, type Form, personOf, textOf } from '../case/recording.ts';
import { blockOf, opens, type Topic, topicCard } from '../case/topic.ts';
import { custodyInWords } from '../case/words.ts';
import { formCard, inputOf, part, section } from '../form/card.ts';
import { type Line, line, sheet } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { type Button, button, count, moment, type Notice } from '../words.ts';

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

export const stayLines = ({ custody, stay }: Case, contact: string | undefined): Line[] => {
  if (!custody || (custody.released && !stay)) return [line('Not recorded as in prison.')];
  const { prison, released, releaseOn, months } = custody;
  return [
    line(prison, 'Prison'),
    line(contact ?? 'none; the co-ordinator names one', 'Single point of contact'),
    released
      ? line(inWords(released), 'Released on')
      : line(releaseOn ? inWords(releaseOn) : 'not known', 'Expected release'),
    ...(months === undefined ? [] : [line(count(months, 'month'), 'Sentence')]),
    line(`${supervision[stay?.supervised ?? 'unknown']}.`, 'Supervision'),
    ...(stay && inSight(stay) ? [line(`${shortInWords(stay)}: not to drop out of sight.`, 'Flag')] : []),
    ...(stay ? [line(moment(stay.at), 'Last said')] : []),
  ];
};

/** Whoever records custody keeps it current here; others pass on what they know, with the custody of the case. */
const stayButtons = (topic: Topic): Button[] => {
  const { doc, turn } = topic;
  const inside = inCustody(doc.custody);
  if (inside && recordsCustody(turn, doc))
    return [opens('Keep it current', 'prison.form', topic), opens('Released', 'prison.leaving', topic)];
  if (doc.state === 'removed' || !workers.some((role) => turn.roles.has(role))) return [];
  return [
    inside
      ? button('Record release', 'custody.releasing', { case: doc.ref })
      : button('Record custody', 'custody.form', { case: doc.ref }),
  ];
};

export const licenceCard = (topic: Topic, notice?: Notice, page?: number): Card => {
  const { doc, turn, names } = topic;
  const { licence = [] } = doc;
  const contact = prisonOf(turn, doc.custody)?.contact;
  return topicCard(topic, {
    heading: 'Prison and licence',
    intro: [
      'Agencies propose conditions before release, the team agrees them, and probation takes them up. The prison says what it knows.',
    ],
    blocks: [
      blockOf('Prison', stayLines(doc, contact && names.get(contact)), stayButtons(topic)),
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

export const stayForm = (custody: Custody, stay: PrisonStay | undefined, area: Area): Form => ({
  heading: 'In prison',
  intro: [
    ...((area.prisons ?? []).length === 0
      ? ['No prison is on the list yet. The co-ordinator adds one, with its contact: type “due”, then “Prisons”.']
      : []),
  ],
  lines: [line(`${custodyInWords(custody)}.`, 'In custody')],
  asks: [
    [inputs.prison(area), prisonOf({ area }, custody)?.id],
    [inputs.release, custody.releaseOn],
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
