/** Where a case stands between meetings, in a few lines each, with the way to each side of it. */
import { courtStanding } from '../../services/rules/court.ts';
import { inCustody } from '../../services/rules/custody.ts';
import { inWords } from '../../services/rules/days.ts';
import { dueBy } from '../../services/rules/due.ts';
import { inPounds } from '../../services/rules/fund.ts';
import { inSight } from '../../services/rules/prison.ts';
import { stepsStanding } from '../../services/rules/steps.ts';
import { bodyOf } from '../../services/work.ts';
import { attendedInWords } from '../appointment/card.ts';
import { courtInWords, dateLines } from '../court/card.ts';
import { dueLine } from '../due/card.ts';
import { shortInWords } from '../licence/card.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import { progress } from '../steps/card.ts';
import { button, count } from '../words.ts';
import type { CaseView } from './card.ts';
import { blockOf } from './topic.ts';

type Side = Pick<CaseView, 'seen' | 'scheme' | 'today'>;

const go = (title: string, verb: string, { seen }: Side) => button(title, verb, { case: seen.doc.ref });

const dueLines = ({ seen: { doc }, today }: Side): Line[] => dueBy(doc, today).map((due) => dueLine(due, today));

const prisonLines = ({ seen: { doc } }: Side): Line[] => {
  const { custody, stay, licence = [] } = doc;
  return [
    line(
      inCustody(custody)
        ? `in prison${custody?.releaseOn ? `, expected release ${inWords(custody.releaseOn)}` : ''}`
        : 'not recorded as in prison',
      'Prison',
    ),
    ...(stay && inSight(stay) ? [line(shortInWords(stay), 'Flag')] : []),
    line(licence.length === 0 ? 'no conditions proposed' : count(licence.length, 'condition'), 'Licence'),
  ];
};

const courtLines = ({ seen: { doc }, today }: Side): Line[] => [
  ...(doc.courts ?? []).map((court) =>
    line(`${court.court}. ${courtInWords(court, courtStanding(court, today))}`, `Court on ${inWords(court.on)}`),
  ),
  ...dateLines(doc),
];

/** Before everything that is only due. */
export const wantedBlocks = ({ seen: { doc } }: Side): Block[] =>
  doc.wanted && doc.state === 'on the register'
    ? [blockOf('Wanted by the police', [line(`since ${inWords(doc.wanted.since)}. ${doc.wanted.why}`, 'Wanted')])]
    : [];

export const dueBlocks = (view: Side): Block[] => {
  const due = dueLines(view);
  return due.length > 0 ? [blockOf('Due now', due)] : [];
};

export const planParts = (view: Side): Block[] => {
  const { seen, scheme } = view;
  const { steps = [] } = bodyOf({ scheme }, seen.doc.body);
  return [
    ...(steps.length > 0
      ? [
          blockOf(
            'Steps',
            [line(progress(stepsStanding(steps, seen.doc.steps)))],
            [go('Open the steps', 'steps.view', view)],
          ),
        ]
      : []),
    blockOf('Court and key dates', courtLines(view), [go('Open court and dates', 'court.view', view)]),
    blockOf('Prison and licence', prisonLines(view), [go('Open prison and licence', 'licence.view', view)]),
  ];
};

/** Appointments that the case itself shows, the earliest first. */
const APPOINTMENTS = 3;

const appointmentLines = ({ seen: { doc } }: Side): Line[] => [
  line(attendedInWords(doc.attended ?? { kept: 0, missed: 0 }), 'So far'),
  ...(doc.appointments ?? []).slice(0, APPOINTMENTS).map(({ on, what }) => line(what, inWords(on))),
  ...((doc.appointments ?? []).length > APPOINTMENTS
    ? [line(`And ${(doc.appointments ?? []).length - APPOINTMENTS} more: “Open appointments”.`)]
    : []),
  ...(doc.orders ? [line(count(doc.orders.length, 'order or licence', 'orders and licences'), 'Held')] : []),
  ...(doc.jointMeetings ?? []).map(({ area, on }) => line(`${area}, ${inWords(on)}; to be fed back`, 'Joint meeting')),
];

export const contactParts = (view: Side): Block[] => {
  const { seen, scheme } = view;
  const { fund = { granted: 0, spent: 0 } } = seen.doc;
  return [
    blockOf(
      'Offers and responses',
      [line('What was offered on which pathway, and how the person responded; court statements are made of it.')],
      [go('Open the offers', 'offer.list', view), go('Record an offer', 'offer.form', view)],
    ),
    blockOf('Appointments, visits and orders', appointmentLines(view), [
      go('Open appointments', 'appointment.view', view),
    ]),
    ...(bodyOf({ scheme }, seen.doc.body).fund
      ? [
          blockOf(
            'Operational fund',
            [line(`${inPounds(fund.granted - fund.spent)} of ${inPounds(fund.granted)}`, 'Balance')],
            [go('Open the fund', 'fund.view', view)],
          ),
        ]
      : []),
    ...(scheme.disclosures
      ? [
          blockOf(
            'Disclosures',
            [line('To somebody outside the body, such as a landlord: each once what the scheme asks for it is there.')],
            [go('Open disclosures', 'disclosure.view', view)],
          ),
        ]
      : []),
  ];
};
