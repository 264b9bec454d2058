/** Presses of people round the table of `seated.ts`, on the cards of what they get. */
import { expect } from 'vitest';
import { dispatch } from '../../cards/dispatch.ts';
import type { Card } from '../../cards/render.ts';
import type { Case } from '../../services/caseModel.ts';
import { Cases } from '../../services/caseModel.ts';
import type { Meeting, PersonKey } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { must } from '../../services/work.ts';
import { richmond } from './builders.ts';
import { CASE, laid } from './cases.ts';
import { lint } from './golden.ts';
import { area, areaId, at, coordinator, seatedPanel, six } from './seated.ts';

/** An open meeting of this scheme's panel with one case. */
export const atTable = async (doc: Case, over: Partial<Meeting>, scheme: Scheme = richmond) => {
  const panel = await seatedPanel(six, over);
  await panel.store.commit(areaId, laid(doc));
  let ids = 0;
  const desk = {
    store: panel.store,
    schemes: { ...schemes, richmond: scheme },
    coordinators: [coordinator],
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  };
  const press = async (person: PersonKey, verb: string, data: object, now = at(30)): Promise<Card> => {
    const caller = { person, name: 'Somebody', mri: `29:${person}`, where: 'personal' as const };
    const answer = await dispatch(desk, area(), caller, now, verb, { ...data });
    if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
    expect(lint(answer.card)).toEqual([]);
    return answer.card;
  };
  const refused = (person: PersonKey, verb: string, data: object): Promise<string> =>
    press(person, verb, data).then(
      () => 'not refused',
      (error: Error) => error.message,
    );
  const caseRow = async () => must(await panel.store.get(areaId, Cases, CASE), 'a case');
  return { ...panel, press, refused, caseRow };
};
export type AtTable = Awaited<ReturnType<typeof atTable>>;
