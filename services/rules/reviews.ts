/** How often a case is reviewed, and which reviews take the input of every agency. */
import { z } from 'zod';
import { addDays, addMonths, type Day } from './days.ts';

/** What a colour asks for beyond the months of the body. */
const ByColour = z.strictObject({
  weeks: z.int().min(1),
  /** Each agency is asked for its input before the meeting. */
  input: z.boolean(),
  source: z.string().min(1),
});

export const Reviews = z.strictObject({
  /** Without a line for the colour, and for a case without one. */
  months: z.int().min(1),
  byColour: z.partialRecord(z.enum(['red', 'amber', 'green', 'blue']), ByColour),
  source: z.string().min(1),
});
export type Reviews = z.infer<typeof Reviews>;
type Colour = keyof Reviews['byColour'];

/** Where a body says nothing else (G Q11). */
export const USUAL: Reviews = { months: 3, byColour: {}, source: 'G Q11' };

/** When a case is reviewed again, counted from the day of a meeting or of a change of colour. */
export const nextReview = (reviews: Reviews, colour: Colour | undefined, from: Day): Day => {
  const special = colour && reviews.byColour[colour];
  return special ? addDays(from, 7 * special.weeks) : addMonths(from, reviews.months);
};

/** The review that a case keeps when its colour changes: sooner where the new colour asks for it. */
export const keptReview = (reviews: Reviews, colour: Colour, from: Day, reviewOn: Day): Day => {
  const next = nextReview(reviews, colour, from);
  return next < reviewOn ? next : reviewOn;
};

/** Whether each agency is asked for its input on a case of this colour (T 2.6). */
export const takesInput = (reviews: Reviews, colour: Colour | undefined): boolean =>
  colour !== undefined && (reviews.byColour[colour]?.input ?? false);

/** What the body made of a review (G Q11). A change of colour is decided at the same meeting, a removal at the next. */
export type Reviewed = {
  readonly outcome: 'stay' | 'plan' | 'colour' | 'removal';
  readonly why: string;
  readonly next: Day;
  readonly colour?: Colour;
  /** Agencies that were asked for their input and gave none. */
  readonly without?: readonly string[];
};

/** What it made of somebody in long custody whose sentence is near its end. */
export type Reselected = {
  readonly outcome: 'refer again' | 'not now' | 'later';
  readonly why: string;
  /** Later: when they are considered again. */
  readonly next?: Day;
};

/** Months before the end of a long sentence at which somebody is considered again (G Q11). */
const BEFORE_END = 3;

/** When somebody in long custody is considered for re-selection; the day typed in where the sentence has no end. */
export const reselectionOn = (custody: { readonly end: Day } | { readonly askOn: Day }): Day =>
  'end' in custody ? addMonths(custody.end, -BEFORE_END) : custody.askOn;
