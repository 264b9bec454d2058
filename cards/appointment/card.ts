/** Whom a person is to see and saw, the orders they are under, and what the police do about those. */
import { complianceOf, orderName } from '../../services/compliance.ts';
import { HELPED } from '../../services/feedback.ts';
import { type Arrest, type ComplianceRules, type OrderHeld, visitStanding } from '../../services/rules/compliance.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import type { Appointment, JointMeeting } from '../../services/rules/due.ts';
import { nameIn } from '../../services/rules/fields.ts';
import { bodyOf } from '../../services/work.ts';
import { choiceOf, dateOf, type Form, textOf } from '../case/recording.ts';
import { blockOf, opens, type Topic, topicCard } from '../case/topic.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button, type Notice } from '../words.ts';

const kindInWords = { appointment: 'Appointment', visit: 'Visit' } as const;

const visitLines = (held: OrderHeld, rules: ComplianceRules): Line[] => {
  switch (visitStanding(held, rules)) {
    case 'no visit':
      return [line('none for this order', 'Police visit')];
    case 'exempt':
      return [line(`none, since exempt: ${nameIn(rules.exempt, held.exempt ?? '').toLowerCase()}`, 'Police visit')];
    case 'wanted':
      return [line(held.visitBy ? `due by ${inWords(held.visitBy)}` : 'due', 'Police visit')];
    case 'visited': {
      const { on, verified, explained } = held.visited ?? { on: held.visitBy, verified: false, explained: false };
      return [
        line(
          `${on ? inWords(on) : ''}; address ${verified ? '' : 'not '}verified, conditions ${explained ? '' : 'not '}explained`,
          'Police visit',
        ),
      ];
    }
  }
};

const orderBlocks = (topic: Topic): Block[] => {
  const { doc, scheme, version } = topic;
  if (!bodyOf({ scheme }, doc.body).compliance) return [];
  const rules = complianceOf({ scheme }, doc);
  return (doc.orders ?? []).map((held) =>
    blockOf(
      orderName(rules, held.order),
      [...(held.until ? [line(inWords(held.until), 'Until')] : []), ...visitLines(held, rules)],
      [
        ...(visitStanding(held, rules) === 'wanted' ? [opens('Record the visit', 'visit.form', topic, held.id)] : []),
        button('It has ended', 'order.end', { case: doc.ref, version, of: held.id }),
      ],
    ),
  );
};

const appointmentBlocks = (topic: Topic): Block[] =>
  (topic.doc.appointments ?? []).map((one) =>
    blockOf(
      `${kindInWords[one.kind]} on ${inWords(one.on)}`,
      [line(one.what, 'With, and what for')],
      one.on <= topic.today
        ? [opens('Kept', 'appointment.keeping', topic, one.id), opens('Missed', 'appointment.missing', topic, one.id)]
        : [],
    ),
  );

const arrestBlocks = (topic: Topic): Block[] =>
  (topic.doc.arrests ?? []).map((one) =>
    blockOf(
      `Arrested on ${inWords(one.on)}`,
      [line(one.where, 'Held at'), line('The police contact is asked to attend.')],
      [opens('Record the attendance', 'arrest.attending', topic, one.id)],
    ),
  );

const jointBlocks = (topic: Topic): Block[] =>
  (topic.doc.jointMeetings ?? []).map((one) =>
    blockOf(
      `Joint meeting on ${inWords(one.on)}`,
      [line(one.area, 'With'), line('Open until it is fed back to the panel.')],
      one.on <= topic.today ? [opens('Feed it back', 'joint.asks', topic, one.id)] : [],
    ),
  );

export const attendedInWords = ({ kept, missed }: { readonly kept: number; readonly missed: number }): string =>
  `${kept} kept, ${missed} missed`;

export const appointmentsCard = (topic: Topic, notice?: Notice, page?: number): Card => {
  const { doc, scheme } = topic;
  const orders = bodyOf({ scheme }, doc.body).compliance !== undefined;
  return topicCard(topic, {
    heading: 'Appointments, visits and orders',
    intro: [
      `Appointments and visits so far: ${attendedInWords(doc.attended ?? { kept: 0, missed: 0 })}.`,
      `Under an order or licence: ${statutoryInWords[doc.statutory ?? 'unknown'].toLowerCase()}.`,
    ],
    blocks: [...appointmentBlocks(topic), ...arrestBlocks(topic), ...orderBlocks(topic), ...jointBlocks(topic)],
    buttons: [
      opens('Appointment or visit', 'appointment.form', topic),
      ...(orders ? [opens('Order or licence', 'order.form', topic)] : []),
      opens('Statutory or not', 'statutory.form', topic),
      opens('Arrested', 'arrest.form', topic),
      opens('Joint meeting', 'joint.form', topic),
      opens('Feedback', 'feedback.form', topic),
    ],
    tab: 'contacts',
    verb: 'appointment.view',
    page,
    notice,
  });
};

const yesNo = (id: string, label: string): Input =>
  choiceOf(id, label, [
    { id: 'yes', name: 'Yes' },
    { id: 'no', name: 'No' },
  ]);

const statutoryInWords = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const;

const helpedInWords = { yes: 'Yes', 'in part': 'In part', no: 'No', 'not said': 'Not said' } as const;

export const inputs = {
  kind: choiceOf('kind', 'Appointment or visit', [
    { id: 'appointment', name: 'Appointment' },
    { id: 'visit', name: 'Visit' },
  ]),
  ahead: dateOf('on', 'When', true),
  on: dateOf('on', 'When'),
  what: textOf('what', 'With whom, and what for', 160),
  note: textOf('note', 'What came of it', 300),
  order: ({ visited, others }: ComplianceRules): Input =>
    choiceOf('order', 'Order or licence', [...visited, ...others]),
  until: dateOf('until', 'Until, if known', true),
  exempt: ({ exempt }: ComplianceRules): Input => choiceOf('exempt', 'Exempt from the police visit', exempt),
  statutory: choiceOf('statutory', 'Under a court order or a release licence', [
    { id: 'yes', name: statutoryInWords.yes },
    { id: 'no', name: statutoryInWords.no },
    { id: 'unknown', name: statutoryInWords.unknown },
  ]),
  verified: yesNo('verified', 'Lives at the address given'),
  explained: yesNo('explained', 'Conditions explained'),
  where: textOf('where', 'Held at', 100),
  elsewhere: textOf('elsewhere', 'Other area', 80),
  came: textOf('came', 'What came of it', 300),
  helped: choiceOf(
    'helped',
    'Does the scheme help',
    HELPED.map((id) => ({ id, name: helpedInWords[id] })),
  ),
  says: textOf('says', 'What the person says', 500),
} as const;

export const makeForm: Form = {
  heading: 'An appointment or visit',
  asks: [[inputs.kind, 'appointment'], [inputs.ahead], [inputs.what]],
  press: 'Record it',
};

const of = (one: Appointment): Line[] => [line(`${one.what}, ${inWords(one.on)}`, kindInWords[one.kind])];

export const closeForm = (one: Appointment, became: 'kept' | 'missed'): Form => ({
  heading: became === 'kept' ? 'Kept' : 'Missed',
  lines: of(one),
  asks: [[inputs.note]],
  press: became === 'kept' ? 'It was kept' : 'It was missed',
});

export const orderForm = (rules: ComplianceRules): Form => ({
  heading: 'An order or licence',
  intro: [
    'Whoever holds a licence, a suspended sentence or community payback is visited by the neighbourhood police, unless exempt. The police contact gets an action for it.',
  ],
  asks: [[inputs.order(rules)], [inputs.until], [inputs.exempt(rules)]],
  press: 'Record it',
});

export const statutoryForm = (now: 'yes' | 'no' | 'unknown'): Form => ({
  heading: 'Statutory or not',
  asks: [[inputs.statutory, now]],
  press: 'Record it',
});

export const visitForm = (today: Day): Form => ({
  heading: 'The visit by the neighbourhood police',
  asks: [[inputs.on, today], [inputs.verified], [inputs.explained]],
  press: 'Record the visit',
});

export const arrestForm = (today: Day): Form => ({
  heading: 'Arrested',
  intro: ['The police contact of the case gets an action at once: to attend custody.'],
  asks: [[inputs.on, today], [inputs.where]],
  press: 'Record the arrest',
});

export const attendForm = (one: Arrest, today: Day): Form => ({
  heading: 'Attended in custody',
  intro: ['The action that asked for it is completed with this.'],
  lines: [line(`${one.where}, ${inWords(one.on)}`, 'Arrested, and held at')],
  asks: [[inputs.on, today], [inputs.came]],
  press: 'Record the attendance',
});

export const jointForm: Form = {
  heading: 'A joint meeting with another area',
  intro: ['It stays open until what came of it is fed back.'],
  asks: [[inputs.elsewhere], [inputs.ahead]],
  press: 'Note it',
};

export const feedBackForm = (one: JointMeeting): Form => ({
  heading: 'Fed back',
  lines: [line(`${one.area}, ${inWords(one.on)}`, 'Joint meeting')],
  asks: [[inputs.came]],
  press: 'Feed it back',
});

export const feedbackForm = (today: Day): Form => ({
  heading: 'What the person says of the scheme',
  intro: ['Reports count these; they name nobody.'],
  asks: [[inputs.helped], [inputs.on, today], [inputs.says]],
  press: 'Record the feedback',
});
