/** The columns of a register as a file: which heading means what, in plain words and any order. */
import type { Scheme } from './scheme.ts';

export const COLUMNS = [
  ...['body', 'name', 'aliases', 'dateOfBirth', 'pncId', 'address', 'town', 'sex', 'ethnicity', 'category'],
  ...['colour', 'colourSince', 'colourWhy', 'custody', 'custodySince', 'custodyKind', 'custodyMonths'],
  ...['expectedRelease', 'sentenceEnd', 'owner', 'leadAgency', 'leadProfessional', 'policeContact'],
  ...['statutory', 'consent', 'consentForm', 'consentDate', 'reviewOn', 'adoptedOn', 'drivers', 'offendedOn'],
  ...['state', 'removedOn', 'removedWhy'],
] as const;
export type ColumnId = (typeof COLUMNS)[number];

/** What a person reads, first, and what else stands for it. */
const HEADINGS = {
  body: ['Body', 'Panel'],
  name: ['Name', 'Full name', 'Offender', 'Offender name'],
  aliases: ['Aliases', 'Alias', 'Also known as', 'Known as', 'AKA'],
  dateOfBirth: ['Date of birth', 'DOB', 'Born', 'Birth date'],
  pncId: ['PNC id', 'PNC', 'PNC number', 'PNCID', 'PNC no'],
  address: ['Address'],
  town: ['Town', 'Town or ward', 'Ward'],
  sex: ['Sex', 'Gender'],
  ethnicity: ['Ethnicity', 'Ethnic group'],
  category: ['Category'],
  colour: ['Colour', 'RAG', 'RAG status', 'Color'],
  colourSince: ['Colour since', 'RAG since'],
  colourWhy: ['Reason for colour', 'RAG reason'],
  custody: ['Custody', 'In custody', 'Prison'],
  custodySince: ['In custody since', 'Custody since'],
  custodyKind: ['Remand or sentence', 'Kind of custody', 'Custody type'],
  custodyMonths: ['Sentence in months', 'Length of sentence', 'Sentence months'],
  expectedRelease: ['Expected release', 'Expected release date', 'Release date'],
  sentenceEnd: ['End of sentence', 'Sentence end', 'Sentence end date'],
  owner: ['Owner agency', 'Owner', 'Referring agency', 'Referred by'],
  leadAgency: ['Lead agency', 'Lead'],
  leadProfessional: ['Lead professional', 'Offender manager'],
  policeContact: ['Police contact', 'Police officer'],
  statutory: ['Statutory'],
  consent: ['Consent'],
  consentForm: ['Consent form'],
  consentDate: ['Consent date', 'Consent on'],
  reviewOn: ['Review on', 'Next review', 'Review date', 'Review due'],
  adoptedOn: ['Adopted on', 'Adopted', 'Date adopted', 'Start date', 'Joined on'],
  drivers: ['Drivers'],
  offendedOn: ['Re-offended on', 'Reoffended on', 'Reoffended'],
  state: ['State'],
  removedOn: ['Removed on', 'Removed', 'Date removed'],
  removedWhy: ['Reason for removal', 'Removal reason'],
} as const satisfies Record<ColumnId, readonly [string, ...string[]]>;

export const headingOfColumn = (column: ColumnId): string => HEADINGS[column][0];

/** Without these nobody can be put on a register. */
export const NEEDED: readonly ColumnId[] = ['name', 'dateOfBirth', 'owner', 'leadAgency', 'adoptedOn'];

/** Letters and digits only: how words are compared that people type. */
export const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export type Columns = {
  /** Where each column stands. */
  readonly at: Readonly<Partial<Record<ColumnId, number>>>;
  /** Where each pathway of the scheme stands. */
  readonly pathways: readonly { readonly id: string; readonly name: string; readonly at: number }[];
  readonly width: number;
  /** Headings that mean nothing here; what stands below them is left out. */
  readonly unknown: readonly string[];
  readonly twice: readonly string[];
  readonly missing: readonly string[];
};

const columnOf = (heading: string): ColumnId | undefined =>
  COLUMNS.find((column) => HEADINGS[column].some((known) => bare(known) === bare(heading)));

export const columnsOf = (headings: readonly string[], { pathways }: Pick<Scheme, 'pathways'>): Columns => {
  const at: Partial<Record<ColumnId, number>> = {};
  const found: Columns['pathways'][number][] = [];
  const unknown: string[] = [];
  const twice: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const column = columnOf(heading);
    const pathway = pathways.find(({ name, id }) => [bare(name), bare(id)].includes(bare(heading)));
    if (column) {
      if (at[column] === undefined) at[column] = index;
      else twice.push(heading.trim());
    } else if (pathway) {
      if (found.some(({ id }) => id === pathway.id)) twice.push(heading.trim());
      else found.push({ id: pathway.id, name: pathway.name, at: index });
    } else if (heading.trim() !== '') unknown.push(heading.trim());
  }
  const missing = NEEDED.filter((column) => at[column] === undefined).map(headingOfColumn);
  return { at, pathways: found, width: headings.length, unknown, twice, missing };
};
