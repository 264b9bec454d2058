/** What a subject access request brings, held against every kind of row that the services keep. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Cases } from '../../services/caseModel.ts';
import { heldOn } from '../../services/held.ts';
import { type Change, create, keyOf, kind } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { NOW } from '../support/builders.ts';
import { CASE, caseOf } from '../support/cases.ts';
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
  meeting: ['meetings', (ref, said) => [`of ${said}`, { id: `m ${said}`, items: [{ id: `i-${ref}`, case: ref }] }]],
  motion: ['motions', (ref, said) => [`v-${ref}`, { meeting: `m ${said}`, item: `i-${ref}`, question: said }]],
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
  ballot: 'how somebody voted is data of the voter',
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
  const { doc } = must(await store.get(areaId, Cases, CASE), 'a case');
  const out = await heldOn(work(store, coordinator), doc);
  for (const [prefix, [part]] of Object.entries(held))
    expect(JSON.stringify(out[part] ?? ''), keyOf(kind(prefix), part)).toContain('of Quillon');
  expect(out.whoLooked).toMatchObject([{ what: 'looked at Quillon' }]);
  expect(JSON.stringify(out)).not.toContain('somebody else');
});
