/** What a subject access request brings, held against every kind of row that the services keep. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Cases } from '../../services/caseModel.ts';
import { heldOn } from '../../services/held.ts';
import { Members } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { type Change, create, keyOf, kind } from '../../services/store.ts';
import { NOW } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { memoryStore } from '../support/memory.ts';
import { areaId, coordinator, holder, seat, work } from '../support/seated.ts';

const OTHER = 'RICH-2026-015';

/** By the prefix of a kind: in which part it goes out, and a row of it about somebody, with `said` in it. */
const held: Readonly<Record<string, [part: string, row: (ref: string, said: string) => [id: string, doc: object]]>> = {
  case: ['case', (ref, said) => [ref, caseOf({ ref, identity: { name: said } })]],
  referral: ['referral', (ref, said) => [ref, { ref, answers: { proposal: said } }]],
  event: ['timeline', (ref, said) => [`${ref}|1`, { what: 'feedback', says: said }]],
  act: ['actions', (ref, said) => [`case|${ref}|2026-12-01|${said}`, { ref, what: said }]],
  offer: ['offers', (ref, said) => [`${ref}|1`, { case: ref, what: said }]],
  payment: ['payments', (ref, said) => [`${ref}|1`, { case: ref, note: said }]],
  feedback: ['feedback', (ref, said) => [`another-body|${said}`, { case: ref, says: said }]],
  incident: ['incidents', (ref, said) => [`team|2026-12-01|${said}`, { ref, what: said }]],
  escalation: ['escalations', (ref, said) => [said, { ref, path: [{ says: said }] }]],
  teamlist: ['teamMeetings', (ref, said) => [`team of ${said}`, { items: [{ ref, what: said }] }]],
  teamrecord: ['teamMeetings', (ref, said) => [`team|${said}`, { items: [{ ref, what: said }] }]],
  disclosure: ['disclosures', (ref, said) => [`${ref}|1`, { case: ref, told: said }]],
  input: ['inputs', (ref, said) => [`${ref}|m1|seat`, { seat: 'seat', words: said }]],
  feedchange: ['fromPoliceFeed', (ref, said) => [`2026-11-05|${ref}|1`, { ref, what: said, feed: 'f' }]],
  decision: ['decisions', (ref, said) => [`m|${said}`, { referral: ref, reasons: said }]],
  acknowledgement: ['acknowledgement', (ref, said) => [ref, { referral: ref, item: said }]],
  meeting: [
    'meetings',
    (ref, said) => [
      `of ${said}`,
      {
        id: `m ${said}`,
        items: [
          { id: `i-${ref}`, case: ref },
          { id: 'i-none', case: 'none' },
        ],
      },
    ],
  ],
  ballot: ['reasonsOfBallots', (ref, said) => [`v-${ref}|seat`, { motion: `v-${ref}`, reason: said, choice: 'for' }]],
  motion: [
    'motions',
    (ref, said) => [`v-${ref}`, { id: `v-${ref}`, meeting: `m ${said}`, item: `i-${ref}`, question: said }],
  ],
  log: ['whoChanged', (ref, said) => [`1|${said}`, { whose: [ref], what: said }]],
};

/** Why a kind does not go out. */
const elsewhere: Readonly<Record<string, string>> = {
  reg: 'copies of the case, for lists',
  name: 'copies of the case, for lists',
  dob: 'copies of the case, for finding it again',
  pnc: 'copies of the case, for finding it again',
  ref: 'copies of the referral, for lists',
  action: 'what goes out is its copy under the case',
  import: 'of a file, without what stands in it',
  importline: 'gone once the file is placed; before, there is no case',
  importfault: 'of a file that is not placed',
  importdouble: 'gone once the file is placed',
  feed: 'of a file, without what stands in it',
  feedfile: 'of a file, without what stands in it',
  feedline: 'gone once the file is read; what it changed stands on the case',
  feedfault: 'of lines that were not taken, for a week',
  export: 'of a file, without what stands in it',
  exportpart: 'copies, for an hour',
  link: 'of a file',
  out: 'references on their way',
  told: 'references on their way',
  daycard: 'references, for the people of the team',
  night: 'of people of the team',
  standing: 'references, for the bodies',
  cadence: 'of the area',
  sender: 'which instance sends',
  undelivered: 'references on their way',
  live: 'where a card stands',
  area: 'of the area',
  known: 'of the area',
  counter: 'of the area',
  fund: 'of the area',
  join: 'of an agency',
  roundup: 'references, of a morning',
  member: 'of people of the team',
  person: 'of people of the team',
  check: 'of the register',
  chain: 'of a meeting',
  part: 'of a meeting: whether a seat is ready for it',
  turn: 'of a body: for which day it has a meeting, or none',
  seal: 'of the log',
  sealed: 'of the log',
  unsealed: 'of the log',
  look: 'copies of the view log, for the card of the case',
};

const root = join(import.meta.dirname, '../..');

test('every kind of row either goes out or says why it does not', () => {
  const kinds = globSync('services/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/= kind<[^=]*?>\(\s*'(\w+)'/g)].map(
      ([, prefix = '']) => prefix,
    ),
  );
  expect(kinds.length).toBeGreaterThan(30);
  expect([...kinds].sort()).toEqual([...Object.keys(held), ...Object.keys(elsewhere)].sort());
});

test('each kind about a person goes out in its part, and nothing about anybody else', async () => {
  const store = memoryStore();
  const rows = (ref: string, said: string): Change[] =>
    Object.entries(held).map(([prefix, [, row]]) => create(kind<object>(prefix), ...row(ref, said)));
  await store.commit(areaId, [...rows(CASE, 'of Quillon'), ...rows(OTHER, 'of somebody else')]);
  for (const [ref, what] of [
    [CASE, 'looked at Quillon'],
    [OTHER, 'looked at somebody else'],
  ] as const)
    await store.record(areaId, {
      ...{ id: `look ${ref}`, at: NOW.toISOString(), who: holder(seat.housing), category: 'consultation' },
      ...{ what, whose: [ref] },
    });
  const out = await heldOn(work(store, coordinator), CASE);
  for (const [prefix, [part]] of Object.entries(held))
    expect(JSON.stringify(out[part] ?? ''), keyOf(kind(prefix), part)).toContain('of Quillon');
  expect(out.whoLooked).toMatchObject([{ what: 'looked at Quillon' }]);
  expect(JSON.stringify(out.reasonsOfBallots)).not.toContain('for');
  expect(JSON.stringify(out)).not.toContain('somebody else');
});

test('others whose data one entry of the log names are only counted, and whoever did something is named', async () => {
  const store = memoryStore();
  const who = holder(seat.housing);
  await store.commit(areaId, [
    create(Cases, CASE, caseOf()),
    create(Members, who, {
      person: who,
      name: 'Nell Made-up',
      mri: '29:1',
      serviceUrl: 'https://x',
      agency: 'housing',
    }),
    create(Members, coordinator, { person: coordinator, name: 'Sam Notional', mri: '29:2', serviceUrl: 'https://x' }),
  ]);
  await store.record(areaId, {
    ...{ id: 'list', at: NOW.toISOString(), who, what: 'register.list', category: 'consultation' },
    whose: [CASE, OTHER, 'RICH-2026-016'],
  });
  const out = await heldOn(work(store, coordinator), CASE);
  expect(out.whoLooked).toEqual([
    { id: 'list', at: NOW.toISOString(), who, what: 'register.list', category: 'consultation', others: 2 },
  ]);
  expect(out.people).toEqual([{ person: who, name: 'Nell Made-up', agency: 'housing' }]);
});

test.for(['action', 'escalation'])('a meeting that had an %s about them on its agenda goes out', async (what) => {
  const store = memoryStore();
  const about = (ref: string) => ({ id: `i-${ref}`, heading: 'matters arising', [what]: { id: 'x', ref } });
  await store.commit(areaId, [
    create(Cases, CASE, caseOf()),
    create(kind<object>('meeting'), 'm1', { id: 'm1', items: [about(CASE), about(OTHER)] }),
    create(kind<object>('meeting'), 'm2', { id: 'm2', items: [about(OTHER)] }),
  ]);
  expect((await heldOn(work(store, coordinator), CASE)).meetings).toMatchObject([{ id: 'm1', items: [about(CASE)] }]);
});

test('other references of the same person are named, but for those that somebody has judged to be another’s', async () => {
  const store = memoryStore();
  const identity = { name: 'Quillon Testerby', dateOfBirth: day('1990-02-01') };
  const [ASB, FORMER] = ['RICH-2025-003', 'RICH-2024-001'];
  await store.commit(areaId, [
    ...laid(caseOf({ identity }), caseOf({ ref: OTHER, identity }), caseOf({ ref: ASB, body: 'asb', identity })),
    create(kind<object>('referral'), CASE, {
      ref: CASE,
      links: [
        { ref: OTHER, why: ['name'], verdict: 'another person' },
        { ref: FORMER, why: ['PNC id'], verdict: 'same person' },
      ],
    }),
  ]);
  const out = await heldOn(work(store, coordinator), CASE);
  expect(out.alsoHeldUnder).toMatchObject([
    { ref: FORMER, verdict: 'same person' },
    { ref: ASB, verdict: 'open' },
  ]);
});
