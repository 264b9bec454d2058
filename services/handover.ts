/**
 * Somebody leaves or is away: their open actions and their cases go to a successor, in several transactions of bounded
 * size. What one of them has not reached stays with the person it was with, so that nothing is ever without an owner.
 */
import { actionChanged, listed } from './actionIndex.ts';
import { facet } from './caseIndex.ts';
import { type Case, Cases, OnRegister } from './caseModel.ts';
import { caseChanged, isOutside } from './cases.ts';
import { received } from './giving.ts';
import { inOtherHands } from './handing.ts';
import { type Action, Actions, ActionsBy, Members, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Change, Row } from './store.ts';
import { happened } from './timeline.ts';
import { must, nameOf, save, schemeOf, tell, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;
export const PARTS = ['lead professional', 'police contact'] as const;
export type Part = (typeof PARTS)[number];

export const fieldOf: Record<Part, 'leadProfessional' | 'policeContact'> = {
  'lead professional': 'leadProfessional',
  'police contact': 'policeContact',
};
const under = (part: Part, person: PersonKey): string =>
  part === 'lead professional' ? facet.lead(person) : facet.contact(person);

export const mayArrangeFor = (work: Work, person: PersonKey): void => {
  if (person !== work.actor.person && !work.actor.coordinator)
    throw new Refusal('not yours', 'Only this person or the co-ordinator arranges this. Nothing was changed.');
};

export type Held = { readonly actions: number; readonly led: number; readonly contact: number };

export const totalOf = ({ actions, led, contact }: Held): number => actions + led + contact;

/** How much is with a person: actions that are not completed, cases they lead, cases whose police contact they are. */
export const heldBy = async ({ store, area }: Place, person: PersonKey): Promise<Held> => {
  const count = async (part: Part) => (await store.list(area.id, OnRegister, under(part, person))).length;
  const [actions, led, contact] = await Promise.all([
    store.list(area.id, ActionsBy, listed.owner(person)),
    count('lead professional'),
    count('police contact'),
  ]);
  return { actions: actions.length, led, contact };
};

export const WHAT = ['all', 'actions', 'cases led', 'police contact'] as const;
export type What = (typeof WHAT)[number];

/** Actions moved in one transaction: seven rows each with index, event and log. */
const ACTIONS_AT_ONCE = 10;
/** Cases moved in one transaction: about eighteen rows each. */
const CASES_AT_ONCE = 4;

type Moving = { readonly from: PersonKey; readonly to: PersonKey; readonly why: string };

/** The next few things of a list that may move, as they are stored; those that stay are passed over. */
const next = async <Line extends { readonly ref: string }, Doc>(
  list: (past?: string) => Promise<Row<Line>[]>,
  stored: (line: Line) => Promise<Row<Doc> | undefined>,
  moves: (line: Line, row: Row<Doc>) => Promise<boolean>,
  most: number,
): Promise<Row<Doc>[]> => {
  const found: Row<Doc>[] = [];
  for (let past: string | undefined; ; ) {
    const lines = await list(past);
    for (const { doc } of lines) {
      const row = await stored(doc);
      if (row && (await moves(doc, row))) found.push(row);
      if (found.length === most) return found;
    }
    past = lines.at(-1)?.id;
    if (past === undefined) return found;
  }
};

const mayGo = async ({ store, area }: Place, ref: string, to: PersonKey): Promise<boolean> =>
  !isOutside((await store.get(area.id, Cases, ref))?.doc, to);

/** Word to the successor goes with the first of these transactions. */
const word = (work: Work, { from, to }: Moving, first: boolean, moved: readonly unknown[]): Change[] =>
  first && moved.length > 0 ? [tell(work, to, 'handed over', from)] : [];

const moveActions = (work: Work, moving: Moving, first: boolean): Promise<number> =>
  save(work, async () => {
    const { store, area } = work;
    const { from, to, why } = moving;
    const rows = await next<Action, Action>(
      (past) => store.list(area.id, ActionsBy, listed.owner(from), ACTIONS_AT_ONCE, past),
      ({ id }) => store.get(area.id, Actions, id),
      async ({ ref }, { doc }) => doc.owner === from && (await mayGo(work, ref, received(work, { owner: to }).owner)),
      ACTIONS_AT_ONCE,
    );
    const moved = rows.map(async (row): Promise<Change[]> => {
      const { doc, event } = inOtherHands(work, row.doc, { to, why });
      return [...(await actionChanged(work, row, doc)), happened(work, doc.ref, event)];
    });
    return {
      changes: [...(await Promise.all(moved)).flat(), ...word(work, moving, first, rows)],
      result: rows.length,
      whose: rows.map(({ doc }) => doc.ref),
    };
  });

const moveCases = (work: Work, part: Part, moving: Moving, first: boolean): Promise<number> =>
  save(work, async () => {
    const { store, area } = work;
    const { from, to, why } = moving;
    const field = fieldOf[part];
    const rows = await next<{ ref: string }, Case>(
      (past) => store.list(area.id, OnRegister, under(part, from), CASES_AT_ONCE, past),
      ({ ref }) => store.get(area.id, Cases, ref),
      async (_, { doc }) => doc[field] === from && !isOutside(doc, to),
      CASES_AT_ONCE,
    );
    const moved = rows.map((row) =>
      caseChanged(work, row, { ...row.doc, [field]: to }, { what: 'case handed over', part, from, to, why }),
    );
    return {
      changes: [...(await Promise.all(moved)).flat(), ...word(work, moving, first, rows)],
      result: rows.length,
      whose: rows.map(({ doc }) => doc.ref),
    };
  });

const inTurns = async (move: (first: boolean) => Promise<number>, most: number, before: number): Promise<number> => {
  let moved = 0;
  for (;;) {
    const some = await move(before + moved === 0);
    moved += some;
    if (some < most) return moved;
  }
};

export const isPolice = async (work: Work, person: PersonKey): Promise<boolean> => {
  const { agency } = must(await work.store.get(work.area.id, Members, person), 'somebody').doc;
  return schemeOf(work).agencies.some(({ id, kind }) => id === agency && kind === 'police');
};

export type HandedOver =
  | { readonly status: 'overtaken' }
  /** `kept`: what is open to named people only, and the successor is not among them. */
  | ({ readonly status: 'done'; readonly kept: number } & Held);

/**
 * Hands over what `what` says, by the person or the co-ordinator. `seen`: how much they saw there was; another number
 * changes nothing. Called again after it broke off, it hands over the rest.
 */
export const handOver = async (
  work: Work,
  { what, seen, ...moving }: Moving & { readonly what: What; readonly seen: number },
): Promise<HandedOver> => {
  const { from, to } = moving;
  mayArrangeFor(work, from);
  if (to === from) throw new Refusal('same person', 'Please choose somebody else as the successor.');
  if (received(work, { owner: to }).owner === from)
    throw new Refusal(
      'stands in',
      `${await nameOf(work, to)} is on leave, and this person stands in. Please choose somebody else.`,
    );
  const held = await heldBy(work, from);
  if (totalOf(held) !== seen) return { status: 'overtaken' };
  const all = what === 'all';
  const contacts = held.contact > 0 && (all || what === 'police contact');
  if (contacts && !(await isPolice(work, to)))
    throw new Refusal(
      'not police',
      `A police contact is of the police, and ${await nameOf(work, to)} is not. Hand actions and led cases over by themselves, and the police contacts to a police officer.`,
    );
  const cases = (part: Part, before: number) =>
    inTurns((first) => moveCases(work, part, moving, first), CASES_AT_ONCE, before);
  const actions =
    all || what === 'actions' ? await inTurns((first) => moveActions(work, moving, first), ACTIONS_AT_ONCE, 0) : 0;
  const led = all || what === 'cases led' ? await cases('lead professional', actions) : 0;
  const contact = contacts ? await cases('police contact', actions + led) : 0;
  const left = await heldBy(work, from);
  const wanted = [
    ...(all || what === 'actions' ? [left.actions] : []),
    ...(all || what === 'cases led' ? [left.led] : []),
    ...(all || what === 'police contact' ? [left.contact] : []),
  ];
  return { status: 'done', actions, led, contact, kept: wanted.reduce((sum, more) => sum + more, 0) };
};

/** Word to somebody who has lost a seat, where there is something with them that their successor needs. */
export const askedToHandOver = async (work: Work, person: PersonKey | undefined): Promise<Change[]> =>
  person && totalOf(await heldBy(work, person)) > 0 ? [tell(work, person, 'hand over', person)] : [];
