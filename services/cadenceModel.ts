/** How far the clock's work in an area has come. */
import type { Instant } from './person.ts';
import { type Change, create, kind } from './store.ts';

/** `through`: up to where everything that fell due was claimed. One instance looks at a time; its hold ends by itself. */
export type Cadence = { readonly through: Instant; readonly heldBy?: string; readonly until?: Instant };

/** One row an area, id `cadence`. */
export const Cadences = kind<Cadence>('cadence');
export const CADENCE = 'cadence';

/** From now on things fall due. */
export const cadenceBegun = (now: Date): Change => create(Cadences, CADENCE, { through: now.toISOString() });
