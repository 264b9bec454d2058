/** Prison and release as they are recorded: the colour follows at once, and the panel is told. */
import type { Case, CustodyReport } from './caseModel.ts';
import { type CasePress, caseRow, changeCase, type Effect } from './cases.ts';
import { letOut, takenIn } from './colouring.ts';
import type { PersonKey } from './model.ts';
import { colourTask } from './policeRecord.ts';
import { listedPrison, prisonContactOf, stayIn, toldToPrison } from './prisons.ts';
import { Refusal } from './refusal.ts';
import type { AgencyKind } from './rules/agencyKind.ts';
import { type Custody, custodyFaults, type Fault, inCustody, releaseFaults } from './rules/custody.ts';
import { type Day, dayIn, inWords } from './rules/days.ts';
import type { PrisonStay } from './rules/prison.ts';
import type { Change } from './store.ts';
import { anew, schemeOf, show, tell, type Work } from './work.ts';

/** Whose people know of prison first-hand, so that what they record counts at once; so does the contact of the prison. */
const KNOWS: readonly AgencyKind[] = ['police', 'prison', 'probation'];

export const recordsCustody = (work: Pick<Work, 'scheme' | 'actor' | 'area'>, doc: Case): boolean => {
  const agency = schemeOf(work).agencies.find(({ id }) => id === work.actor.agency);
  return (agency !== undefined && KNOWS.includes(agency.kind)) || prisonContactOf(work, doc) === work.actor.person;
};

const labelOf: Record<keyof Custody, string> = {
  kind: 'On remand or by sentence',
  prison: 'Prison',
  since: 'In custody since',
  months: 'Length of the sentence in months',
  indeterminate: 'Indeterminate sentence',
  releaseOn: 'Expected release',
  endsOn: 'End of the sentence',
  released: 'Released on',
};
export const custodyLabel = (field: keyof Custody): string => labelOf[field];

const refuse = ([first]: readonly Fault[]): void => {
  if (first)
    throw new Refusal(
      'bad input',
      `Please look at “${labelOf[first.field]}”: ${first.why}. Nothing was changed, and what you typed is still there.`,
    );
};

const onRegister = (doc: Case): void => {
  if (doc.state === 'removed')
    throw new Refusal('removed', `${doc.ref} is no longer on the register, so custody is not kept for it any more.`);
};

/** Reference only; a case open to named people only is not spoken of in the channel. */
const toldToPanel = async (work: Work, { ref, body, restrictedTo }: Case): Promise<Change[]> =>
  restrictedTo ? [] : [...(await anew(work, `custody|${ref}`)), ...show(work, body, 'custody', ref)];

/** Who confirms what others report: the police contact, else whoever sits for the police. */
const confirmers = (work: Work, { policeContact, body }: Case): PersonKey[] => {
  if (policeContact) return [policeContact];
  const { agencies, bodies } = schemeOf(work);
  const police = agencies.filter(({ kind }) => kind === 'police').map(({ id }) => id);
  const seats = bodies.find(({ id }) => id === body)?.seats.filter(({ agency }) => police.includes(agency)) ?? [];
  return [...new Set(seats.flatMap(({ id }) => work.area.holders[id] ?? []))];
};

type Said = { readonly what: 'custody'; readonly custody: Custody } | { readonly what: 'release'; readonly on: Day };

const reported = (work: Work, doc: Case, said: Said): Effect => {
  const custodyReport: CustodyReport = { ...said, by: work.actor.person, at: work.now.toISOString() };
  return {
    doc: { ...doc, custodyReport },
    events: [{ what: 'custody reported', report: said }],
    changes: confirmers(work, doc).map((person) => tell(work, person, 'custody reported', doc.ref, doc.body)),
  };
};

const settledReport = ({ custodyReport: _, ...doc }: Case): Case => doc;

/** What is heard of custody with something else that is written down: kept at once from whoever knows it first-hand. */
export const heardOfCustody = async (
  work: Work,
  doc: Case,
  custody: Custody,
): Promise<Effect & { readonly heard: 'recorded' | 'reported' }> => {
  if (recordsCustody(work, doc)) return { heard: 'recorded', ...(await takenIntoCustody(work, doc, custody)) };
  // Whoever confirms it is asked by an action.
  const { changes: _, ...effect } = reported(work, doc, { what: 'custody', custody });
  return { heard: 'reported', ...effect };
};

/** What was reported is not so. */
export const unheard = (doc: Case): Effect => ({
  doc: settledReport(doc),
  events: [{ what: 'custody report dismissed' }],
});

export type Recorded = 'recorded' | 'reported' | 'overtaken';

const recorded = async (
  work: Work,
  pressed: CasePress,
  said: Said,
  check: (doc: Case) => void,
  make: (doc: Case) => Promise<Effect>,
): Promise<Recorded> => {
  const atOnce = recordsCustody(work, (await caseRow(work, pressed.case)).doc);
  const status = await changeCase(work, pressed, async (doc) => {
    onRegister(doc);
    check(doc);
    return atOnce ? make(doc) : reported(work, doc, said);
  });
  return status === 'overtaken' ? status : atOnce ? 'recorded' : 'reported';
};

/** With what the new colour gives the police to do, and word to the panel. */
const told = async (work: Work, doc: Case, { doc: next, events, changes = [] }: Effect): Promise<Effect> => ({
  doc: next,
  events,
  changes: [...changes, ...colourTask(work, doc, next), ...(await toldToPanel(work, doc))],
});

/** What custody makes of a case at once. */
export const takenIntoCustody = (work: Work, before: Case, custody: Custody): Promise<Effect> => {
  const doc = settledReport(before);
  const { doc: next, events } = takenIn(work, doc, custody.kind === 'remand' ? 'On remand.' : 'Sentenced to prison.');
  const what = inCustody(doc.custody) ? ('custody changed' as const) : ('custody' as const);
  return told(work, before, {
    doc: { ...inStep(next, custody), stay: stayIn(work, doc, custody) },
    events: [{ what, custody }, ...events],
    changes: toldToPrison(work, doc, custody),
  });
};

/** Somebody went to prison, or what is kept of it is put right. */
export const recordCustody = async (
  work: Work,
  { custody: typed, ...pressed }: CasePress & { readonly custody: Custody },
): Promise<Recorded> => {
  const custody = listedPrison(work, typed);
  return recorded(
    work,
    pressed,
    { what: 'custody', custody },
    () => refuse(custodyFaults(custody, dayIn(work.now))),
    (doc) => takenIntoCustody(work, doc, custody),
  );
};

/** A sentence whose end custody says has no other end beside it. */
const inStep = ({ keyDates, ...doc }: Case, custody: Custody): Case => {
  const { sentenceEnd, ...dates } = keyDates ?? {};
  const kept = sentenceEnd && !custody.endsOn ? { ...dates, sentenceEnd } : dates;
  return { ...doc, ...(keyDates && { keyDates: kept }), custody };
};

const openCustody = ({ custody, ref }: Case): Custody => {
  if (!custody || custody.released)
    throw new Refusal('not in custody', `${ref} is not recorded as in custody. Open the case, then “Record custody”.`);
  return custody;
};

/** What release makes of a case at once: somebody with a short sentence stays in sight until something was offered; of others nothing is left to keep. */
export const letOutOfCustody = (work: Work, before: Case, on: Day): Promise<Effect> => {
  const custody = { ...openCustody(before), released: on };
  const why = `Released on ${inWords(on)}: the colour from before custody, to be reviewed.`;
  const {
    doc: { stay, ...next },
    events,
  } = letOut(work, settledReport(before), why);
  return told(work, before, {
    doc: { ...next, custody, ...(stay?.short && { stay }) },
    events: [{ what: 'released', on }, ...events],
  });
};

export const recordRelease = (work: Work, { on, ...pressed }: CasePress & { readonly on: Day }): Promise<Recorded> =>
  recorded(
    work,
    pressed,
    { what: 'release', on },
    (doc) => refuse(releaseFaults(openCustody(doc), on, dayIn(work.now))),
    (doc) => letOutOfCustody(work, doc, on),
  );

/** Throws unless this person keeps place and expected release current (L, HMP). */
export const mayKeep = (work: Work, doc: Case): Custody => {
  const custody = openCustody(doc);
  if (!recordsCustody(work, doc))
    throw new Refusal(
      'not allowed',
      'Only the contact of the prison, and people of the police, the prison and probation, record this. What you know is passed on to them: open the case, then “Put custody right” or “Record release”.',
    );
  return custody;
};

export type Kept = Pick<PrisonStay, 'supervised'> & Pick<Custody, 'prison' | 'releaseOn'>;

/** Where somebody is, and until when as far as is known; a release that is not given any more is not known. */
export const keepCurrent = (
  work: Work,
  { supervised, prison, releaseOn, ...pressed }: CasePress & Kept,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, (doc) => {
    onRegister(doc);
    const { releaseOn: _, ...known } = mayKeep(work, doc);
    const custody: Custody = { ...known, prison, ...(releaseOn && { releaseOn }) };
    if (releaseOn && custody.endsOn && releaseOn > custody.endsOn)
      refuse([{ field: 'releaseOn', why: `it lies after the end of the sentence, ${inWords(custody.endsOn)}` }]);
    refuse(custodyFaults(custody, dayIn(work.now)));
    return {
      doc: { ...doc, custody, stay: stayIn(work, doc, custody, supervised) },
      events: [{ what: 'in prison', prison, ...(releaseOn && { release: releaseOn }) }],
      changes: toldToPrison(work, doc, custody),
    };
  });

export const dismissReport = (work: Work, pressed: CasePress): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, (doc) => {
    if (!doc.custodyReport)
      throw new Refusal('nothing reported', 'Nothing is reported about custody that waits to be confirmed.');
    if (!recordsCustody(work, doc) && doc.custodyReport.by !== work.actor.person)
      throw new Refusal(
        'not allowed',
        'Only people of the police, the prison or probation say that a report about custody is not so.',
      );
    return unheard(doc);
  });
