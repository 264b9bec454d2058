/** Actions of the panel of `seated.ts`, with the rows by which they are found. */
import { actionMade } from '../../services/actionIndex.ts';
import type { Action } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import type { Change } from '../../services/store.ts';
import { CASE } from './cases.ts';
import { holder, seat } from './seated.ts';

export const action = (change: Partial<Action> = {}): Action => ({
  id: 'a1',
  ref: CASE,
  body: 'iom',
  meeting: 'm1',
  what: 'Find a supported tenancy',
  pathway: 'accommodation',
  due: day('2026-12-01'),
  seat: seat.housing,
  owner: holder(seat.housing),
  state: 'accepted',
  history: [{ at: '2026-10-05T10:20:00.000Z', by: holder(seat.chair), what: 'given to Housing' }],
  ...change,
});

export const actionsLaid = (...actions: readonly Action[]): Change[] => actions.flatMap(actionMade);
