/** Dates of the scheme, and lists that somebody gets every week. */
import { facet } from './caseIndex.ts';
import { OnRegister } from './caseModel.ts';
import { isHidden } from './cases.ts';
import type { Finding, ForSomebody } from './dayCards.ts';
import type { PersonKey } from './person.ts';
import { paperwork } from './rules/paperwork.ts';
import { weekBegan } from './rules/reminders.ts';
import { schemeOf, type Work } from './work.ts';

export const paperworkOfDay: Finding = async (work, slot) =>
  paperwork(schemeOf(work), slot).flatMap(({ news, ...paper }) =>
    work.coordinators.map((of) => ({ item: { ...paper, of }, news })),
  );

/** Read at a time. */
const AT_ONCE = 50;

/** Whether the list has anybody who does not come with an import that is still under way. */
const hasAny = async ({ store, area }: Work, under: string): Promise<boolean> => {
  for (let past: string | undefined; ; ) {
    const rows = await store.list(area.id, OnRegister, under, AT_ONCE, past);
    if (rows.some(({ doc }) => !isHidden(area, doc))) return true;
    past = rows.at(-1)?.id;
    if (past === undefined || rows.length < AT_ONCE) return false;
  }
};

/** The list of deter young offenders goes to the lead in each agency (R 3.6), short sentences to the co-ordinators (Le 1.20). */
export const weeklyLists: Finding = async (work, slot) => {
  if (!weekBegan(slot)) return [];
  const { youngOffenders, shortSentences, bodies } = schemeOf(work);
  const to = (kind: 'young offenders' | 'short sentences', people: readonly PersonKey[]): ForSomebody[] =>
    [...new Set(people)].map((of) => ({ item: { kind, on: slot.day, of }, news: true }));
  const leads = Object.values(work.area.dyoLeads ?? {}).filter((person) => person !== undefined);
  const young = youngOffenders && leads.length > 0 && (await hasAny(work, facet.young()));
  const short = shortSentences && (await Promise.all(bodies.map(({ id }) => hasAny(work, facet.short(id)))));
  return [
    ...(young ? to('young offenders', leads) : []),
    ...(short?.includes(true) ? to('short sentences', work.coordinators) : []),
  ];
};
