/** What a decision of the panel, custody and release make of a case's colour; each change with its reason in the history. */
import type { Case, CaseChange, Colour, Rag } from './caseModel.ts';
import type { Effect } from './cases.ts';
import { Refusal } from './refusal.ts';
import { inCustody } from './rules/custody.ts';
import { type Day, dayIn } from './rules/days.ts';
import { DECIDED, type Decided, decide, release, type Turned, takeIn } from './rules/rag.ts';
import type { Happened } from './timeline.ts';
import { bodyOf, type Work } from './work.ts';

type Colouring = Extract<CaseChange, { readonly motion: 'set RAG' }>;

/** The colour the panel last decided, which custody may hide. */
const decidedNow = ({ rag }: Case): string | undefined => (rag?.colour === 'blue' ? rag.before?.colour : rag?.colour);

const decidableColour = (colour: Colour): Decided => {
  const found = DECIDED.find((decided) => decided === colour);
  if (!found)
    throw new Refusal('no such colour', 'Please choose red, amber or green. Blue comes with custody by itself.');
  return found;
};

/** Throws unless the body could decide it for this case now. */
export const checkColour = (work: Work, doc: Case, { colour, monitoredUntil }: Colouring): void => {
  decidableColour(colour);
  if (monitoredUntil) checkMonitoring(work, doc, colour, monitoredUntil);
  else if (decidedNow(doc) === colour)
    throw new Refusal('no change', `The colour is ${colour} already. Please choose another one.`);
};

/** The offender manager has to agree, so it is for that person to propose a period; the panel agrees by deciding. */
const checkMonitoring = (work: Work, doc: Case, colour: string, until: Day): void => {
  const { person, coordinator } = work.actor;
  if (!bodyOf(work, doc.body).rag?.monitoring)
    throw new Refusal('no monitoring', 'This body sets no periods of lighter monitoring. Leave that date empty.');
  if (colour !== 'green')
    throw new Refusal('not green', 'A period of lighter monitoring goes with green. Choose green, or leave it empty.');
  if (inCustody(doc.custody))
    throw new Refusal('in custody', 'Nobody is monitored in the community while in custody. Leave that date empty.');
  if (until <= dayIn(work.now))
    throw new Refusal('past', 'The period of lighter monitoring has to end after today. Please choose a later day.');
  if (doc.leadProfessional ? doc.leadProfessional !== person : !coordinator)
    throw new Refusal(
      'not offender manager',
      doc.leadProfessional
        ? 'Lighter monitoring needs the agreement of the lead professional, so only that person proposes a period of it.'
        : 'Lighter monitoring needs the agreement of a lead professional. There is none, so the co-ordinator proposes it.',
    );
};

/** The case with another colour, or without one; a period of lighter monitoring belongs to the colour it was set with. */
const withRag = ({ rag: _, monitoring: __, ...rest }: Case, rag: Rag | undefined): Case => ({
  ...rest,
  ...(rag && { rag }),
});

const turnedEvent = (turned: Turned, why: string): Happened[] =>
  turned.status === 'turned'
    ? [{ what: 'colour', ...(turned.from && { from: turned.from }), to: turned.rag.colour, why }]
    : [];

/** The body has decided a colour. */
export const coloured = (
  work: Work,
  doc: Case,
  { monitoredUntil: until, ...change }: Colouring,
  why: string,
): Effect => {
  const colour = decidableColour(change.colour);
  const turned = decide(doc.rag, colour, why, dayIn(work.now));
  switch (turned.status) {
    case 'remembered':
      return {
        doc: withRag(doc, turned.rag),
        events: [{ what: 'colour for release', colour, why }],
      };
    case 'turned':
    case 'stands': {
      const monitoring = until &&
        colour === 'green' && {
          monitoring: { until, by: work.actor.person, at: work.now.toISOString() },
        };
      return {
        doc: { ...withRag(doc, turned.rag), ...monitoring },
        events: [...turnedEvent(turned, why), ...(monitoring ? [{ what: 'monitoring' as const, until, why }] : [])],
      };
    }
    case 'none':
      throw new Error('a decision always brings a colour');
  }
};

/** Only in a body with colours. */
const has = (work: Work, doc: Case): boolean => bodyOf(work, doc.body).rag !== undefined;

export const takenIn = (work: Work, doc: Case, why: string): Effect => {
  if (!has(work, doc)) return { doc, events: [] };
  const turned = takeIn(doc.rag, why, dayIn(work.now));
  if (turned.status !== 'turned') return { doc, events: [] };
  return { doc: withRag(doc, turned.rag), events: turnedEvent(turned, why) };
};

/** The colour from before, to be reviewed: due at the next meeting. */
export const letOut = (work: Work, doc: Case, why: string): Effect => {
  const due = { ...doc, reviewOn: dayIn(work.now) };
  if (!has(work, doc)) return { doc: due, events: [] };
  const turned = release(doc.rag, dayIn(work.now));
  if (turned.status === 'none') return { doc: withRag(due, undefined), events: [] };
  return turned.status === 'turned'
    ? { doc: withRag(due, turned.rag), events: turnedEvent(turned, why) }
    : { doc: due, events: [] };
};
