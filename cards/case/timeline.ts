/** What happened to a case, each event in one sentence. */
import type { PersonKey } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import type { CaseEvent } from '../../services/timeline.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { reasonInWords, transferInWords } from '../deselection/words.ts';
import { rungTitle } from '../escalation/words.ts';
import { consentInWords } from '../papers/history.ts';
import { type Line, line } from '../papers/sheet.ts';
import { reviewInWords } from '../review/words.ts';
import { count, moment, stopped } from '../words.ts';
import { lifeInWords } from './life.ts';
import { changeInWords, custodyInWords } from './words.ts';

type Names = ReadonlyMap<PersonKey, string>;

const settledInWords = { carried: 'agreed', lost: 'not agreed', 'goes back': 'sent back for more evidence' } as const;

/** Without who and when, which stand before it. */
export const eventInWords = (event: CaseEvent, names: Names, scheme: Scheme): string => {
  const named = (person: PersonKey): string => names.get(person) ?? 'somebody';
  switch (event.what) {
    case 'adopted':
      return 'Taken on by the body.';
    case 'proposed':
      return `${changeInWords(event.change, scheme)} proposed. Reason: ${event.why}`;
    case 'decided':
      return `${changeInWords(event.change, scheme)}: ${settledInWords[event.outcome]} at a meeting${event.why ? `. Reasons: ${event.why}` : '.'}`;
    case 'proposal withdrawn':
      return `Proposal taken back: ${changeInWords(event.change, scheme).toLowerCase()}.`;
    case 'colour':
      return `${event.from ? `Colour from ${event.from} to ${event.to}` : `Colour ${event.to}`}. Reason: ${event.why}`;
    case 'colour for release':
      return `Colour ${event.colour} decided for release from custody. Reason: ${event.why}`;
    case 'monitoring':
      return `Lighter monitoring until ${inWords(event.until)}. Reason: ${event.why}`;
    case 'custody':
      return `In custody: ${custodyInWords(event.custody)}.`;
    case 'custody changed':
      return `Custody put right: ${custodyInWords(event.custody)}.`;
    case 'released':
      return `Released from custody on ${inWords(event.on)}.`;
    case 'custody reported':
      return event.report.what === 'custody'
        ? `Custody reported, to be confirmed: ${custodyInWords(event.report.custody)}.`
        : `Release on ${inWords(event.report.on)} reported, to be confirmed.`;
    case 'custody report dismissed':
      return 'What was reported about custody is not so.';
    case 'tactic':
      return `Tactical option for ${event.colour}, given as a task: ${event.task}; due ${inWords(event.due)}.`;
    case 'lead agency':
      return `Lead agency from ${agencyName({ scheme }, event.from)} to ${agencyName({ scheme }, event.to)}.`;
    case 'ownership':
      return `Ownership from ${agencyName({ scheme }, event.from)} to ${agencyName({ scheme }, event.to)}.`;
    case 'restricted':
      return `Restricted: open to ${count(event.to.length, 'person', 'people')} only. Reason: ${event.why}`;
    case 'restriction lifted':
      return `Opened to its body again. Reason: ${event.why}`;
    case 'removed':
      return `Removed from the register: ${reasonInWords(event.reason, scheme)}. Reason: ${event.why}`;
    case 'proposal corrected':
      return 'Answers of the proposed removal completed.';
    case 'reviewed':
      return `${reviewInWords(event)} ${event.why}`;
    case 'reselection considered':
      return `${reviewInWords(event)} ${event.why}`;
    case 'receiving area':
      return transferInWords(event);
    case 'moving':
      return `Moves to the ${bodyOf({ scheme }, event.to).name} by the referral ${event.referral}, begun with what is known.`;
    case 'moved':
      return `Taken on by the ${bodyOf({ scheme }, event.to).name} as ${event.referral}; this case ends.`;
    case 'action progress':
      return `Progress on an action: ${stopped(event.task)} ${event.note}`;
    case 'action completed': {
      const pathway = scheme.pathways.find(({ id }) => id === event.pathway)?.name;
      return `Action${pathway ? ` (${pathway})` : ''} completed: ${stopped(event.task)} Outcome: ${event.outcome}`;
    }
    case 'action handed over':
      return `Action handed from ${named(event.from)} to ${named(event.to)}: ${stopped(event.task)} Reason: ${event.why}`;
    case 'escalation answered':
      return `The ${bodyOf({ scheme }, event.body).name} answered on an overdue action: ${stopped(event.task)} Answer: ${event.answer}`;
    case 'escalation': {
      const title = rungTitle(event.rung, scheme);
      return event.rung.says === '' ? `${title}.` : `${title}: ${event.rung.says}`;
    }
    case 'case handed over':
      return `${named(event.to)} is ${event.part} now, in place of ${named(event.from)}. Reason: ${event.why}`;
    case 'named':
      return `${named(event.to)} is ${event.part} now.`;
    case 'ownership offered':
      return `${agencyName({ scheme }, event.to)} asked to take ownership, as a meeting decided.`;
    case 'ownership declined':
      return `Ownership declined for ${agencyName({ scheme }, event.agency)}. Reason: ${event.why}`;
    case 'ownership stays':
      return `Ownership left with ${agencyName({ scheme }, event.agency)}.`;
    case 'overridden':
      return `Decided to go on without consent. Reason: ${event.why}`;
    case 'not overridden':
      return `Decided not to go on without consent. Reason: ${event.why}`;
    case 'consent':
      return `Consent recorded: ${event.from ? `${consentInWords(event.from)}, now ` : ''}${consentInWords(event.to)}.`.replace(
        /\.\.$/,
        '.',
      );
    case 'consent came':
      return 'Consent came; what was decided on the refusal has ended.';
    case 'refusal passed on':
      return `The refusal of consent was passed on to ${agencyName({ scheme }, event.agency)}, for ${event.strand} to be decided on.`;
    case 'placed':
      return `Placed in ${event.strand}. Reason: ${event.why}`;
    case 'not placed':
      return `Not placed in ${event.strand}. Reason: ${event.why}`;
    case 'step':
    case 'offered':
    case 'answered':
    case 'licence':
    case 'licence, prison':
    case 'in prison':
    case 'court date':
    case 'statement':
    case 'cps told':
    case 'court result':
    case 'appointment':
    case 'order':
    case 'order ended':
    case 'police visit':
    case 'arrested':
    case 'custody attended':
    case 'incident':
    case 'incident corrected':
    case 'incident taken back':
    case 'checked':
    case 'key dates':
    case 'pending cases':
    case 'wanted':
    case 'no longer wanted':
    case 'granted':
    case 'grant returned':
    case 'paid':
    case 'feedback':
    case 'statutory':
    case 'joint meeting':
    case 'fed back':
    case 'disclosed':
      return lifeInWords(event, scheme);
    case 'imported':
      return `Came with the register in the file ${event.file}.`;
    case 'offended':
      return event.type
        ? `Offence of ${inWords(event.on)}: ${stopped(event.type)}`
        : `Re-offended on ${inWords(event.on)}.`;
  }
};

export const eventLine = (event: CaseEvent, names: Names, scheme: Scheme): Line => ({
  ...line(eventInWords(event, names, scheme), `${moment(event.at)}, ${names.get(event.by) ?? 'somebody'}`),
  named: true,
});
