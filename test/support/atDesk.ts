/** Somebody of the seated panel at their own chat: what they get is a card, checked as Teams would take it. */
import { expect } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import type { Card } from '../../cards/render.ts';
import type { Area } from '../../services/model.ts';
import type { PersonKey } from '../../services/person.ts';
import { schemes } from '../../services/schemes/index.ts';
import type { Store } from '../../services/store.ts';
import { lint } from './golden.ts';
import { area, at, coordinator } from './seated.ts';

export const atDesk = (store: Store, place: Area = area(), coordinators: readonly PersonKey[] = [coordinator]) => {
  let ids = 0;
  const desk: Desk = {
    store,
    schemes,
    coordinators,
    newId: () => {
      ids += 1;
      return `id-${String(ids).padStart(3, '0')}`;
    },
  };
  return async (person: PersonKey, verb: string, data: object = {}, now: Date = at(30)): Promise<Card> => {
    const caller = { person, name: 'Somebody', mri: '29:somebody', where: 'personal' as const };
    const answer = await dispatch(desk, place, caller, now, verb, { ...data });
    if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
    expect(lint(answer.card)).toEqual([]);
    return answer.card;
  };
};
