/**
 * What a fortnightly panel of Essex has to take, worked out from the domain alone: which cases, proposals, referrals and
 * actions stand on an agenda, and to what state what happened to a case adds up. Nothing here asks a rule of the product.
 */

export type Colour = 'red' | 'amber' | 'green' | 'blue';

/** A year or a month later on the day of the same number, or on the month's last. */
export const monthsAfter = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
};
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Red ones come back in a fortnight (T 2.6), the others in three months (G Q11). */
export const reviewAfter = (day: string, colour: Colour | undefined): string =>
  colour === 'red' ? daysAfter(day, 14) : monthsAfter(day, 3);

/** A new colour puts no review off. */
export const reviewKept = (reviewOn: string, day: string, colour: Colour): string => {
  const next = reviewAfter(day, colour);
  return next < reviewOn ? next : reviewOn;
};

/** `what`: with what it is to become, as in “set RAG green”; a case has one removal at a time. */
export type Waiting = {
  readonly what: string;
  readonly reason?: string;
  /** In long custody: whether partners count the person among those of greatest risk, and the end of the sentence. */
  assessed?: 'nothing' | 'no' | 'yes';
  readonly end?: string;
  /** A safeguard has stopped it at a meeting. */
  stopped?: boolean;
};

/** What the year has done with one person. */
export type Person = {
  readonly ref: string;
  readonly agency: string;
  readonly submittedAt: string;
  state: 'submitted' | 'declined' | 'on the register' | 'removed';
  colour?: Colour | undefined;
  /** While in prison: what release brings back. */
  before?: Colour | undefined;
  inPrison: boolean;
  reviewOn: string;
  owner: string;
  lead: string;
  /** The agency that is asked to take the case over. */
  asked?: string | undefined;
  consentDue: boolean;
  waiting: Waiting[];
  /** Until when partners count them among those of greatest risk. */
  greatestUntil?: string | undefined;
  reselectOn?: string | undefined;
  /** The receiving area has not answered. */
  owed: boolean;
  /** Tasks that were given about them. */
  tasks: number;
};

type Task = { readonly id: string; readonly due: string; readonly state: string };

export type Ledger = {
  readonly people: readonly Person[];
  readonly tasks: readonly Task[];
  /** Whether a meeting has been closed before. */
  readonly held: boolean;
};

const headingOf = ({ what }: Waiting): string =>
  what === 'de-select' ? 'de-selections' : what.startsWith('set RAG') ? 'RAG changes' : 'case questions';

/** Actions that one agenda takes one by one. */
const MOST_TASKS = 20;

const tasksDue = ({ tasks }: Ledger, today: string): string[] => {
  const open = tasks.filter(({ state }) => state !== 'completed');
  const due = open
    .filter((task) => task.state === 'declined' || task.due < today)
    .sort((a, b) => (a.due + a.id < b.due + b.id ? -1 : 1))
    .slice(0, MOST_TASKS);
  return [...due.map(({ id }) => `matters arising: ${id}`), ...(open.length > due.length ? ['matters arising'] : [])];
};

const caseDue = (person: Person, meeting: string): string[] => {
  const { ref, state, colour, reviewOn, reselectOn, waiting } = person;
  if (state === 'submitted') return [`new referrals: ${ref}`];
  if (state === 'removed') return reselectOn && reselectOn <= meeting ? [`de-selections: ${ref}`] : [];
  if (state === 'declined') return [];
  return [
    ...(colour === 'red' ? [`red cases: ${ref}`] : []),
    ...(colour !== 'red' && reviewOn <= meeting ? [`reviews due: ${ref}`] : []),
    ...waiting.map((each) => `${headingOf(each)}: ${ref} ${each.what}`),
  ];
};

/** Every line of an agenda that goes out today, in no order. */
export const due = (ledger: Ledger, meeting: string, today: string): string[] =>
  [
    ...(ledger.held ? ['last minutes'] : []),
    ...tasksDue(ledger, today),
    ...ledger.people.flatMap((person) => caseDue(person, meeting)),
    ...['service provision', 'good practice', 'any other business'],
  ].sort();

/** As much of an event as tells what a case has become. */
export type Event = {
  readonly at: string;
  readonly what: string;
  readonly [more: string]: unknown;
};

export type Folded = {
  readonly state?: string;
  readonly colour?: Colour;
  readonly before?: Colour;
  readonly custody?: object;
  readonly owner: string;
  readonly leadAgency: string;
  readonly reviewOn: string;
  readonly consentDue: boolean;
  /** How many proposals wait. */
  readonly waiting: number;
};

type Change = { readonly motion: string; readonly colour: Colour };

/** What one more event makes of a case. */
export const folded = (state: Folded, event: Event): Folded => {
  const { at, what, to, from } = event;
  const today = at.slice(0, 10);
  const change = event.change as Change | undefined;
  switch (what) {
    case 'adopted':
      return { ...state, state: 'on the register' };
    case 'removed':
      return { ...state, state: 'removed' };
    case 'colour': {
      const { before: _, ...rest } = state;
      return { ...rest, colour: to as Colour, ...(to === 'blue' && from ? { before: from as Colour } : {}) };
    }
    case 'colour for release':
      return { ...state, before: event.colour as Colour };
    case 'custody':
    case 'custody changed':
      return { ...state, custody: event.custody as object };
    case 'released':
      return { ...state, custody: { ...state.custody, released: event.on }, reviewOn: today };
    case 'lead agency':
      return { ...state, leadAgency: to as string };
    case 'ownership':
      return { ...state, owner: to as string, consentDue: true };
    case 'consent':
      return { ...state, consentDue: state.consentDue && (to as { status: string }).status !== 'given' };
    case 'reviewed':
      return { ...state, reviewOn: event.next as string };
    case 'proposed':
      return { ...state, waiting: state.waiting + 1 };
    case 'proposal withdrawn':
      return { ...state, waiting: state.waiting - 1 };
    case 'decided': {
      const recoloured = event.outcome === 'carried' && change?.motion === 'set RAG';
      return {
        ...state,
        waiting: state.waiting - 1,
        reviewOn: recoloured ? reviewKept(state.reviewOn, today, change.colour) : state.reviewOn,
      };
    }
    default:
      return state;
  }
};
