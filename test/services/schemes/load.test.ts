import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../bot/config.ts';
import { dispatch } from '../../../cards/dispatch.ts';
import { ensureArea } from '../../../services/area.ts';
import type { Body, Scheme } from '../../../services/rules/scheme.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { HOST, SERVICE, settings } from '../../support/bot.ts';
import { NOW, people } from '../../support/builders.ts';
import { testStore } from '../../support/tables.ts';

const { coordinator } = people;
const folder = mkdtempSync(join(tmpdir(), 'schemes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { essex } = schemes;
if (!essex) throw new Error('the Essex scheme ships');

const written = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const northtown = (spoil: (scheme: Scheme) => unknown = () => undefined): string => {
  const scheme = { ...structuredClone(essex), id: 'northtown', name: 'Northtown', reference: 'NORTH' };
  spoil(scheme);
  return JSON.stringify(scheme);
};
const configured = (files: string) =>
  readConfig({ ...settings('http://127.0.0.1:4000/.well-known/openidconfiguration'), SCHEME_FILES: files });

test('a fifth scheme is one file: a team chooses it, and works by it', async () => {
  const config = configured(` ${written('northtown.json', northtown())} ,`);
  if (config instanceof Error) throw config;
  expect(Object.keys(config.schemes)).toEqual(['richmond', 'london', 'essex', 'leeds', 'northtown']);

  const store = await testStore();
  const desk = { store, schemes: config.schemes, coordinators: [coordinator], newId: () => crypto.randomUUID() };
  const press = async (verb: string, data: object) => {
    const team = await ensureArea(store, { id: '19:north', tenant: HOST, name: 'Northtown', serviceUrl: SERVICE });
    const caller = { person: coordinator, name: 'Sam Notional', mri: '29:sam', where: 'channel' as const };
    return JSON.stringify(await dispatch(desk, team, caller, NOW, verb, { ...data }));
  };
  expect(await press('setup.start', {})).toContain('"title":"Northtown"');
  expect(await press('setup.scheme', { scheme: 'northtown' })).toContain('This team runs by the scheme of Northtown.');
  expect(await press('setup.seats', { body: 'iom' })).toContain('Essex Probation: IOM offender manager');
});

describe('a wrong one stops the start, naming the file, the key and what was expected', () => {
  const iom = (scheme: Scheme): Body => {
    const body = scheme.bodies[1];
    if (!body) throw new Error('the second body is the IOM panel');
    return body;
  };
  const offer = (scheme: Scheme, key: 'hard' | 'otherwise', ...bodies: string[]) =>
    Object.assign(iom(scheme).screening[0]?.criteria[0] ?? {}, { [key]: { bodies, advice: 'Ask there.' } });
  const named = { id: 'first', name: 'First', source: 'Ours' };
  const asks = (scheme: Scheme, criterion: object) =>
    Object.assign(iom(scheme), { screening: [{ from: '2012-04-01', criteria: [{ ...named, ...criterion }] }] });
  test.for<[string, string, string]>([
    ['not JSON', '{ "id": ', 'expected JSON ('],
    ['not a scheme at all', '7', 'expected object, received number'],
    ['a key left out', northtown((it) => Reflect.deleteProperty(iom(it), 'seats')), 'bodies[1].seats: expected array'],
    [
      'a key that is none',
      northtown((it) => Object.assign(iom(it), { threshold: 9 })),
      'bodies[1]: expected only the keys of a scheme file, and "threshold" is none',
    ],
    [
      'a word for a number',
      northtown((it) => Object.assign(iom(it), { quorum: 'three' })),
      'bodies[1].quorum: expected number, received string',
    ],
    [
      'a kind that is none',
      northtown((it) => Object.assign(iom(it).rhythm, { every: 'days' })),
      "bodies[1].rhythm.every: expected 'months' | 'weeks'",
    ],
    [
      'a criterion on a matrix that is not there',
      northtown((it) => Object.assign(iom(it).screening[0]?.criteria[0] ?? {}, { matrix: 'oasys' })),
      'bodies[1].screening[0].criteria[0].matrix: expected a matrix of this scheme, and there is none called "oasys"',
    ],
    [
      'a threshold that nobody can reach',
      northtown((it) => Object.assign(iom(it).screening[0]?.criteria[0] ?? {}, { atLeast: 21 })),
      'bodies[1].screening[0].criteria[0].atLeast: expected at most 20, the most that this matrix can score',
    ],
    [
      'a Tuesday of the month that is none',
      northtown((it) =>
        Object.assign(iom(it), {
          rhythm: { every: 'months', months: 1, which: 'third', weekday: 'Tuesday', time: '10:00' },
        }),
      ),
      'bodies[1].rhythm.which: expected one of 1|2|3|4|"last"',
    ],
    [
      'a draft removed before its notice',
      northtown((it) => Object.assign(iom(it).referrals?.drafts ?? {}, { removedAfter: 14 })),
      'bodies[1].referrals.drafts.noticeBefore: expected fewer days than "removedAfter"',
    ],
    [
      'an age that nobody has',
      northtown((it) => asks(it, { kind: 'age', atLeast: 18, under: 18 })),
      'bodies[1].screening[0].criteria[0].under: expected more than "atLeast", or nobody is of the age',
    ],
    [
      'a lower score that is not lower',
      northtown((it) =>
        asks(it, {
          ...{ kind: 'score', of: 'ogrs', atLeast: 75 },
          lower: { atLeast: 75, withOneOf: [{ ...named, kind: 'offending', atLeast: 1 }] },
        }),
      ),
      'bodies[1].screening[0].criteria[0].lower.atLeast: expected less than 75',
    ],
    [
      'another body offered that there is not',
      northtown((it) => offer(it, 'otherwise', 'deter')),
      'bodies[1].screening[0].criteria[0].otherwise.bodies: expected a body of this scheme, and there is none called "deter"',
    ],
    [
      'another body offered that takes no referrals',
      northtown((it) => offer(it, 'otherwise', 'governance')),
      'bodies[1].screening[0].criteria[0].otherwise.bodies: expected other bodies that take referrals, and "governance" is not one',
    ],
    [
      'a body that offers itself',
      northtown((it) => offer(it, 'hard', 'iom')),
      'bodies[1].screening[0].criteria[0].hard.bodies: expected other bodies that take referrals, and "iom" is not one',
    ],
    [
      'a criterion that stops and does not stop',
      northtown((it) => [offer(it, 'hard'), offer(it, 'otherwise')]),
      'bodies[1].screening[0].criteria[0]: expected "hard" or "otherwise", and there are both',
    ],
    [
      'a body without the score that may decide alone',
      northtown((it) =>
        Object.assign(iom(it), { scoreAlone: { source: 'Ours' }, screening: [{ from: '2012-04-01', criteria: [] }] }),
      ),
      'bodies[1].scoreAlone: expected a score or a matrix among the criteria of this body',
    ],
    [
      'a step that stands twice',
      northtown((it) => iom(it).steps?.push(...(iom(it).steps?.slice(0, 1) ?? []))),
      'bodies[1].steps: expected each id once, and "grading" stands twice',
    ],
    [
      'an order that is visited and is not',
      northtown((it) => iom(it).compliance?.others.push({ id: 'licence', name: 'Licence' })),
      'bodies[1].compliance: expected each id once, and "licence" stands twice',
    ],
    [
      'a disclosure that stands twice',
      northtown((it) => it.disclosures?.push(...(it.disclosures?.slice(0, 1) ?? []))),
      'disclosures: expected each id once, and "ward-councillor" stands twice',
    ],
    [
      'a gate that is none',
      northtown((it) => Object.assign(it.disclosures?.[0] ?? {}, { gate: 'a nod' })),
      'disclosures[0].gate: expected one of "consent and risk assessment"|"lawful reason"',
    ],
    [
      'the id of one that ships',
      northtown((it) => Object.assign(it, { id: 'leeds' })),
      'id: expected an id of its own, and there is a scheme "leeds"',
    ],
  ])('%s', ([name, text, expected]) => {
    const file = written(`${name}.json`, text);
    const refusal = configured(file);
    expect(refusal).toBeInstanceOf(Error);
    expect(String(refusal)).toContain(
      `The bot cannot start: SCHEME_FILES names what cannot be used: ${file}: ${expected}`,
    );
  });

  test('a file that is not there, beside one that is wrong in two places', () => {
    const wrong = written(
      'twice.json',
      northtown((it) => Object.assign(it, { name: '', reference: 'north' })),
    );
    const refusal = String(configured(`${join(folder, 'away.json')},${wrong}`));
    expect(refusal).toContain(`${join(folder, 'away.json')}: expected a file that can be read (ENOENT)`);
    expect(refusal).toContain(`${wrong}: name: expected`);
    expect(refusal).toContain(`${wrong}: reference: expected two to eight capital letters`);
  });
});
