/** One line of a register as a file: what it says of a person, or what is wrong with it, column by column. */
import { COLOURS, type Colour } from './caseModel.ts';
import { brief, type Cells, cellReader } from './cellReading.ts';
import type { Fault, ImportLine, Past } from './importModel.ts';
import type { PersonKey } from './person.ts';
import { type Custody, custodyFaults, MOST_MONTHS } from './rules/custody.ts';
import type { Day } from './rules/days.ts';
import { normalise } from './rules/names.ts';
import { onList } from './rules/prison.ts';
import { takeIn } from './rules/rag.ts';
import type { Consent, PathwayRating, YesNoUnknown } from './rules/referral.ts';
import { bare, type ColumnId, type Columns, headingOfColumn } from './rules/registerColumns.ts';
import { nextReview, USUAL } from './rules/reviews.ts';
import type { Body, Scheme } from './rules/scheme.ts';

export type Reading = {
  readonly scheme: Scheme;
  readonly columns: Columns;
  readonly today: Day;
  /** The team's people by the plain letters of their names; several where a name is not one person's. */
  readonly people: ReadonlyMap<string, readonly PersonKey[]>;
  /** The area's, where it keeps a list of them. */
  readonly prisons?: readonly { readonly name: string }[];
};

const LONGEST: Partial<Record<ColumnId, number>> = { aliases: 300, address: 500, colourWhy: 500, removedWhy: 500 };
const LONGEST_ELSE = 120;
/** Days on which somebody re-offended that one line gives. */
const MOST_OFFENCES = 12;

const YES_NO: Readonly<Record<string, YesNoUnknown>> = {
  yes: 'yes',
  y: 'yes',
  no: 'no',
  n: 'no',
  unknown: 'unknown',
  notknown: 'unknown',
};
const CONSENT: Readonly<Record<string, NonNullable<Consent['status']>>> = {
  given: 'given',
  yes: 'given',
  y: 'given',
  told: 'given',
  refused: 'refused',
  no: 'refused',
  n: 'refused',
  withdrawn: 'withdrawn',
  notsought: 'not sought',
  nottold: 'not sought',
};
const COLOUR: Readonly<Record<string, Colour>> = Object.fromEntries(COLOURS.map((colour) => [colour, colour]));
const KIND: Readonly<Record<string, 'remand' | 'sentence'>> = {
  remand: 'remand',
  onremand: 'remand',
  sentence: 'sentence',
  sentenced: 'sentence',
};
const STATE: Readonly<Record<string, ImportLine['case']['state']>> = {
  ontheregister: 'on the register',
  removed: 'removed',
};
/** Where a line says what may be wrong with its custody. */
const COLUMN_OF: Readonly<Record<keyof Custody, ColumnId>> = {
  kind: 'custodyKind',
  prison: 'custody',
  since: 'custodySince',
  months: 'custodyMonths',
  indeterminate: 'custodyMonths',
  releaseOn: 'expectedRelease',
  endsOn: 'sentenceEnd',
  released: 'custody',
};
const RATING: Readonly<Record<string, PathwayRating>> = { red: 'red', amber: 'amber', green: 'green' };

const adopting = ({ bodies }: Scheme): Body[] => bodies.filter(({ motions }) => motions.includes('adopt'));
const named = <T extends { readonly id: string; readonly name: string }>(all: readonly T[], text: string) =>
  all.find(({ id, name }) => [bare(id), bare(name)].includes(bare(text)));
const listOf = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => `“${name}”`).join(', ');

export const lineOf = (
  record: Cells,
  reading: Reading,
): { readonly line: ImportLine } | { readonly faults: readonly Fault[] } => {
  const { scheme, columns, today, people, prisons = [] } = reading;
  const { faults, wrong, read, ...reader } = cellReader(record, columns.width);
  const bad = (column: ColumnId, why: string): undefined => wrong(headingOfColumn(column), why);

  const text = (column: ColumnId): string | undefined =>
    read(columns.at[column], headingOfColumn(column), LONGEST[column] ?? LONGEST_ELSE, column === 'address');
  const needed = (column: ColumnId): string | undefined => {
    const before = faults.length;
    return text(column) ?? (faults.length > before ? undefined : bad(column, 'is missing'));
  };

  const faultIn = (column: ColumnId): boolean => faults.some((fault) => fault.column === headingOfColumn(column));
  const asDay = (column: ColumnId, said: string | undefined): Day | undefined =>
    reader.day(headingOfColumn(column), said);
  const past = (column: ColumnId, said: string | undefined): Day | undefined =>
    reader.past(headingOfColumn(column), said, today);
  const oneOf = <T>(column: ColumnId, known: Readonly<Record<string, T>>, say: string): T | undefined =>
    reader.oneOf(headingOfColumn(column), text(column), (said) => known[bare(said)], say);
  const agency = (column: ColumnId): string => {
    const said = needed(column);
    if (said === undefined) return '';
    const found = named(scheme.agencies, said);
    return found?.id ?? bad(column, `${brief(said)} is no agency of this scheme`) ?? '';
  };
  const person = (column: ColumnId): PersonKey | undefined => {
    const said = text(column);
    if (said === undefined) return undefined;
    const [found, another] = people.get(bare(said)) ?? [];
    if (!found) return bad(column, `nobody in the team is called ${brief(said)}`);
    return another ? bad(column, `several people in the team are called ${brief(said)}; leave it empty`) : found;
  };

  const body = bodyOf();
  const name = needed('name');
  if (name && normalise(name).length === 0) bad('name', `${brief(name)} has no letters`);
  const dateOfBirth = past('dateOfBirth', needed('dateOfBirth'));
  const adoptedOn = past('adoptedOn', needed('adoptedOn'));
  if (dateOfBirth && adoptedOn && adoptedOn <= dateOfBirth) bad('adoptedOn', 'is not after the date of birth');
  const owner = agency('owner');
  const leadAgency = agency('leadAgency');
  const category = categoryOf();
  const colour = oneOf('colour', COLOUR, 'red, amber, green, blue');
  const colourSince = past('colourSince', text('colourSince'));
  const sentenceEnd = asDay('sentenceEnd', text('sentenceEnd'));
  const custody = custodyOf();
  const rag = ragOf();
  const consent = consentOf();
  const statutory = oneOf('statutory', YES_NO, 'yes, no, unknown');
  const lead = person('leadProfessional');
  const contact = person('policeContact');
  const reviewOn = asDay('reviewOn', text('reviewOn')) ?? nextReview(body?.reviews ?? USUAL, rag?.colour, today);
  const identity = identityOf();
  const pathways = pathwaysOf();
  const drivers = (text('drivers') ?? '')
    .split(/[;,]/)
    .map((driver) => driver.trim())
    .filter(Boolean);
  const happened = pastOf();
  const removed = happened.find((each) => each.what === 'removed');
  if (!name || !dateOfBirth || !adoptedOn || !body || faults.length > 0) return { faults };

  return {
    line: {
      line: record.line,
      past: happened,
      case: {
        body: body.id,
        state: removed ? 'removed' : 'on the register',
        ...(removed && { removal: { on: removed.on, reason: 'import', why: removed.why } }),
        identity: { name, dateOfBirth, ...identity },
        ...(category && { category }),
        ...(rag && { rag }),
        ...(custody && { custody }),
        ...(body.id === scheme.youngOffenders?.body && { dyo: true }),
        ...(sentenceEnd && !custody && { keyDates: { sentenceEnd } }),
        owner,
        leadAgency,
        ...(lead && { leadProfessional: lead }),
        ...(contact && { policeContact: contact }),
        ...(statutory && { statutory }),
        ...(consent && { consent }),
        pathways,
        ...(drivers.length > 0 && { drivers }),
        reviewOn,
        // Noon is the same day in London and in UTC.
        adoptedAt: `${adoptedOn}T12:00:00.000Z`,
        proposals: [],
      },
    },
  };

  function bodyOf(): Body | undefined {
    const bodies = adopting(scheme);
    const said = text('body');
    if (said !== undefined)
      return named(bodies, said) ?? bad('body', `${brief(said)} takes nobody on; write one of ${listOf(bodies)}`);
    return bodies.length === 1 ? bodies[0] : bad('body', `is missing; write one of ${listOf(bodies)}`);
  }

  function categoryOf(): string | undefined {
    const said = text('category');
    const known = body?.categories ?? [];
    if (said === undefined)
      return known.length > 0 ? bad('category', `is missing; write one of ${listOf(known)}`) : said;
    if (known.length === 0) return body && bad('category', `the ${body.name} has no categories; leave it empty`);
    return named(known, said)?.id ?? bad('category', `${brief(said)} is none of ${listOf(known)}`);
  }

  function ragOf(): ImportLine['case']['rag'] {
    const given = text('colourWhy');
    // Of somebody inside they are about the colour blue.
    if (!colour && !custody && !['colour' as const, ...Object.values(COLUMN_OF)].some(faultIn)) {
      if (colourSince) bad('colour', 'is missing beside the day since when');
      else if (given) bad('colour', 'is missing beside its reason');
    }
    if (colour && body && !body.motions.includes('set RAG'))
      return bad('colour', `the ${body.name} keeps no colours; leave it empty`);
    const since = colourSince ?? adoptedOn ?? today;
    const known =
      colour && colour !== 'blue' ? { colour, since, why: given ?? 'By the register that was imported.' } : undefined;
    if (!custody || !body?.rag) return known;
    const why = `In custody at ${custody.prison}, by the register that was imported.`;
    const turned = takeIn(known, (!known && given) || why, custody.since);
    return turned.status === 'none' ? known : turned.rag;
  }

  /** Custody and colour have one truth, so blue without a prison is a fault, and so is a prison without its first day. */
  function custodyOf(): Custody | undefined {
    const where = text('custody');
    const answer = where === undefined ? 'no' : YES_NO[bare(where)];
    const since = past('custodySince', text('custodySince'));
    const releaseOn = asDay('expectedRelease', text('expectedRelease'));
    const kind = oneOf('custodyKind', KIND, 'remand, sentence');
    const length = lengthOf();
    const inside = [colour === 'blue', since, kind, length, releaseOn].some(Boolean);
    if (where === undefined || answer === 'no')
      return inside
        ? bad('custody', 'is missing beside what is said of custody or the colour blue; write the prison')
        : undefined;
    if (answer) return bad('custody', `${brief(where)} names no prison; write its name, or no`);
    const prison = onList(prisons, where);
    if (!prison) return bad('custody', `${brief(where)} is none of the prisons on the list: ${listOf(prisons)}`);
    // The day since which somebody is blue is the day they were taken in; of another colour it says nothing.
    const first = since ?? (colour === undefined || colour === 'blue' ? colourSince : undefined);
    if (!first) {
      const named = (['custodySince', 'colourSince'] as const).map(headingOfColumn);
      return faults.some(({ column }) => column && named.includes(column))
        ? undefined
        : bad('custodySince', 'is missing');
    }
    const found: Custody = {
      kind: kind ?? (length ? 'sentence' : 'unknown'),
      prison,
      since: first,
      ...length,
      ...(releaseOn && { releaseOn }),
      ...(sentenceEnd && { endsOn: sentenceEnd }),
    };
    for (const { field, why } of custodyFaults(found, today)) bad(COLUMN_OF[field], why);
    return found;
  }

  function lengthOf(): Pick<Custody, 'months' | 'indeterminate'> | undefined {
    const said = text('custodyMonths');
    if (said === undefined) return undefined;
    if (['indeterminate', 'life'].includes(bare(said))) return { indeterminate: true };
    const months = /^\d{1,3}$/.test(said) ? Number(said) : 0;
    return months >= 1 && months <= MOST_MONTHS
      ? { months }
      : bad('custodyMonths', `${brief(said)} is no number of months from 1 to ${MOST_MONTHS}, and not “indeterminate”`);
  }

  function consentOf(): Consent | undefined {
    const status = oneOf('consent', CONSENT, 'given, refused, withdrawn, not sought');
    const form = text('consentForm');
    const date = past('consentDate', text('consentDate'));
    if (!status && (form || date) && !faultIn('consent')) bad('consent', 'is missing beside its form or its date');
    return status && { status, ...(form && { form }), ...(date && { date }) };
  }

  function identityOf() {
    const [aliases, pncId, address] = [text('aliases'), text('pncId'), text('address')];
    const [town, sex, ethnicity] = [text('town'), text('sex'), text('ethnicity')];
    return {
      ...(aliases && { aliases }),
      ...(pncId && { pncId }),
      ...(address && { address }),
      ...(town && { town }),
      ...(sex && { sex }),
      ...(ethnicity && { ethnicity }),
    };
  }

  function pathwaysOf(): ImportLine['case']['pathways'] {
    const rated = columns.pathways.flatMap(({ id, name: heading, at }) => {
      const said = read(at, heading, LONGEST_ELSE);
      if (said === undefined) return [];
      const rating = RATING[bare(said)];
      if (!rating) wrong(heading, `${brief(said)} is none of red, amber, green`);
      return rating ? [[id, rating] as const] : [];
    });
    return Object.fromEntries(rated);
  }

  function pastOf(): Past[] {
    const days = (text('offendedOn') ?? '')
      .split(/[;,]/)
      .map((said) => said.trim())
      .filter(Boolean);
    if (days.length > MOST_OFFENCES) bad('offendedOn', `gives more than ${MOST_OFFENCES} days`);
    const offended = days.flatMap((said) => past('offendedOn', said) ?? []);
    const on = past('removedOn', text('removedOn'));
    const why = text('removedWhy');
    const state = oneOf('state', STATE, 'on the register, removed');
    if (!on && !faultIn('removedOn')) {
      if (why) bad('removedOn', 'is missing beside a reason for removal');
      else if (state === 'removed') bad('removedOn', 'is missing beside the state “removed”');
    }
    if (on && !why && !faultIn('removedWhy')) bad('removedWhy', 'is missing');
    if (on && state === 'on the register') bad('state', 'is “on the register” beside a day of removal');
    if (on && adoptedOn && on < adoptedOn) bad('removedOn', 'lies before the day of adoption');
    if (dateOfBirth && offended.some((each) => each <= dateOfBirth))
      bad('offendedOn', 'is not after the date of birth');
    return [
      ...(custody ? [{ what: 'custody', on: custody.since, custody } as const] : []),
      ...offended.map((each): Past => ({ what: 'offended', on: each })),
      ...(on && why ? [{ what: 'removed', on, why } as const] : []),
    ];
  }
};
