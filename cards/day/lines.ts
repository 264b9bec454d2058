/** How each thing on a day's card reads now; nothing once it is settled. */
import { type Case, Cases } from '../../services/caseModel.ts';
import { isHidden, isOutside, outsideOf } from '../../services/cases.ts';
import type { DayItem } from '../../services/dayCards.ts';
import { stillDue } from '../../services/dayCases.ts';
import { Actions, Referrals } from '../../services/model.ts';
import type { PersonKey } from '../../services/person.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import { wantedOf } from '../../services/scores.ts';
import { stillToAdd } from '../../services/teamMeeting.ts';
import { agencyName } from '../../services/work.ts';
import { askOf } from '../action/card.ts';
import { calendarBlock } from '../calendar/dayLines.ts';
import { blockOf } from '../case/topic.ts';
import type { Place } from '../command.ts';
import { dueLine } from '../due/card.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import { type Button, button } from '../words.ts';
import { dueInWords } from './card.ts';

type About = { readonly place: Place; readonly reader: PersonKey; readonly today: Day };
type Of<Kind extends DayItem['kind']> = DayItem & { readonly kind: Kind };

const actionBlock = async ({ place, reader, today }: About, item: Of<'action'>): Promise<Block | undefined> => {
  const action = (await place.store.get(place.area.id, Actions, item.action))?.doc;
  if (action?.owner !== item.of || action.state === 'completed' || action.state === 'declined') return undefined;
  if ((await outsideOf(place, [action.ref], reader)).size > 0) return undefined;
  return blockOf(
    action.ref,
    [line(action.what, `Action, ${dueInWords(action.due, today)}`)],
    [button(askOf(action), 'action.view', { action: action.id })],
  );
};

const caseOf = async ({ place, reader }: About, ref: string): Promise<Case | undefined> => {
  const doc = (await place.store.get(place.area.id, Cases, ref))?.doc;
  return doc && !isOutside(doc, reader) && !isHidden(place.area, doc) ? doc : undefined;
};

const caseBlock = (ref: string, lines: readonly Line[], opened: Button): Block => blockOf(ref, lines, [opened]);

const opened = (ref: string, tab: string): Button => button(`Open ${ref}`, 'case.view', { case: ref, tab, page: 1 });

const dueBlock = async (about: About, item: Of<'case'>): Promise<Block | undefined> => {
  const doc = await caseOf(about, item.ref);
  const due = doc?.state === 'on the register' ? stillDue(doc, item, about.today) : undefined;
  if (!due) return undefined;
  const court = due.what === 'court' || due.what === 'result';
  return caseBlock(
    item.ref,
    [dueLine(due, about.today)],
    court ? button('Court dates', 'court.view', { case: item.ref }) : opened(item.ref, 'plan'),
  );
};

/** A date of the case that the panel decides on, and not the reader alone. */
const panelBlock = async (
  about: About,
  { kind, ref, on }: Of<'review' | 'monitoring' | 're-selection'>,
): Promise<Block | undefined> => {
  const doc = await caseOf(about, ref);
  if (!doc) return undefined;
  const when = dueInWords(on, about.today);
  switch (kind) {
    case 'review':
      if (doc.state !== 'on the register' || doc.reviewOn !== on) return undefined;
      return caseBlock(
        ref,
        [
          line(
            'It comes onto the panel’s next agenda by itself. Bring what has happened since the last one.',
            `Review, ${when}`,
          ),
        ],
        opened(ref, 'plan'),
      );
    case 'monitoring':
      if (doc.monitoring?.until !== on) return undefined;
      return caseBlock(
        ref,
        [
          line(
            `It ends on ${inWords(on)}. Removal from the register is then proposed by itself.`,
            'Lighter monitoring',
          ),
        ],
        opened(ref, 'summary'),
      );
    case 're-selection':
      if (doc.reselectOn !== on) return undefined;
      return caseBlock(
        ref,
        [line('The next agenda asks whether to take this person on again.', `To be considered again, ${when}`)],
        opened(ref, 'summary'),
      );
  }
};

/** For whoever sits for probation, or sees to it in their place. */
const scoreBlock = async ({ place, reader, today }: About, item: Of<'score'>): Promise<Block | undefined> => {
  const doc = (await place.store.get(place.area.id, Referrals, item.referral))?.doc;
  if (!doc || wantedOf(place, doc, reader) === 'nothing') return undefined;
  const meets =
    item.on < today ? `was on ${inWords(item.on)}` : `is ${item.on === today ? 'today' : `on ${inWords(item.on)}`}`;
  return blockOf(
    item.referral,
    [line(`The referral still lacks its OGRS score, and the meeting that it is for ${meets}.`, 'OGRS score wanted')],
    [button('Give the score', 'ogrs.view', { referral: item.referral })],
  );
};

const paperBlock = ({ place, today }: About, item: Of<'protocol' | 'priorities' | 'cohort'>): Block => {
  switch (item.kind) {
    case 'protocol': {
      const name = agencyName(place, item.agency);
      const past = item.on < today;
      return blockOf(name, [
        line(
          past
            ? `Its signature of the information-sharing protocol ended on ${inWords(item.on)}. Have it signed anew, then have the scheme’s file changed.`
            : `Its signature of the information-sharing protocol ends on ${inWords(item.on)}. Have it signed anew before then.`,
        ),
      ]);
    }
    case 'priorities':
      return blockOf('Priority offences', [
        line(
          `The list is to be looked at again, ${dueInWords(item.on, today)}. A new one is a change of the scheme’s file.`,
        ),
      ]);
    case 'cohort':
      return blockOf(
        'Deter young offenders',
        [
          line(
            'Those identified from January to March are this year’s cohort, and their time is over. Look the list through before its figures are worked out.',
          ),
        ],
        [button('Open the list', 'dyo.list', {})],
      );
  }
};

/** Gone once the person has brought something, or the list is out. */
const teamBlock = async ({ place, reader }: About, { body: id }: Of<'team meeting'>): Promise<Block | undefined> => {
  const open = await stillToAdd(place, id, reader);
  return (
    open &&
    blockOf(
      `${open.body.name}, weekly meeting`,
      [
        line(
          `You have brought nothing yet to the meeting of ${inWords(open.meeting)}. Its list goes out the working day before.`,
        ),
      ],
      [button('Add an item', 'team.form', { body: id }), button('What is collected', 'team.view', { body: id })],
    )
  );
};

/** What is on the card, as it stands now for this reader. */
export const blockFor = async (about: About, item: DayItem): Promise<Block | undefined> => {
  switch (item.kind) {
    case 'action':
      return actionBlock(about, item);
    case 'case':
      return dueBlock(about, item);
    case 'review':
    case 'monitoring':
    case 're-selection':
      return panelBlock(about, item);
    case 'score':
      return scoreBlock(about, item);
    case 'protocol':
    case 'priorities':
    case 'cohort':
      return paperBlock(about, item);
    case 'young offenders':
      return blockOf(
        'Deter young offenders',
        [line('This week’s list for the lead of your agency.')],
        [button('Open the list', 'dyo.list', {})],
      );
    case 'short sentences':
      return blockOf(
        'Short sentences',
        [line('People whom nobody supervises by law after release; look at them once a week.')],
        [button('Open the list', 'due.short', {})],
      );
    case 'team meeting':
      return teamBlock(about, item);
    case 'overdue':
      return blockOf(
        'Overdue actions',
        [line('Actions of your agency are overdue and have come up to you.')],
        [button('Open the list', 'overdue.list', {})],
      );
    case 'meeting to make':
    case 'meeting to hold':
    case 'agenda':
    case 'minutes':
    case 'answers':
    case 'answer':
    case 'arising':
    case 'input':
    case 'part':
      return calendarBlock(about, item);
  }
};
