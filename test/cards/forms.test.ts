/** The referral form of every scheme, step by step, as a card shows it before anything is answered. */
import { expect, test } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import type { Card } from '../../cards/render.ts';
import { type Area, Areas, Members } from '../../services/model.ts';
import { bodiesForReferrals } from '../../services/referrals.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create } from '../../services/store.ts';
import { area, member, NOW, names, people } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { testStore } from '../support/tables.ts';

type Node = { readonly [key: string]: unknown };
const nodes = (value: unknown): Node[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)]
    : [];
const headingOf = (card: Card): string => String(nodes(card.body).find(({ style }) => style === 'heading')?.text);
const onwards = (card: Card): Node | undefined => nodes(card.body).find(({ title }) => title === 'Save and continue');

/** The chair of the body at their desk, in an area of this scheme. */
const deskIn = async (scheme: Scheme, body: Body) => {
  const store = await testStore();
  const [seat] = body.seats;
  const holders: Area['holders'] = seat ? { [seat.id]: people.chair } : {};
  const here = area({ scheme: scheme.id, channels: {}, holders });
  await store.commit(here.id, [
    create(Areas, 'area', here),
    create(Members, people.chair, { ...member('chair'), agency: seat?.agency }),
  ]);
  let ids = 0;
  const desk: Desk = {
    store,
    schemes,
    coordinators: [people.coordinator],
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  };
  const caller = { person: people.chair, name: names.chair, mri: '29:chair', where: 'personal' as const };
  return async (verb: string, data: object): Promise<Card> => {
    const answer = await dispatch(desk, here, caller, NOW, verb, { ...data });
    if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
    return answer.card;
  };
};

/** What decides the questions; bodies that have it in common have the form in common. */
const asks = ({ screening, categories, referrals }: Body): string => JSON.stringify([screening, categories, referrals]);

const forms = Object.values(schemes).flatMap((scheme) => {
  const bodies = bodiesForReferrals(scheme);
  return bodies
    .filter((body, at) => bodies.findIndex((other) => asks(other) === asks(body)) === at)
    .map((body): [string, string, Scheme, Body] => [scheme.id, body.id, scheme, body]);
});

test.for(forms)('%s: every step of the form for the body %s', async ([, , scheme, body]) => {
  const press = await deskIn(scheme, body);
  let card = await press('referral.start', { body: body.id, seen: 0 });
  const seen: string[] = [];
  for (let next = onwards(card); next; next = onwards(card)) {
    const heading = headingOf(card);
    expect(seen).not.toContain(heading);
    seen.push(heading);
    golden(`form-${scheme.id}-${body.id}-${seen.length}`, card);
    card = await press(String(next.verb), next.data as object);
  }
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.at(-1)).toMatch(new RegExp(`^Step ${seen.length} of ${seen.length}: `));
  expect(headingOf(card)).toMatch(/^Check your answers/);
});
