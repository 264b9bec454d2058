/** What happened to a case, each event in one sentence. */
import type { PersonKey } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import type { CaseEvent } from '../../services/timeline.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { type Line, line } from '../papers/sheet.ts';
import { moment } from '../words.ts';
import { changeInWords } from './words.ts';

const settledInWords = { carried: 'agreed', lost: 'not agreed', 'goes back': 'sent back for more evidence' } as const;

export const eventInWords = (event: CaseEvent, by: string, scheme: Scheme): string => {
  switch (event.what) {
    case 'adopted':
      return `Taken on by the body; recorded by ${by}.`;
    case 'proposed':
      return `${changeInWords(event.change, scheme)} proposed by ${by}. Reason: ${event.why}`;
    case 'decided':
      return `${changeInWords(event.change, scheme)}: ${settledInWords[event.outcome]} at a meeting${event.why ? `. Reasons: ${event.why}` : '.'}`;
    case 'proposal withdrawn':
      return `Proposal taken back by ${by}: ${changeInWords(event.change, scheme).toLowerCase()}.`;
    case 'colour':
      return `${event.from ? `Colour from ${event.from} to ${event.to}` : `Colour ${event.to}`}. Reason: ${event.why}`;
    case 'lead agency':
      return `Lead agency from ${agencyName({ scheme }, event.from)} to ${agencyName({ scheme }, event.to)}.`;
    case 'ownership':
      return `Ownership from ${agencyName({ scheme }, event.from)} to ${agencyName({ scheme }, event.to)}.`;
    case 'removed':
      return `Removed from the register. Reason: ${event.why}`;
    case 'moving':
      return `Moves to the ${bodyOf({ scheme }, event.to).name} by the referral ${event.referral}, begun with what is known.`;
    case 'moved':
      return `Taken on by the ${bodyOf({ scheme }, event.to).name} as ${event.referral}; this case ends.`;
    case 'action progress':
      return `Progress on an action, from ${by}: ${event.note}`;
    case 'action completed': {
      const pathway = scheme.pathways.find(({ id }) => id === event.pathway)?.name;
      return `Action${pathway ? ` (${pathway})` : ''} completed by ${by}. Outcome: ${event.outcome}`;
    }
    case 'action handed over':
      return `Action handed to a colleague by ${by}. Reason: ${event.why}`;
    case 'escalation answered':
      return `The ${bodyOf({ scheme }, event.body).name} answered on an overdue action: ${event.answer}`;
    case 'case handed over':
      return `Another ${event.part}; handed over by ${by}. Reason: ${event.why}`;
  }
};

export const eventLine = (event: CaseEvent, names: ReadonlyMap<PersonKey, string>, scheme: Scheme): Line =>
  line(eventInWords(event, names.get(event.by) ?? 'somebody', scheme), moment(event.at));
