/** Custody and release: what is filled in, what is told to the panel, and what somebody reports for others to confirm. */
import type { Case, CustodyReport } from '../../services/caseModel.ts';
import type { CaseSeen } from '../../services/caseSeen.ts';
import { inCustody } from '../../services/rules/custody.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import { custodyInWords } from '../case/words.ts';
import { formCard, inputOf, part, section } from '../form/card.ts';
import { line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button } from '../words.ts';
import { inputs, released, writtenOf } from './form.ts';

type View = {
  readonly seen: CaseSeen;
  readonly area: string;
  /** What this person says counts at once. */
  readonly records: boolean;
  readonly today: Day;
};

const back = (ref: string): Button => button('Back', 'case.view', { case: ref, tab: 'summary', page: 1 });

const counts = (records: boolean, then: string | undefined): string =>
  records
    ? `What you record counts at once${then ? `: ${then}` : '.'} The panel is told in its channel, by reference only.`
    : 'People of the police, the prison and probation record this. What you say is passed on to them to be confirmed.';

const reportLine = (report: CustodyReport): string =>
  report.what === 'custody' ? `In custody: ${custodyInWords(report.custody)}.` : `Released on ${inWords(report.on)}.`;

const reportPart = ({ seen, records }: View) =>
  seen.doc.custodyReport
    ? [
        section('Reported and not confirmed yet', [reportLine(seen.doc.custodyReport)], {
          buttons: records
            ? [button('That is not so', 'custody.dismiss', { case: seen.doc.ref, version: seen.version })]
            : [],
        }),
      ]
    : [];

export const custodyCard = (view: View): Card => {
  const { seen, area, records } = view;
  const { doc, version } = seen;
  const { custody, custodyReport: report } = doc;
  const stands = inCustody(custody);
  const known = report?.what === 'custody' ? report.custody : stands ? custody : undefined;
  const written = known ? writtenOf(known) : undefined;
  return formCard({
    heading: `${stands ? 'Custody' : 'Into custody'}: ${doc.ref}`,
    intro: [
      counts(
        records,
        doc.rag && !stands ? 'the colour becomes blue, and the one before comes back on release.' : undefined,
      ),
    ],
    parts: [
      ...reportPart(view),
      part({ inputs: Object.values(inputs).map((input) => inputOf(input, written?.[input.id])) }),
    ],
    buttons: [
      button(
        records ? 'Record it' : 'Pass it on',
        'custody.record',
        { case: doc.ref, version },
        { style: 'positive', inputs: 'auto' },
      ),
      back(doc.ref),
    ],
    area,
  });
};

export const releaseCard = (view: View): Card => {
  const { seen, area, records, today } = view;
  const { doc, version } = seen;
  const { custodyReport: report, custody, rag } = doc;
  const then = rag?.before
    ? `the colour becomes ${rag.before.colour} again, and the case is due for review at the next meeting.`
    : 'the case is due for review at the next meeting.';
  return formCard({
    heading: `Release from custody: ${doc.ref}`,
    intro: [counts(records, then)],
    parts: [
      ...(custody ? [part({ lines: [line(`${custodyInWords(custody)}.`, 'In custody')] })] : []),
      ...reportPart(view),
      part({ inputs: [inputOf(released, report?.what === 'release' ? report.on : today)] }),
    ],
    buttons: [
      button(
        records ? 'Record the release' : 'Pass it on',
        'custody.released',
        { case: doc.ref, version },
        { style: 'positive', inputs: 'auto' },
      ),
      back(doc.ref),
    ],
    area,
  });
};

/** In the channel: references only. */
export const panelCard = ({ ref, custody, rag }: Case, area: string): Card => {
  const inside = inCustody(custody);
  const onRelease = rag?.before ? ` On release it becomes ${rag.before.colour} again, for review.` : '';
  const again = rag ? `Its colour is ${rag.colour} again.` : '';
  return sheet({
    heading: inside ? `${ref} is in custody` : `${ref} is released from custody`,
    intro: inside
      ? [
          `In custody since ${custody ? inWords(custody.since) : 'today'}.`,
          ...(rag ? [`Its colour is blue.${onRelease}`] : []),
        ]
      : [
          custody?.released ? `Released on ${inWords(custody.released)}.` : 'No longer in custody.',
          [again, 'It is due for review at the next meeting.'].filter(Boolean).join(' '),
        ],
    buttons: [button(`Open ${ref}`, 'case.view', { case: ref, tab: 'summary', page: 1 })],
    area,
  });
};

/** To whoever confirms. */
export const reportedCard = (ref: string, report: CustodyReport, by: string, area: string): Card =>
  sheet({
    heading: `Custody of ${ref}: please confirm`,
    intro: ['Somebody has reported this. Nothing is changed on the case until it is confirmed.'],
    blocks: [{ heading: 'Reported', lines: [line(reportLine(report)), line(by, 'By')], buttons: [] }],
    buttons: [button('Confirm it or say that it is not so', 'custody.form', { case: ref })],
    area,
  });
