/** What is due in the cases of a person’s bodies, and who is in prison for a short time. */
import type { Case } from '../../services/caseModel.ts';
import { type CaseDueNow, type Listed, MOST } from '../../services/dueList.ts';
import { courtStanding } from '../../services/rules/court.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import type { Due } from '../../services/rules/due.ts';
import { blockOf } from '../case/topic.ts';
import { courtInWords } from '../court/card.ts';
import { stayLines } from '../licence/card.ts';
import { type Line, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button, count } from '../words.ts';

const nameOfDate = { bail: 'Bail', 'end of sentence': 'End of sentence' } as const;

/** One thing that is due. */
export const dueLine = (due: Due, today: Day): Line => {
  switch (due.what) {
    case 'court':
    case 'result':
      return line(courtInWords(due.court, courtStanding(due.court, today)), `Court on ${inWords(due.court.on)}`);
    case 'appointment':
      return line('say whether it was kept.', `Appointment or visit on ${inWords(due.on)}`);
    case 'visit':
      return line('not recorded yet.', `Neighbourhood police visit, due by ${inWords(due.on)}`);
    case 'joint meeting':
      return line('to be fed back.', `Joint meeting on ${inWords(due.on)}`);
    case 'prison release':
      return line(`expected on ${inWords(due.on)}. Record it, or a later date.`, 'Release from prison');
    case 'bail':
    case 'end of sentence':
      return line(inWords(due.on), nameOfDate[due.what]);
  }
};

const pageOf =
  (verb: string) =>
  (title: string, page: number): Button =>
    button(title, verb, { page });

/** Said where a list is cut. */
const cutLines = (more: boolean): string[] =>
  more ? [`There are more: of each body the first ${MOST} stand here. The others come as these are dealt with.`] : [];

export const dueCard = (
  { found: cases, more }: Listed<CaseDueNow>,
  { today, coordinator, area, page }: { today: Day; coordinator: boolean; area: string; page: number },
): Card =>
  sheet({
    heading: 'What is due',
    intro: [
      cases.length === 0
        ? 'Nothing is due in the cases of your bodies.'
        : `${count(cases.length, 'case')} of your bodies, the longest due first. Only you see this.`,
      ...cutLines(more),
    ],
    blocks: cases.map(({ doc, due }) =>
      blockOf(
        doc.ref,
        [line(doc.identity.name ?? 'no name', 'Person'), ...due.map((one) => dueLine(one, today))],
        [button(`Open ${doc.ref}`, 'case.view', { case: doc.ref, tab: 'plan', page: 1 })],
      ),
    ),
    buttons: [
      button('Short sentences', 'due.short', {}),
      ...(coordinator ? [button('Prisons', 'prison.list', {})] : []),
    ],
    page,
    turn: pageOf('due.list'),
    area,
  });

export const shortCard = (
  { found: cases, more }: Listed<Case>,
  { area, names, page }: { area: string; names: (doc: Case) => string | undefined; page: number },
): Card =>
  sheet({
    heading: 'Short sentences',
    intro: [
      'Nobody supervises these people by law after release. They stay on this list until something was offered to them after it.',
      cases.length === 0 ? 'Nobody is on it now.' : `${count(cases.length, 'person', 'people')}. Only you see this.`,
      ...cutLines(more),
    ],
    blocks: cases.map((doc) =>
      blockOf(
        doc.ref,
        [line(doc.identity.name ?? 'no name', 'Person'), ...stayLines(doc, names(doc))],
        [
          button('Prison and licence', 'licence.view', { case: doc.ref }),
          button('Offers', 'offer.list', { case: doc.ref }),
        ],
      ),
    ),
    buttons: [button('What is due', 'due.list', {})],
    page,
    turn: pageOf('due.short'),
    area,
  });
