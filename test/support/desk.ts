/** Somebody at a desk pressing buttons in their own chat: what they get is checked as Teams would take it. */
import { expect } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import type { Card } from '../../cards/render.ts';
import { type Area, Areas, Referrals } from '../../services/model.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { replace, type Store } from '../../services/store.ts';
import { answers, area, NOW, names, people, richmond, seed } from './builders.ts';
import { lint } from './golden.ts';
import { testStore } from './tables.ts';

export type Who = keyof typeof people;
const REF = 'RICH-2026-001';

type Node = { readonly [key: string]: unknown };
const nodes = (value: unknown): Node[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)]
    : [];
/** Every string a person can read, and what buttons carry. */
export const readable = (card: Card): string => JSON.stringify(card.body);
export const inputs = (card: Card): Node[] => nodes(card.body).filter(({ type }) => String(type).startsWith('Input.'));
export const buttons = (card: Card): Node[] => nodes(card.body).filter(({ type }) => type === 'Action.Execute');

/** An area of Richmond's with its people; `change` says what is different in it, `scheme` what runs in its place. */
export const deskOf = async (change: Partial<Area> = {}, scheme: Scheme = richmond) => {
  const store: Store = await testStore();
  await seed(store);
  const here = area(change);
  const row = await store.get(here.id, Areas, 'area');
  if (row) await store.commit(here.id, [replace(row, here)]);
  let ids = 0;
  const desk: Desk = {
    store,
    coordinators: [people.coordinator],
    schemes: { ...schemes, [here.scheme ?? '']: scheme },
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  };
  const press = async (verb: string, data: object, who: Who = 'referrer', now = NOW): Promise<Card> => {
    const caller = { person: people[who], name: names[who], mri: `29:${who}`, where: 'personal' as const };
    const present = (await store.get(here.id, Areas, 'area'))?.doc ?? here;
    const answer = await dispatch(desk, present, caller, now, verb, { ...data });
    if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
    expect(lint(answer.card)).toEqual([]);
    return answer.card;
  };
  const referral = async () => {
    const found = await store.get(here.id, Referrals, REF);
    if (!found) throw new Error('no referral');
    return found;
  };
  const version = async (): Promise<number> => (await referral()).version;
  /** A draft with these answers. */
  const drafted = async (given: ReferralAnswers = answers(), body = 'iom', who: Who = 'referrer') => {
    await press('referral.start', { body, seen: 0 }, who);
    const draft = await referral();
    await store.commit(here.id, [replace(draft, { ...draft.doc, answers: given })]);
  };
  return {
    store,
    people,
    desk,
    press,
    refused: (verb: string, data: object, who: Who = 'referrer'): Promise<string> =>
      press(verb, data, who).then(
        () => 'not refused',
        (error: Error) => error.message,
      ),
    referral,
    version,
    drafted,
    submitted: async (given: ReferralAnswers = answers(), body = 'iom', who: Who = 'referrer'): Promise<Card> => {
      await drafted(given, body, who);
      return press('referral.submit', { referral: REF, version: await version() }, who);
    },
  };
};
export type Desking = Awaited<ReturnType<typeof deskOf>>;
