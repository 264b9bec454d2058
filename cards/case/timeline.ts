/** What happened to a case, each event in one sentence. */
import type { PersonKey } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import type { CaseEvent } from '../../services/timeline.ts';
import { agencyName } from '../../services/work.ts';
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
    case 'imported':
      return `Came with the register in the file ${event.file}; imported by ${by}.`;
    case 'offended':
      return `Re-offended on ${inWords(event.on)}.`;
  }
};

export const eventLine = (event: CaseEvent, names: ReadonlyMap<PersonKey, string>, scheme: Scheme): Line =>
  line(eventInWords(event, names.get(event.by) ?? 'somebody', scheme), moment(event.at));
