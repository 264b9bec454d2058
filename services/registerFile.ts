/** A case as a line of the register's file: the columns that an import reads, so that what goes out can come in again. */
import type { Case } from './caseModel.ts';
import type { PersonKey } from './person.ts';
import { inCustody } from './rules/custody.ts';
import { dayIn } from './rules/days.ts';
import { sentenceEndOf } from './rules/due.ts';
import { COLUMNS, type ColumnId, headingOfColumn } from './rules/registerColumns.ts';
import type { Scheme } from './rules/scheme.ts';
import { agencyName, bodyOf } from './work.ts';

/** The state comes first; days of offending stay in the timeline of the case. */
const OURS = COLUMNS.filter((column) => !['state', 'offendedOn'].includes(column));

export const headingsOfRegister = ({ pathways }: Scheme): string[] => [
  'Reference',
  headingOfColumn('state'),
  'Wanted since',
  ...OURS.map(headingOfColumn),
  ...pathways.map(({ name }) => name),
];

export const registerCells = (doc: Case, scheme: Scheme, names: ReadonlyMap<PersonKey, string>): string[] => {
  const { identity, rag, consent } = doc;
  const custody = inCustody(doc.custody) ? doc.custody : undefined;
  const person = (key: PersonKey | undefined): string => (key && names.get(key)) ?? '';
  const body = bodyOf({ scheme }, doc.body);
  const of: Partial<Record<ColumnId, string | undefined>> = {
    body: body.name,
    ...identity,
    category: body.categories.find(({ id }) => id === doc.category)?.name,
    colour: rag?.colour,
    colourSince: rag?.since,
    colourWhy: rag?.why,
    custody: custody?.prison,
    custodySince: custody?.since,
    custodyKind: custody && custody.kind !== 'unknown' ? custody.kind : '',
    custodyMonths: custody?.indeterminate ? 'indeterminate' : custody?.months?.toString(),
    expectedRelease: custody?.releaseOn,
    sentenceEnd: sentenceEndOf(doc),
    owner: agencyName({ scheme }, doc.owner),
    leadAgency: agencyName({ scheme }, doc.leadAgency),
    leadProfessional: person(doc.leadProfessional),
    policeContact: person(doc.policeContact),
    statutory: doc.statutory,
    consent: consent?.status,
    consentForm: consent?.form,
    consentDate: consent?.date,
    reviewOn: doc.reviewOn,
    adoptedOn: dayIn(new Date(doc.adoptedAt)),
    drivers: doc.drivers?.join('; '),
    removedOn: doc.removal?.on,
    removedWhy: doc.removal?.why,
  };
  return [
    doc.ref,
    doc.state,
    doc.wanted?.since ?? '',
    ...OURS.map((column) => of[column] ?? ''),
    ...scheme.pathways.map(({ id }) => doc.pathways[id] ?? ''),
  ];
};
