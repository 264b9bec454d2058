import { beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../cards/render.ts';
import { type LogCategory, LogEntries, type LogEntry, Looks } from '../../services/log.ts';
import { lookOn, type Position } from '../../services/registerMending.ts';
import { atDesk } from '../support/atDesk.ts';
import { CASE, caseOf, laid, proposalItem } from '../support/cases.ts';
import { counting } from '../support/counting.ts';
import { golden } from '../support/golden.ts';
import { memoryStore } from '../support/memory.ts';
import {
  areaId,
  at,
  coordinator,
  holder,
  referrer,
  type Seated,
  seat,
  seatedPanel,
  stranger,
  work,
} from '../support/seated.ts';

const member = holder(seat.housing);
const OTHER = 'RICH-2026-015';

let panel: Seated;
let press: ReturnType<typeof atDesk>;
beforeEach(async () => {
  panel = await seatedPanel();
  press = atDesk(panel.store);
  await panel.store.commit(areaId, laid(caseOf(), caseOf({ ref: OTHER, identity: { name: 'Tansy Nowhere' } })));
});

const entry = (id: string, change: Partial<LogEntry> = {}): LogEntry => ({
  ...{ id, at: at(-60).toISOString(), who: member, agency: 'housing', what: 'case.view' },
  ...{ category: 'consultation', whose: [CASE] },
  ...change,
});
const texts = (card: Card) => JSON.stringify(card.body);
const earlier = (card: Card): Record<string, unknown> | undefined => {
  const found = /"title":"Earlier"[^{}]*"verb":"[^"]+","data":(\{[^}]*\})/.exec(JSON.stringify(card));
  return found?.[1] ? JSON.parse(found[1]) : undefined;
};

test('who looked stands on the case with agency and time, and opening it stands there as well', async () => {
  const { store } = panel;
  await press(holder(seat.constable), 'case.view', { case: CASE }, at(1));
  await press(member, 'register.view', {}, at(2));
  await press(stranger, 'case.view', { case: CASE }, at(3)).catch(() => undefined);
  await store.record(areaId, entry('x1', { at: at(4).toISOString(), category: 'disclosure', who: coordinator }));
  await store.record(areaId, entry('x2', { at: at(5).toISOString(), who: 'meadow|gone', agency: undefined }));
  await press(member, 'case.view', { case: OTHER }, at(6));
  golden('case-looked', await press(member, 'case.looked', { case: CASE }, at(7)));
});

test.for<[LogCategory, string]>([
  ['consultation', 'looked.'],
  ['disclosure', 'took it out in a file.'],
  ['combination', 'looked, with what is held elsewhere.'],
])('a %s is said as what it was', async ([category, words]) => {
  await panel.store.record(areaId, entry('one', { category, who: referrer, agency: undefined }));
  expect(texts(await press(member, 'case.looked', { case: CASE }))).toContain(`Invented Referrer: ${words}`);
});

test('it is read a page at a time, every look once, and there is a way back', async () => {
  for (let number = 1; number <= 45; number++)
    await panel.store.record(
      areaId,
      entry(`e${number}`, { at: at(number - 60).toISOString(), who: `meadow|n${number}` }),
    );
  const times: string[] = [];
  const pages: Card[] = [];
  for (let data: Record<string, unknown> | undefined = { case: CASE }; data; ) {
    const card: Card = await press(member, 'case.looked', data);
    pages.push(card);
    for (const [, time = ''] of texts(card).matchAll(/5 November 2026, (\d\d:\d\d)/g)) times.push(time);
    data = earlier(card);
  }
  // With the three openings of the page itself, of which only the first page shows one.
  expect(times).toEqual(['10:30', ...Array.from({ length: 45 }, (_, no) => `09:${String(45 - no).padStart(2, '0')}`)]);
  expect(pages).toHaveLength(3);
  golden('case-looked-earlier', pages[2] as Card);
});

describe('who looked is shown', () => {
  test.for([stranger, referrer])('to nobody who may not work with the case: %s', async (person) => {
    await expect(press(person, 'case.looked', { case: CASE })).rejects.toThrow(/^Only .* can do this/);
  });

  test('of a restricted case, to those named', async () => {
    const own = await seatedPanel();
    await own.store.commit(areaId, laid(caseOf({ restrictedTo: [holder(seat.chair)] })));
    const at = atDesk(own.store);
    await expect(at(coordinator, 'case.looked', { case: CASE })).rejects.toThrow(/^Only/);
    expect(texts(await at(holder(seat.chair), 'case.looked', { case: CASE }))).toContain('asked, and was turned away');
  });

  test('to nobody who stands aside from it', async () => {
    const aside = [{ seat: seat.housing, person: member, at: at(0).toISOString() }];
    const own = await seatedPanel(undefined, { items: [proposalItem({ aside })] });
    await own.store.commit(areaId, laid(caseOf()));
    await expect(atDesk(own.store)(member, 'case.looked', { case: CASE })).rejects.toThrow('declared an interest');
  });
});

test('what a page costs does not depend on how much was looked at', async () => {
  const costs: object[] = [];
  for (const many of [100, 3_000]) {
    const { store, spent } = counting(memoryStore());
    await store.commit(areaId, laid(caseOf()));
    for (let number = 0; number < many; number++)
      await store.record(areaId, entry(`e${number}`, { whose: [number % 2 ? CASE : OTHER] }));
    const before = spent();
    await atDesk(store)(coordinator, 'case.looked', { case: CASE });
    const after = spent();
    costs.push({ requests: after.requests - before.requests, entities: after.entities - before.entities });
  }
  expect(costs[1]).toEqual(costs[0]);
});

test('what was looked at before there was such a list is laid under each person by the check of the register', async () => {
  const check = async (): Promise<number> => {
    let missing = 0;
    for (let position: Position | undefined = { stage: 0 }; position; ) {
      const looked = await lookOn(work(panel.store, coordinator), position);
      missing += looked.faults.missing;
      position = looked.next;
    }
    return missing;
  };
  const { views } = panel.store;
  await views.commit(areaId, [], entry('old', { whose: [CASE, OTHER] }));
  await views.commit(areaId, [], entry('older', { at: at(-90).toISOString() }));
  await panel.store.record(areaId, entry('new', { at: at(-10).toISOString() }));
  expect(await views.list(areaId, Looks)).toHaveLength(1);
  expect(await check()).toBe(3);
  const times = (await views.list(areaId, Looks, `${CASE}|`)).map(({ doc }) => doc.at);
  expect(times).toEqual([-10, -60, -90].map((minutes) => at(minutes).toISOString()));
  expect(await views.list(areaId, Looks, `${OTHER}|`)).toMatchObject([{ doc: { others: 1 } }]);
  expect(await check()).toBe(0);
});

test('an entry about more people than one transaction holds lies under each of them', async () => {
  const whose = Array.from({ length: 201 }, (_, number) => `RICH-2025-${number}`);
  await panel.store.record(areaId, entry('many', { whose }));
  expect(await panel.store.views.list(areaId, Looks)).toHaveLength(201);
  expect(await panel.store.views.list(areaId, LogEntries)).toHaveLength(1);
});
