/** Any number of open actions of which the same few are due, and the clock that looks at them day by day. */
import { lookAtClock } from '../../services/cadence.ts';
import { SYSTEM } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import type { Store } from '../../services/store.ts';
import type { Work } from '../../services/work.ts';
import { action, actionsLaid } from './actions.ts';
import { richmond } from './builders.ts';
import { area, areaId, coordinator } from './seated.ts';

/** So many are due, each from somebody else. */
export const DUE = 100;
/** They were due on this day, a Tuesday, so that each working day from then on reminds of them. */
export const DUE_ON = day('2026-12-01');

/** An action has four rows, a transaction takes a hundred. */
const AT_ONCE = 25;

export const fillWithActions = async (store: Store, size: number): Promise<void> => {
  const actionAt = (number: number) =>
    action({
      id: `a${String(number).padStart(6, '0')}`,
      owner: `meadow|owner-${number < DUE ? number : number % 5_000}`,
      due: number < DUE ? DUE_ON : day(`2028-0${1 + (number % 9)}-1${number % 10}`),
    });
  for (let from = 0; from < size; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, size - from) }, (_, n) => actionAt(from + n));
    await store.commit(areaId, actionsLaid(...some));
  }
};

/** Returns how much was told. */
export const lookAt = (store: Store, now: Date): Promise<number> => {
  const work: Work = {
    ...{ store, schemes, scheme: richmond, coordinators: [coordinator], area: area(), now },
    ...{ newId: () => crypto.randomUUID().slice(0, 13), verb: 'clock.look', category: 'alteration', whose: [] },
    actor: { person: SYSTEM, name: 'IOM Panel', coordinator: false },
  };
  const at = now.toISOString();
  return lookAtClock(work, { heldBy: 'one', at, until: new Date(now.getTime() + 60_000).toISOString() });
};
