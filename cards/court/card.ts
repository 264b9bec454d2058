/** Court dates with what they ask for, other key dates, and whether the police look for the person. */
import type { Case } from '../../services/caseModel.ts';
import type { PersonKey } from '../../services/person.ts';
import { type CourtDate, type CourtStanding, courtStanding } from '../../services/rules/court.ts';
import { inCustody } from '../../services/rules/custody.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import { sentenceEndOf } from '../../services/rules/due.ts';
import { dateOf, type Form, personOf, textOf } from '../case/recording.ts';
import { blockOf, opens, type Topic, topicCard } from '../case/topic.ts';
import { type Line, line } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { type Button, button, type Notice } from '../words.ts';

const lackInWords = {
  statement: 'say whether an intervention statement is wanted, and who writes it',
  cps: 'tell the Crown Prosecution Service (CPS) of the statement',
} as const;

/** What a court date asks for now. */
export const courtInWords = (court: CourtDate, standing: CourtStanding): string => {
  switch (standing.status) {
    case 'ahead':
      return `From ${inWords(court.promptOn)}: ${standing.lacks.map((lack) => lackInWords[lack]).join('; ')}.`;
    case 'prepare':
      return `Now: ${standing.lacks.map((lack) => lackInWords[lack]).join('; ')}.`;
    case 'prepared':
      return 'Prepared. The result is asked the day after.';
    case 'result asked':
      return 'It has passed: give its result.';
  }
};

const statementInWords = ({ statement, cpsTold }: CourtDate, names: ReadonlyMap<PersonKey, string>): Line[] => [
  ...(statement
    ? [
        line(
          statement.wanted ? `wanted, from ${names.get(statement.by) ?? 'somebody'}` : 'not wanted',
          'Intervention statement',
        ),
      ]
    : []),
  ...(cpsTold ? [line(`told on ${inWords(cpsTold)}`, 'Crown Prosecution Service')] : []),
];

const courtButtons = (court: CourtDate, standing: CourtStanding, topic: Topic): Button[] => {
  const result = opens('Give the result', 'court.resulting', topic, court.id);
  if (standing.status === 'result asked') return [result];
  const { doc, version } = topic;
  return [
    opens(
      court.statement?.wanted ? 'Somebody else writes it' : 'A statement is wanted',
      'court.writer',
      topic,
      court.id,
    ),
    ...(court.statement
      ? []
      : [button('No statement is wanted', 'court.unwanted', { case: doc.ref, version, of: court.id })]),
    ...(court.statement?.wanted && !court.cpsTold ? [opens('The CPS is told', 'court.telling', topic, court.id)] : []),
    result,
  ];
};

const pendingLines = ({ pending }: Case): Line[] => [
  line(pending ? pending.join('; ') : 'none recorded', 'Pending cases'),
];

export const dateLines = ({ keyDates = {}, custody, wanted }: Case): Line[] => {
  const ends = sentenceEndOf({ keyDates, ...(custody && { custody }) });
  const release = inCustody(custody) ? custody?.releaseOn : undefined;
  return [
    ...(keyDates.bail ? [line(inWords(keyDates.bail), 'Bail, to return on')] : []),
    ...(release ? [line(inWords(release), 'Expected release')] : []),
    ...(ends ? [line(inWords(ends), 'End of sentence')] : []),
    ...(wanted ? [line(`since ${inWords(wanted.since)}. ${wanted.why}`, 'Wanted')] : []),
  ];
};

export const courtCard = (topic: Topic, notice?: Notice, page?: number): Card => {
  const { doc, today, names } = topic;
  const { courts = [] } = doc;
  return topicCard(topic, {
    heading: 'Court and key dates',
    intro: [courts.length === 0 ? 'No court date is recorded.' : 'Court dates, the earliest first.'],
    blocks: [
      ...courts.map((court) => {
        const standing = courtStanding(court, today);
        return blockOf(
          `Court on ${inWords(court.on)}`,
          [
            line(court.court, 'Court'),
            ...(court.about ? [line(court.about, 'About')] : []),
            ...statementInWords(court, names),
            line(courtInWords(court, standing)),
          ],
          courtButtons(court, standing, topic),
        );
      }),
      blockOf('Offending history and pending cases', pendingLines(doc), [
        button('Open offences and pending cases', 'offence.view', { case: doc.ref }),
      ]),
      blockOf('Other dates', dateLines(doc), [
        opens('Change the dates', 'dates.form', topic),
        opens(doc.wanted ? 'No longer wanted' : 'Wanted', 'wanted.form', topic),
      ]),
    ],
    buttons: [opens('Add a court date', 'court.form', topic)],
    tab: 'plan',
    verb: 'court.view',
    page,
    notice,
  });
};

export const inputs = {
  on: dateOf('on', 'Court date', true),
  court: textOf('court', 'Court', 80),
  about: textOf('about', 'What it is about', 200),
  writer: (area: string): Input => personOf('writer', 'Who writes the intervention statement', area),
  told: dateOf('told', 'Told on'),
  result: textOf('result', 'Result', 300, 'or why it was not heard'),
  bail: dateOf('bail', 'Bail, to return on', true),
  sentenceEnd: dateOf('sentenceEnd', 'End of sentence', true),
  since: dateOf('since', 'Wanted since'),
  why: textOf('why', 'Why', 200),
} as const;

export const addForm: Form = {
  heading: 'A court date',
  asks: [[inputs.on], [inputs.court], [inputs.about]],
  press: 'Add it',
};

const about = ({ on, court }: CourtDate): Line[] => [line(`${court}, ${inWords(on)}`, 'Court')];

export const writerForm = (court: CourtDate, area: string): Form => ({
  heading: 'An intervention statement is wanted',
  intro: ['Whoever writes it gets an action for it.'],
  lines: about(court),
  asks: [[inputs.writer(area)]],
  press: 'Ask for the statement',
});

export const tellingForm = (court: CourtDate, today: Day): Form => ({
  heading: 'The Crown Prosecution Service is told',
  lines: about(court),
  asks: [[inputs.told, today]],
  press: 'Record it',
});

export const resultForm = (court: CourtDate): Form => ({
  heading: 'The result',
  lines: about(court),
  asks: [[inputs.result]],
  press: 'Record the result',
});

/** Of somebody inside, release and the end of the sentence are kept with custody alone. */
export const datesForm = (doc: Case): Form => {
  const inside = inCustody(doc.custody);
  return {
    heading: 'Key dates',
    intro: [
      'A date that is left empty is no longer kept.',
      ...(inside
        ? ['Release and the end of the sentence are kept with custody: “Put custody right” on the case.']
        : []),
    ],
    asks: [[inputs.bail, doc.keyDates?.bail], ...(inside ? [] : [[inputs.sentenceEnd, sentenceEndOf(doc)] as const])],
    press: 'Keep these dates',
  };
};

export const wantedForm = ({ wanted }: Case, today: Day): Form => ({
  heading: wanted ? 'No longer wanted' : 'Wanted by the police',
  asks: wanted ? [[inputs.why]] : [[inputs.since, today], [inputs.why]],
  press: 'Record it',
});
