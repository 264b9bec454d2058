import { describe, expect, test } from 'vitest';
import { proposeCard } from '../../cards/deselection/card.ts';
import { answersIn, questionsOf } from '../../cards/deselection/questions.ts';
import type { AgendaItem } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { checkReason, fieldOf } from '../../services/rules/deselection.ts';
import { schemes } from '../../services/schemes/index.ts';
import { atTable } from '../support/atTable.ts';
import { richmond, TODAY } from '../support/builders.ts';
import { CASE, caseOf, longCustody, proposalItem } from '../support/cases.ts';
import { buttons, inputs, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { areaId, coordinator, holder, seat, stranger } from '../support/seated.ts';

const chair = holder(seat.chair);
const housing = holder(seat.housing);
const item = proposalItem({ heading: 'de-selections' });
const due: AgendaItem = { id: `${CASE}-reviews-due`, heading: 'reviews due', case: CASE, state: 'waiting', aside: [] };
const verbs = (card: Parameters<typeof buttons>[0]) => buttons(card).map(({ verb }) => verb);
const reasons = Object.values(schemes).flatMap((scheme) =>
  scheme.deselection.map((reason) => [`${scheme.id}-${reason.id}`, scheme, reason] as const),
);

describe('the form asks what its reason needs', () => {
  test.for(reasons)('%s', ([name, scheme, reason]) => {
    const view = { doc: caseOf(), version: 1, scheme, area: areaId, about: {}, reason };
    const card = proposeCard(view);
    golden(`deselection-form-${name}`, card);
    const asked = inputs(card).map(({ id }) => id);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test.for(reasons)('%s: everything that the check reads can be typed in', ([, , reason]) => {
    const fields = new Set<string>();
    const answers = new Proxy({}, { get: (_, name) => void fields.add(String(name)) });
    checkReason(reason, answers, { day: TODAY, adoptedOn: day('2025-01-10') });
    const asked = new Set(reason.checks.flatMap(questionsOf).map(({ id }) => id));
    expect([...fields].filter((field) => !asked.has(field))).toEqual([]);
  });
});

const custody = { id: 'custody' };
const typed = {
  [fieldOf(custody)]: 'determinate',
  [fieldOf(custody, 'months')]: '40',
  [fieldOf(custody, 'end')]: '2029-01-31',
  why: 'He is away until 2029.',
};

test('from the case: the reason is chosen, the form filled in, and the case says that it waits', async () => {
  const table = await atTable(caseOf(), { items: [] });
  const before = await table.press(housing, 'case.view', { case: CASE });
  expect(verbs(before)).toContain('deselection.choose');
  golden('deselection-choose', await table.press(housing, 'deselection.choose', { case: CASE }));
  const form = await table.press(housing, 'deselection.form', { case: CASE, reason: 'long-custody' });
  expect(verbs(form)).toContain('deselection.propose');
  const data = { case: CASE, version: 1, reason: 'long-custody', ...typed };
  golden('case-removal-waiting', await table.press(housing, 'deselection.propose', data));
  expect(readable(await table.press(housing, 'deselection.propose', data))).toContain('moved on before your press');
});

test('at the meeting: what is met is said, a safeguard stands against a vote until the answers are complete', async () => {
  const waits = longCustody({ 'q-custody-assessed': '', 'q-custody-assessment': '', 'q-custody-greatest': '' });
  const table = await atTable(caseOf({ proposals: [waits] }), { items: [item] });
  const at = { meeting: 'm1', item: item.id };
  const stopped = await table.press(chair, 'agenda.item', at);
  golden('deselection-item-stopped', stopped);
  expect(verbs(stopped)).not.toContain('vote.proposal');
  expect(await table.refused(chair, 'vote.proposal', at)).toContain('assessed the risk in full');
  const of = { case: CASE, proposal: 'p1', ...at };
  golden('deselection-check-stopped', await table.press(housing, 'deselection.view', of));
  golden('deselection-correcting', await table.press(holder(seat.youth), 'deselection.correcting', of));
  const completed = {
    ...typed,
    [fieldOf(custody, 'assessed')]: '2026-10-20',
    [fieldOf(custody, 'assessment')]: 'All partners met and weighed it.',
    [fieldOf(custody, 'greatest')]: 'no',
    [fieldOf(custody, 'prison')]: 'Monthly, with the offender management unit.',
  };
  const saved = await table.press(holder(seat.youth), 'deselection.correct', { ...of, version: 1, ...completed });
  golden('deselection-check-met', saved);
  const open = await table.press(chair, 'agenda.item', at);
  golden('deselection-item', open);
  expect(verbs(open)).toContain('vote.proposal');
  expect(readable(open)).not.toContain('weighed it');
});

test('whoever proposed it takes it back; others are not offered to', async () => {
  const table = await atTable(caseOf({ proposals: [longCustody()] }), { items: [item] });
  const of = { case: CASE, proposal: 'p1' };
  expect(verbs(await table.press(chair, 'deselection.view', of))).not.toContain('deselection.withdraw');
  expect(verbs(await table.press(coordinator, 'deselection.view', of))).toContain('deselection.withdraw');
  expect(await table.refused(chair, 'deselection.withdraw', { ...of, version: 1 })).toContain('Only whoever proposed');
  expect(readable(await table.press(housing, 'deselection.withdraw', { ...of, version: 1 }))).toContain('taken back');
  expect(await table.refused(housing, 'deselection.view', of)).toContain('decided or taken back');
});

test('from a review: the removal is its outcome, and the next meeting decides', async () => {
  const table = await atTable(caseOf(), { items: [due] });
  const at = { meeting: 'm1', item: due.id };
  const form = await table.press(chair, 'review.form', at);
  expect(verbs(form)).toContain('deselection.choose');
  golden(
    'deselection-form-at-review',
    await table.press(chair, 'deselection.form', { case: CASE, reason: 'mappa', ...at }),
  );
  const data = { case: CASE, version: 1, reason: 'mappa', 'q-level': '2', why: 'Level 2 since October.', ...at };
  expect(await table.refused(housing, 'deselection.propose', data)).toContain('Only the chair and the co-ordinator');
  expect(readable(await table.press(chair, 'deselection.propose', { ...data, next: '' }))).toContain(
    'The review is recorded, and the removal proposed',
  );
  expect((await table.caseRow()).doc).toMatchObject({ reviewOn: '2027-02-05', proposals: [{ why: data.why }] });
});

const removal = { on: day('2026-11-05'), reason: 'moved-away', why: 'He lives with his sister now.' };

test('a removed case says why, and what the receiving area is still to answer', async () => {
  const doc = caseOf({ state: 'removed', removal, transfer: { to: 'Southtown' } });
  const table = await atTable(doc, { items: [] });
  golden('case-removed', await table.press(housing, 'case.view', { case: CASE }));
  golden('deselection-transfer', await table.press(housing, 'transfer.form', { case: CASE }));
  const told = {
    case: CASE,
    version: 1,
    'receiving-area': 'Southtown',
    'receiving-told': '2026-11-05',
    'receiving-by': 'Tom Sample',
    'receiving-answer': 'They take him.',
  };
  const recorded = readable(await table.press(housing, 'transfer.record', told));
  expect(recorded).toContain('It answered: They take him.');
  expect(await table.refused(housing, 'transfer.record', { ...told, 'receiving-told': '2026-11-06' })).toContain(
    'lies in the future',
  );
});

test('in long custody the case says how contact is kept and when it is considered again', async () => {
  const kept = { ...removal, reason: 'long-custody', prison: 'Monthly, with the offender management unit.' };
  const table = await atTable(caseOf({ state: 'removed', removal: kept, reselectOn: day('2028-10-31') }), {
    items: [],
  });
  golden('case-removed-long-custody', await table.press(housing, 'case.view', { case: CASE }));
});

test.for<[string, object, string]>([
  ['no reason of the scheme', { reason: 'boredom' }, 'from the list'],
  ['nothing in words', { why: '' }, '“Why you propose it”: it is needed'],
  ['months that are none', { 'q-custody-months': 'many' }, 'whole number from 0 to 1200'],
  ['an answer that is not listed', { 'q-custody-greatest': 'perhaps' }, 'choose one of the answers'],
  ['an assessment of tomorrow', { 'q-custody-assessed': '2026-11-06' }, 'lies in the future'],
  ['a date that is none', { 'q-custody-end': 'never' }, 'it is not a date'],
])('a removal with %s is refused and names the field', async ([, change, sentence]) => {
  const table = await atTable(caseOf(), { items: [] });
  const data = { case: CASE, version: 1, reason: 'long-custody', ...typed, ...change };
  expect(await table.refused(housing, 'deselection.propose', data)).toContain(sentence);
  expect((await table.caseRow()).version).toBe(1);
});

test.for(['deselection.choose', 'deselection.view', 'deselection.correct', 'deselection.withdraw', 'transfer.record'])(
  'nobody without a part in the case uses %s',
  async (verb) => {
    const table = await atTable(caseOf({ proposals: [longCustody()] }), { items: [item] });
    const data = { case: CASE, version: 1, proposal: 'p1' };
    expect(await table.refused(stranger, verb, data)).toContain('Only members of this body');
  },
);

test('whoever stands aside does not read the check', async () => {
  const table = await atTable(caseOf({ proposals: [longCustody()] }), { items: [item] });
  await table.press(housing, 'agenda.interest', { meeting: 'm1', item: item.id });
  const of = { case: CASE, proposal: 'p1', meeting: 'm1', item: item.id };
  for (const verb of ['deselection.view', 'deselection.correcting'])
    expect(await table.refused(housing, verb, of)).toContain('declared an interest');
});

/** Three bytes a character, and markup in it. */
const full = (length: number): string => '**[語](語)** '.padEnd(length, '語').slice(0, length);
const filled = (reason: (typeof reasons)[number][2]): Record<string, string> =>
  Object.fromEntries(
    reason.checks.flatMap(questionsOf).map(({ id, kind }) => {
      if (kind.of === 'choice') return [id, kind.choices[0]?.value ?? ''];
      if (kind.of === 'date') return [id, '2026-10-20'];
      return [id, kind.max === 4 ? '999' : full(kind.max)];
    }),
  );

test.for(reasons)(
  '%s: typed to the last character, every card goes through and nothing is lost',
  async ([, scheme, reason]) => {
    const table = await atTable(caseOf(), { items: [] }, { ...richmond, deselection: scheme.deselection });
    const data = { case: CASE, version: 1, reason: reason.id, ...filled(reason), why: full(1000) };
    await table.press(housing, 'deselection.propose', data);
    const [waits] = (await table.caseRow()).doc.proposals;
    expect(waits?.change).toMatchObject({ answers: filled(reason) });
    const of = { case: CASE, proposal: waits?.id };
    await table.press(housing, 'deselection.correcting', of);
    const pages = [];
    for (let page = 1; page <= 3; page += 1)
      pages.push(readable(await table.press(housing, 'deselection.view', { ...of, page })));
    // A reason that asks nothing is held against what stands on the case.
    const asks = reason.checks.some((check) => questionsOf(check).length > 0);
    expect(pages.join(' ').includes('What was answered')).toBe(asks);
    for (const tab of ['summary', 'history']) await table.press(housing, 'case.view', { case: CASE, tab });
  },
);

test('a number that is too large, or nothing, is no score', () => {
  const leeds = schemes.leeds?.deselection[0];
  if (!leeds) throw new Error('Leeds has a reason');
  expect(() => answersIn(leeds, { 'q-score': '1000' }, TODAY)).toThrow('whole number from 0 to 999');
  expect(answersIn(leeds, { 'q-score': ' 9 ' }, TODAY)).toEqual({ 'q-score': '9' });
  expect(answersIn(leeds, {}, TODAY)).toEqual({});
});
