/** The desk of London's team: somebody presses a button in their own chat, and what they get is checked as Teams would take it. */
import { expect } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import type { Card } from '../../cards/render.ts';
import type { PersonKey } from '../../services/person.ts';
import { schemes } from '../../services/schemes/index.ts';
import { type AtNight, nameAt } from './atNight.ts';
import { coordinator } from './bodies.ts';
import { lint } from './golden.ts';

export const teamDesk = (night: AtNight) => {
  let ids = 0;
  return async (person: PersonKey, now: string, verb: string, data: object): Promise<Card> => {
    const desk: Desk = {
      store: night.store,
      schemes,
      coordinators: [coordinator],
      newId: () => {
        ids += 1;
        return `desk${ids}`;
      },
    };
    const caller = { person, name: nameAt(person), mri: '29:somebody', where: 'personal' as const };
    const answer = await dispatch(desk, await night.area(), caller, new Date(now), verb, { ...data });
    if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
    expect(lint(answer.card)).toEqual([]);
    return answer.card;
  };
};

/** What was shown or told, which there has to be. */
export const cardOf = (made: { readonly card: Card } | undefined): Card => {
  if (!made) throw new Error('nothing was shown');
  return made.card;
};
