/** What happens between meetings, as the history of a case tells it. */
import { expect, test } from 'vitest';
import { lifeInWords } from '../../cards/case/life.ts';
import { eventLine } from '../../cards/case/timeline.ts';
import type { LifeEvent } from '../../services/lifeEvents.ts';
import type { PersonKey } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import type { Happened } from '../../services/timeline.ts';
import { richmond } from '../support/builders.ts';

const on = day('2026-11-05');
test.for<[LifeEvent, string]>([
  [
    { what: 'step', step: 'agreement', name: 'Agreement', on, answer: 'Signed' },
    'Agreement: done on 5 November 2026, signed.',
  ],
  [
    { what: 'offered', pathway: 'accommodation', offer: 'A room', on },
    'Offered on 5 November 2026 (Accommodation): A room.',
  ],
  [{ what: 'answered', offer: 'A room!', response: 'refused', on }, 'Refused on 5 November 2026: A room!'],
  [
    { what: 'licence', condition: 'A curfew', became: 'not agreed', why: 'Work' },
    'Licence condition not agreed: A curfew. Reason: Work.',
  ],
  [
    { what: 'licence, prison', condition: 'A curfew', says: 'Fine' },
    'The prison on the licence condition “A curfew”: Fine.',
  ],
  [{ what: 'in prison', prison: 'HMP Nowhere' }, 'In HMP Nowhere.'],
  [{ what: 'court date', court: 'Court', on }, 'Court date on 5 November 2026: Court.'],
  [
    { what: 'statement', on, wanted: true, from: 'Amara Placeholder' },
    'An intervention statement is wanted for court on 5 November 2026, from Amara Placeholder.',
  ],
  [{ what: 'statement', on, wanted: false }, 'No intervention statement is wanted for court on 5 November 2026.'],
  [{ what: 'cps told', on }, 'The Crown Prosecution Service was told of the statement for court on 5 November 2026.'],
  [{ what: 'court result', court: 'Court', on, result: 'Fined' }, 'Result of Court on 5 November 2026: Fined.'],
  [
    { what: 'appointment', with: 'Mentor', on, became: 'missed', note: 'Ill' },
    'Appointment or visit missed, 5 November 2026: Mentor. Ill.',
  ],
  [
    { what: 'order', order: 'Release licence', exempt: 'Subject to public protection' },
    'Release licence recorded; no police visit (subject to public protection).',
  ],
  [{ what: 'order ended', order: 'Release licence' }, 'Release licence ended.'],
  [
    { what: 'police visit', on, verified: true, explained: false },
    'Visited by the neighbourhood police on 5 November 2026: address verified, conditions not explained.',
  ],
  [
    { what: 'custody attended', on, where: 'Station', came: 'He asks for help' },
    'Attended in custody at Station on 5 November 2026: He asks for help.',
  ],
  [
    { what: 'arrested', on, where: 'Station' },
    'Arrested on 5 November 2026, held at Station; the police contact is asked to attend.',
  ],
  [{ what: 'key dates' }, 'Key dates recorded.'],
  [{ what: 'wanted', why: 'Absconded' }, 'Wanted by the police: Absconded.'],
  [{ what: 'no longer wanted', why: 'Found' }, 'No longer wanted by the police: Found.'],
  [{ what: 'granted', pence: 5_000, why: 'Travel' }, '£50.00 granted from the operational fund: Travel.'],
  [
    { what: 'grant returned', pence: 1_250 },
    '£12.50 that were granted and not spent went back to the operational fund.',
  ],
  [{ what: 'paid', pence: 1_250, for: 'Travel: a pass' }, '£12.50 paid from the operational fund. Travel: a pass.'],
  [{ what: 'feedback', says: 'It helps' }, 'Feedback on the scheme: It helps.'],
  [{ what: 'statutory', is: 'unknown' }, 'Under an order or licence: not known.'],
  [{ what: 'joint meeting', area: 'Elsewhere', on }, 'Joint meeting with Elsewhere on 5 November 2026 noted.'],
  [
    { what: 'fed back', area: 'Elsewhere', on, came: 'They lead' },
    'Joint meeting with Elsewhere on 5 November 2026, fed back: They lead.',
  ],
  [
    { what: 'disclosed', to: 'Landlord: Lettings', told: 'Who helps' },
    'Disclosed to Landlord: Lettings. What was said: Who helps.',
  ],
])('%j', ([event, sentence]) => {
  expect(lifeInWords(event, richmond)).toBe(sentence);
});

const task = 'Find a tenancy';
const from: PersonKey = 'meadow|tom';
const to: PersonKey = 'meadow|amara';
const names = new Map([
  [from, 'Tom Sample'],
  [to, 'Amara Placeholder'],
]);

test.for<[Happened, string]>([
  [
    { what: 'action progress', action: 'a1', task, note: 'Two viewings.' },
    'Progress on an action: Find a tenancy. Two viewings.',
  ],
  [
    { what: 'action completed', action: 'a1', task, outcome: 'He moved in.', pathway: 'accommodation' },
    'Action (Accommodation) completed: Find a tenancy. Outcome: He moved in.',
  ],
  [
    { what: 'action handed over', action: 'a1', task, from, to, why: 'On leave.' },
    'Action handed from Tom Sample to Amara Placeholder: Find a tenancy. Reason: On leave.',
  ],
  [
    { what: 'escalation answered', action: 'a1', task, body: 'strategic', answer: 'By Monday.' },
    'The IOM Strategic Group answered on an overdue action: Find a tenancy. Answer: By Monday.',
  ],
  [
    { what: 'case handed over', part: 'lead professional', from, to, why: 'Another post.' },
    'Amara Placeholder is lead professional now, in place of Tom Sample. Reason: Another post.',
  ],
])('%j, with who and when before it', ([event, sentence]) => {
  const said = eventLine({ ...event, by: to, at: '2026-11-05T10:30:00.000Z' }, names, richmond);
  expect(said.text).toBe(sentence);
  expect(JSON.stringify(said.label)).toContain('5 November 2026, 10:30, Amara Placeholder');
});
