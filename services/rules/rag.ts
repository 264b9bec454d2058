/** A case's colour and how it changes: by decision of its body, and by custody. */
import type { Day } from './days.ts';

/** Meanings are the scheme's; blue is in custody. */
export const COLOURS = ['red', 'amber', 'green', 'blue'] as const;
export type Colour = (typeof COLOURS)[number];

/** What a body can decide; blue comes with custody alone. */
export const DECIDED = ['red', 'amber', 'green'] as const;
export type Decided = (typeof DECIDED)[number];

export type Rag = {
  readonly colour: Colour;
  readonly since: Day;
  readonly why: string;
  /** While in custody: what release brings back. */
  readonly before?: { readonly colour: Decided; readonly why: string };
};

export type Turned =
  | { readonly status: 'turned'; readonly rag: Rag; readonly from?: Colour }
  /** Decided in custody: blue stays, and release brings what was decided. */
  | { readonly status: 'remembered'; readonly rag: Rag }
  | { readonly status: 'stands'; readonly rag?: Rag }
  /** Released without a colour from before: the panel sets one. */
  | { readonly status: 'none' };

const turned = (before: Rag | undefined, rag: Rag): Turned => ({
  status: 'turned',
  rag,
  ...(before && { from: before.colour }),
});

/** The panel sets the colour, with reasons (L step 5); the same again gives it new reasons. */
export const decide = (rag: Rag | undefined, colour: Decided, why: string, today: Day): Turned => {
  switch (rag?.colour) {
    case 'blue':
      return { status: 'remembered', rag: { ...rag, before: { colour, why } } };
    case colour:
      return { status: 'stands', rag: { ...rag, why } };
    default:
      return turned(rag, { colour, since: today, why });
  }
};

/** Prison, on remand or by sentence, sets blue at once and remembers the colour before (L, RAG Rating). */
export const takeIn = (rag: Rag | undefined, why: string, today: Day): Turned => {
  if (rag?.colour === 'blue') return { status: 'stands', rag };
  const before = rag && { before: { colour: rag.colour, why: rag.why } };
  return turned(rag, { colour: 'blue', since: today, why, ...before });
};

/** Release brings back the colour from before custody, or what was decided meanwhile. */
export const release = (rag: Rag | undefined, today: Day): Turned => {
  if (rag?.colour !== 'blue') return { status: 'stands', ...(rag && { rag }) };
  return rag.before ? turned(rag, { ...rag.before, since: today }) : { status: 'none' };
};

/** A period of lighter monitoring is over by this day; its last day counts as over, so that the meeting of that day takes it. */
export const monitoringOver = (monitoring: { readonly until: Day } | undefined, on: Day): boolean =>
  monitoring !== undefined && monitoring.until <= on;
