/** A check that names as many as it may, and two cases as full as they may be: one offered to another agency, one where consent is refused after it was asked again. */
import type { Case } from '../../services/caseModel.ts';
import type { RegisterCheck } from '../../services/registerCheck.ts';
import { day } from '../../services/rules/days.ts';
import { answers, chair, refs, typed } from './fullest.ts';

const at = '2026-11-05T10:00:00.000Z';
const { name, aliases, dateOfBirth, pncId, address, town, sex, ethnicity, statutory, pathways } = answers;

/** Behind those that are cases already. */
const [offered = '', declined = ''] = refs.slice(-2);

const full: Case = {
  ref: offered,
  body: 'asb',
  state: 'on the register',
  identity: { name, aliases, dateOfBirth, pncId, address, town, sex, ethnicity },
  owner: 'police',
  leadAgency: 'police',
  leadProfessional: chair,
  policeContact: chair,
  ...(statutory && { statutory }),
  consent: {
    status: 'refused',
    reason: typed(500),
    form: typed(60),
    date: day('2026-09-01'),
    scope: typed(300),
  },
  consentDue: at,
  strand: { agency: 'police', name: 'catch and control', state: 'asked', at },
  override: { state: 'asked', at, by: chair },
  pathways,
  reviewOn: day('2027-02-05'),
  adoptedAt: at,
  meeting: 'm1',
  proposals: Array.from({ length: 10 }, (_, index) => ({
    id: `p${index}`,
    change: { motion: 'de-select', reason: 'moved away' },
    why: typed(1_000),
    by: chair,
    at,
  })),
};

export const fullestCases: readonly Case[] = [
  { ...full, receiving: { agency: 'housing', why: typed(1_000), since: at } },
  {
    ...full,
    ref: declined,
    receiving: { agency: 'housing', why: typed(1_000), since: at, declined: { why: typed(500), by: chair, at } },
    override: { state: 'given', at, by: chair, why: typed(500) },
  },
];

export const fullestCheck: RegisterCheck = {
  state: 'done',
  by: chair,
  startedAt: at,
  endedAt: at,
  at: { stage: 8 },
  looked: { documents: 100_000, rows: 1_000_000 },
  faults: { missing: 100_000, different: 100_000, superfluous: 100_000 },
  refs: refs.slice(0, 20),
};
