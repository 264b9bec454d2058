/** People on the register of the panel of `seated.ts`, all invented, and an agenda that takes one of them. */
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, Cases, type Proposal } from '../../services/caseModel.ts';
import type { AgendaItem } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import type { Answers } from '../../services/rules/deselection.ts';
import { HeadingId, type Scheme } from '../../services/rules/scheme.ts';
import { type Change, create } from '../../services/store.ts';
import { richmond } from './builders.ts';
import { holder, seat } from './seated.ts';

export const CASE = 'RICH-2026-014';

/** Richmond with colours, as an area may switch them on: red every fortnight, with the input of every agency. */
export const inColour: Scheme = {
  ...richmond,
  bodies: richmond.bodies.map((body) =>
    body.id === 'iom'
      ? {
          ...body,
          motions: [...body.motions, 'set RAG'],
          agenda: HeadingId.options.filter(
            (heading) => ['red cases', 'RAG changes'].includes(heading) || body.agenda.includes(heading),
          ),
          reviews: { months: 3, byColour: { red: { weeks: 2, input: true, source: 'T 2.6' } }, source: 'G Q11' },
        }
      : body,
  ),
};

/** Adopted in August, led by probation, due for review in November. */
export const caseOf = (change: Partial<Case> = {}): Case => ({
  ref: CASE,
  body: 'iom',
  state: 'on the register',
  identity: {
    name: 'Quillon Testerby',
    aliases: 'Quill',
    dateOfBirth: day('1996-01-01'),
    pncId: '2014/0123456A',
    town: 'Twickenham Riverside',
  },
  owner: 'police',
  leadAgency: 'probation',
  leadProfessional: holder(seat.chair),
  policeContact: holder(seat.constable),
  statutory: 'no',
  consent: { status: 'given', form: 'RM-118', date: day('2026-08-01') },
  pathways: { accommodation: 'red', health: 'green' },
  reviewOn: day('2026-11-05'),
  adoptedAt: '2026-08-05T11:00:00.000Z',
  meeting: 'm0',
  proposals: [],
  ...change,
});

export const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  id: 'p1',
  change: { motion: 'set lead agency', agency: 'housing' },
  why: 'A tenancy is what it turns on now.',
  by: holder(seat.housing),
  at: '2026-10-20T09:00:00.000Z',
  ...change,
});

/** A removal that waits, for somebody in long custody: `answers` change what was typed. */
export const longCustody = (answers: Answers = {}): Proposal =>
  proposal({
    change: {
      motion: 'de-select',
      reason: 'long-custody',
      answers: {
        'q-custody': 'determinate',
        'q-custody-months': '40',
        'q-custody-end': '2029-01-31',
        'q-custody-assessed': '2026-10-20',
        'q-custody-assessment': 'All partners met and weighed it.',
        'q-custody-greatest': 'no',
        'q-custody-prison': 'Monthly, with the offender management unit.',
        ...answers,
      },
    },
    why: 'He is away until 2029.',
  });

/** The rows of cases with their index. */
export const laid = (...cases: readonly Case[]): Change[] =>
  cases.flatMap((doc) => [
    create(Cases, doc.ref, doc),
    ...entriesOf(doc).map(({ of, id, doc: line }) => create(of, id, line)),
  ]);

/** An item about a case, with a proposal that waits. */
export const proposalItem = (change: Partial<AgendaItem> = {}): AgendaItem => ({
  id: `${CASE}-p1`,
  heading: 'case questions',
  case: CASE,
  proposal: 'p1',
  state: 'waiting',
  aside: [],
  ...change,
});
