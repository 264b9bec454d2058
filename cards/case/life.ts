/** What happens to a case between meetings, each event in one sentence. */
import type { LifeEvent } from '../../services/lifeEvents.ts';
import { inWords } from '../../services/rules/days.ts';
import { nameIn } from '../../services/rules/fields.ts';
import { inPounds } from '../../services/rules/fund.ts';
import type { LicenceState } from '../../services/rules/licence.ts';
import type { Need } from '../../services/rules/overnight.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import type { Response } from '../../services/rules/statement.ts';
import { stopped } from '../words.ts';

export const licenceInWords: Record<LicenceState, string> = {
  proposed: 'Proposed',
  agreed: 'Agreed by the team',
  'not agreed': 'Not agreed by the team',
  'taken up': 'Taken up by probation',
  'not taken up': 'Not taken up by probation',
};

export const responseInWords: Record<Response, string> = {
  accepted: 'Accepted',
  refused: 'Refused',
  attended: 'Attended',
  'did not attend': 'Did not attend',
  completed: 'Completed',
  'no answer': 'No answer',
};

export const needInWords: Record<Need, string> = {
  enforcement: 'enforcement',
  court: 'court attendance with an intervention statement',
  support: 'immediate support',
  custody: 'custody to be confirmed',
  information: 'nothing, for information only',
};

const became = { made: 'made', kept: 'kept', missed: 'missed' } as const;

export const lifeInWords = (event: LifeEvent, scheme: Scheme): string => {
  switch (event.what) {
    case 'step':
      return `${event.name}: done on ${inWords(event.on)}${event.answer ? `, ${event.answer.toLowerCase()}` : ''}.`;
    case 'offered':
      return `Offered on ${inWords(event.on)} (${nameIn(scheme.pathways, event.pathway)}): ${stopped(event.offer)}`;
    case 'answered':
      return `${responseInWords[event.response]} on ${inWords(event.on)}: ${stopped(event.offer)}`;
    case 'licence':
      return `Licence condition ${event.became}: ${stopped(event.condition)}${event.why ? ` Reason: ${stopped(event.why)}` : ''}`;
    case 'licence, prison':
      return `The prison on the licence condition “${event.condition}”: ${stopped(event.says)}`;
    case 'in prison':
      return `In ${event.prison}${event.release ? `, expected release ${inWords(event.release)}` : ''}.`;
    case 'court date':
      return `Court date on ${inWords(event.on)}: ${stopped(event.court)}`;
    case 'statement':
      return event.wanted
        ? `An intervention statement is wanted for court on ${inWords(event.on)}${event.from ? `, from ${event.from}` : ''}.`
        : `No intervention statement is wanted for court on ${inWords(event.on)}.`;
    case 'cps told':
      return `The Crown Prosecution Service was told of the statement for court on ${inWords(event.on)}.`;
    case 'court result':
      return `Result of ${event.court} on ${inWords(event.on)}: ${stopped(event.result)}`;
    case 'appointment':
      return `Appointment or visit ${became[event.became]}, ${inWords(event.on)}: ${stopped(event.with)}${event.note ? ` ${stopped(event.note)}` : ''}`;
    case 'order':
      return `${event.order} recorded${event.exempt ? `; no police visit (${event.exempt.toLowerCase()})` : ''}.`;
    case 'order ended':
      return `${event.order} ended.`;
    case 'police visit':
      return `Visited by the neighbourhood police on ${inWords(event.on)}: address ${event.verified ? '' : 'not '}verified, conditions ${event.explained ? '' : 'not '}explained.`;
    case 'arrested':
      return `Arrested on ${inWords(event.on)}, held at ${event.where}; the police contact is asked to attend.`;
    case 'custody attended':
      return `Attended in custody at ${event.where} on ${inWords(event.on)}: ${stopped(event.came)}`;
    case 'incident':
    case 'incident corrected':
      return `Overnight, ${event.what === 'incident' ? 'reported' : 'corrected'} (source: ${event.source}): ${stopped(event.says)} Needs: ${event.needs.map((need) => needInWords[need]).join(', ')}.`;
    case 'incident taken back':
      return `Taken back, what was reported overnight: ${stopped(event.says)}`;
    case 'checked':
      return 'Looked after; nothing to report.';
    case 'key dates':
      return 'Key dates recorded.';
    case 'pending cases':
      return event.cases.length > 0
        ? `Pending cases: ${stopped(event.cases.join('; '))}`
        : 'No case is pending any more.';
    case 'wanted':
      return `Wanted by the police${event.since ? ` since ${inWords(event.since)}` : ''}: ${stopped(event.why)}`;
    case 'no longer wanted':
      return `No longer wanted by the police: ${stopped(event.why)}`;
    case 'granted':
      return `${inPounds(event.pence)} granted from the operational fund: ${stopped(event.why)}`;
    case 'grant returned':
      return `${inPounds(event.pence)} that were granted and not spent went back to the operational fund.`;
    case 'paid':
      return `${inPounds(event.pence)} paid from the operational fund. ${stopped(event.for)}`;
    case 'feedback':
      return `Feedback on the scheme: ${stopped(event.says)}`;
    case 'statutory':
      return `Under an order or licence: ${event.is === 'unknown' ? 'not known' : event.is}.`;
    case 'joint meeting':
      return `Joint meeting with ${event.area} on ${inWords(event.on)} noted.`;
    case 'fed back':
      return `Joint meeting with ${event.area} on ${inWords(event.on)}, fed back: ${stopped(event.came)}`;
    case 'disclosed':
      return `Disclosed to ${event.to}. What was said: ${stopped(event.told)}`;
  }
};
