/** Nonsense through the real door, properly signed: always an answer, never a fault; and what a referrer types comes back as typed. */
import { setTimeout as after } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isTooDeep } from '../../bot/door.ts';
import { Activity } from '../../bot/inbound.ts';
import { LIMIT } from '../../cards/render.ts';
import { readCard } from '../../rehearsal/card.ts';
import { botAppId, cast, hostTenant, people } from '../../rehearsal/cast.ts';
import type { Json, Message } from '../../rehearsal/state.ts';
import { Referrals } from '../../services/model.ts';
import { Undelivereds } from '../../services/undelivered.ts';
import { richmond } from '../support/builders.ts';
import { cardIn, type Panel, sentenceIn, startPanel } from '../support/panel.ts';
import { allCommands, wellFormed } from '../support/wellFormed.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`SEED=${seed}\n`);

const ACTIVITIES = 2_000;
const PRESSES_A_VERB = 40;
const FORMS = 40;
/** At the same time, and for so many milliseconds at most. */
const AT_ONCE = 8;
const LONGEST = 60_000;
/** Bytes of a body that the door takes. */
const BODY = 256 * 1024;

let panel: Panel;
let facts: Json;
beforeAll(async () => {
  panel = await startPanel();
  await panel.reach('decided');
  facts = { ...(await panel.facts()), body: 'iom', version: 1 };
});
afterAll(() => panel.stop());

afterEach(async () => {
  const health = await fetch(new URL('/health', panel.url));
  expect([health.status, await health.json()]).toEqual([200, { status: 'up' }]);
  expect(cardIn(await panel.press(cast.chair, 'help.view', {}))).toBeDefined();
});

const pieces = [
  ...[
    '\ud800',
    '\udfff',
    '\u2028',
    '\u2029',
    '\u0000',
    '\u007f',
    '\u0085',
    '\r\n',
    '\n',
    '\t',
    ' ',
    '\u00a0',
    '\ufeff',
  ],
  ...[
    '<at>all</at>',
    '<at id="0">',
    '</at>',
    '**bold**',
    '_it_',
    '[x](https://x.example)',
    '`',
    '# ',
    '- ',
    '1. ',
    '~~',
  ],
  ...[
    '\u0024{name}',
    '${',
    '$data',
    '{{DATE(x)}}',
    '&lt;',
    '&#x110000;',
    '<script>',
    '</div>',
    '"',
    "'",
    '\\',
    '\\u0000',
    '|',
  ],
  ...[
    'ﷺ',
    '👩‍👩‍👧',
    'Ünïcödé',
    '漢字',
    'نص',
    '\u202e',
    'e\u0301\u0301',
    '__proto__',
    'constructor',
    "' or 1 eq 1",
    '../',
    '%00',
    ';',
  ],
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 }), fc.lorem({ maxCount: 3 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
const huge = fc
  .record({
    of: fc.constantFrom('x', '\u2028', '漢', '\ud83d\ude00', '"', '\ud800'),
    length: fc.integer({ min: 10, max: 240_000 }),
  })
  .map(({ of, length }) => of.repeat(Math.floor(length / Buffer.byteLength(JSON.stringify(of)))));
/** Stands for so many lists or objects within each other, which no recursion here could carry. */
const deep = fc
  .record({ depth: fc.integer({ min: 10, max: 40_000 }), of: fc.constantFrom('lists', 'objects') })
  .map(({ depth, of }) => `deep ${depth} ${of}`);
const deepening = /"deep (\d+) (lists|objects)"/g;
/** As it goes over the wire. */
const wired = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replace(deepening, (_, depth, of) =>
    of === 'lists'
      ? '['.repeat(Number(depth)) + ']'.repeat(Number(depth))
      : `${'{"x":'.repeat(Number(depth))}0${'}'.repeat(Number(depth))}`,
  );
const strange = fc.constantFrom<unknown>(
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1},"toJSON":1,"then":2,"length":-1}'),
  ...[null, true, false, 0, -1, 1.5, 1e308, [], {}, [[]], [null], '', ' ', 'null', '0', '1e3', '2026-02-30', '25:61'],
);
const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: nasty },
  { weight: 4, arbitrary: strange },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.oneof(huge, deep) },
);

/** All of them, some at a time, until time is up; returns how many that were. */
const each = async <T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<number> => {
  const left = all.toReversed();
  const until = Date.now() + LONGEST;
  const worker = async () => {
    for (let next = left.pop(); next !== undefined && Date.now() < until; next = left.pop()) await run(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return all.length - left.length;
};

type Got = { readonly status: number; readonly text: string } | undefined;

/** What came back within ten seconds. */
const post = async (body: string): Promise<Got> =>
  Promise.race([panel.room.door.post(body).catch(() => undefined), after(10_000, undefined, { ref: false })]);

const parsed = (got: Got): { statusCode?: unknown; type?: unknown; value?: unknown } | undefined => {
  try {
    return JSON.parse(got?.text ?? '');
  } catch {
    return undefined;
  }
};

/** What is wrong with the answer to an invoke; undefined when there is something for the person. */
const silence = (got: Got): string | undefined => {
  const body = parsed(got);
  const whole = got?.status === 200 && body?.statusCode === 200 && typeof body.type === 'string' && body.value;
  return whole ? undefined : `brought ${got?.status}: ${got?.text.slice(0, 200)}`;
};

const shortened = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 500 ? `${text.slice(0, 400)} … ${text.length} characters` : text;
};

const places = () => panel.room.teams.places;
const card = { id: '1', root: '1' } as Message;
/** From any place; every other time from the panel's channel, by one of those who may do most. */
const invokeOf = (name: string, value: Json, at: number): Json => {
  const place = places()[at % places().length];
  if (!place || at % 2 === 0) {
    const person = [cast.chair, cast.coordinator, cast.referrer, cast.drugs][(at / 2) % 4] ?? cast.chair;
    return panel.activity(person, name, value);
  }
  const person = place.kind === 'personal' ? place.person : (people[at % people.length] ?? cast.chair);
  return panel.room.door.invoke(person, place, card, name, value);
};

/** One activity of every kind, as Teams sends them. */
const whole = (at: number): Json => {
  const press = {
    action: { type: 'Action.Execute', verb: 'vote.view', data: { motion: facts.motion } },
    trigger: 'manual',
  };
  const base = invokeOf('adaptiveCard/action', press, at);
  const { name: _, value: __, ...event } = base;
  const said = {
    text: '<at>IOM Panel</at> help',
    entities: [{ type: 'mention', mentioned: event.recipient, text: '<at>IOM Panel</at>' }],
  };
  const kinds: Json[] = [
    base,
    {
      ...base,
      name: 'application/search',
      value: { queryText: 'a', queryOptions: { skip: 0, top: 15 }, dataset: 'members' },
    },
    { ...base, name: 'task/fetch' },
    { ...event, type: 'message', ...said },
    { ...event, type: 'message', value: { verb: 'help.view' } },
    { ...event, type: 'conversationUpdate', membersAdded: [event.recipient] },
    { ...event, type: 'installationUpdate', action: 'add' },
    { ...event, type: 'messageReaction' },
  ];
  return kinds[at % kinds.length] ?? base;
};

type Change = { readonly at: number; readonly value: unknown; readonly gone: boolean };
const change: fc.Arbitrary<Change> = fc.record({ at: fc.nat(), value: odd, gone: fc.boolean() });

const pathsIn = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [[...path, name], ...pathsIn(inner, [...path, name])])
    : [];

/** The same with one place in it gone, or something odd in its stead. */
const changed = (activity: Json, { at, value, gone }: Change): Json => {
  const copy = structuredClone(activity);
  const paths = pathsIn(copy);
  const path = paths[at % paths.length] ?? [];
  const name = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<Json>((inner, step) => inner[step] as Json, copy);
  if (gone) delete parent[name];
  else parent[name] = value;
  return copy;
};

/** By what the door is for: from Teams, to this bot, in this tenant, and of a person where a person acts. */
const mayPass = (body: Json): boolean => {
  if (isTooDeep(body)) return false;
  const { data: activity } = Activity.safeParse(body);
  if (!activity) return false;
  const tenant = activity.conversation.tenantId || activity.channelData?.tenant?.id || '';
  return (
    activity.type !== '' &&
    activity.channelId === 'msteams' &&
    activity.serviceUrl === panel.room.serviceUrl &&
    activity.recipient.id === `28:${botAppId}` &&
    tenant.toLowerCase() === hostTenant &&
    (!['message', 'invoke'].includes(activity.type) || Boolean(activity.from.aadObjectId))
  );
};

test(`whatever is typed into a referral comes back as it was typed (SEED=${seed})`, async () => {
  const fields: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
    [
      'identity',
      [
        ['name', 120],
        ['aliases', 200],
        ['address', 300],
        ['town', 80],
        ['ethnicity', 60],
        ['disposal', 300],
      ],
    ],
    ['offences', [['ogrsTool', 40]]],
    ['pathways', richmond.pathways.map(({ id }) => [`intervention-${id}`, 400] as const)],
    [
      'proposal',
      [
        ['alreadyDoing', 1000],
        ['proposal', 1500],
        ['why', 1500],
        ['judgement', 1500],
      ],
    ],
    [
      'consent',
      [
        ['consentReason', 500],
        ['consentForm', 60],
      ],
    ],
  ];
  const { length } = await panel.store.list(panel.area, Referrals);
  await panel.insist(cast.referrer, 'referral.start', { body: 'iom', seen: length });
  const draft = async () => {
    const row = (await panel.store.list(panel.area, Referrals)).find(({ doc }) => doc.state === 'draft');
    if (!row) throw new Error('There is no draft.');
    return { referral: row.id, version: row.version };
  };
  const red = Object.fromEntries(richmond.pathways.map(({ id }) => [`rating-${id}`, 'red']));
  await panel.insist(cast.referrer, 'referral.save', { ...(await draft()), ...red, step: 'pathways', go: 'leave' });

  const read = async (data: Json) => {
    const answer = await panel.press(cast.referrer, 'referral.open', { referral: (await draft()).referral, ...data });
    const shown = cardIn(answer);
    if (!shown) throw new Error(`No card: ${JSON.stringify(answer)?.slice(0, 300)}`);
    return readCard(shown);
  };
  /** What cannot be stored or shown goes: half a pair of surrogates, control characters, blanks around it. */
  const kept = (typed: string) =>
    typed
      .toWellFormed()
      .replace(/(?![\n\t])\p{Cc}/gu, '')
      .trim();

  const long = fc.array(nasty, { minLength: 1, maxLength: 40 }).map((parts) => parts.join(''));
  const text = fc.oneof({ weight: 3, arbitrary: nasty }, { weight: 1, arbitrary: long });
  const names = fields.flatMap(([, all]) => all);
  const forms = fc.sample(fc.array(text, { minLength: names.length, maxLength: names.length }), {
    seed,
    numRuns: FORMS,
  });
  let texts = 0;
  for (const form of forms) {
    const typed = new Map(names.map(([name, most], at) => [name, (form[at] ?? '').slice(0, most)]));
    for (const [step, all] of fields) {
      const inputs = Object.fromEntries(all.map(([name]) => [name, typed.get(name)]));
      const more = step === 'pathways' ? red : {};
      await panel.insist(cast.referrer, 'referral.save', { ...more, ...inputs, ...(await draft()), step, go: 'next' });
      const values = (await read({ step })).inputs.map(({ id, json }) => [id, json.value ?? '']);
      expect(values).toEqual(expect.arrayContaining(all.map(([name]) => [name, kept(typed.get(name) ?? '')])));
    }
    const onCard: string[] = [];
    for (let page: number | undefined = 1; page; ) {
      const { texts, buttons } = await read({ step: 'check', page });
      onCard.push(...texts);
      page = buttons.some(({ title }) => title === 'Next page') ? page + 1 : undefined;
    }
    const wanted = [...typed.values()].map(kept).filter(Boolean);
    expect(onCard).toEqual(expect.arrayContaining(wanted));
    texts += wanted.length;
  }
  process.stdout.write(`${FORMS} forms, ${texts} texts\n`);
});

test(`every verb takes every nonsense, from anybody and anywhere (SEED=${seed})`, async () => {
  const tries = fc.sample(fc.array(change, { minLength: 1, maxLength: 3 }), {
    seed,
    numRuns: allCommands.length * PRESSES_A_VERB,
  });
  const wrong: string[] = [];
  let cards = 0;
  const done = await each([...tries.entries()], async ([number, changes]) => {
    const of = allCommands[number % allCommands.length];
    if (!of) return;
    const data = changes.reduce(changed, wellFormed(of, facts));
    const trigger = number % 3 === 0 ? 'automatic' : 'manual';
    const action = { type: 'Action.Execute', verb: of.verb, data };
    const body = invokeOf('adaptiveCard/action', { action, trigger }, Math.floor(number / allCommands.length));
    const sent = wired(body);
    const got = await post(sent);
    const say = (problem: string) => wrong.push(`${of.verb} ${shortened(data)} ${problem}`);
    if (Buffer.byteLength(sent) > BODY) {
      if (got?.status !== 413) say(`of ${sent.length} characters brought ${got?.status}`);
      return;
    }
    if (isTooDeep(JSON.parse(sent))) {
      if (got?.status !== 400) say(`nested deeply brought ${got?.status}`);
      return;
    }
    const problem = silence(got);
    if (problem) return void say(problem);
    const answer = got && { status: got.status, body: parsed(got) };
    if (sentenceIn(answer)?.startsWith('Something went wrong')) say('was a fault of ours');
    const shown = cardIn(answer);
    if (shown) cards += 1;
    // A refresh that fails gives a button with what it was asked, however long that is.
    if (shown && trigger === 'manual' && Buffer.byteLength(JSON.stringify(shown)) > LIMIT)
      say('brought a card that is too large');
  });
  process.stdout.write(`${done} presses of ${tries.length}, ${cards} cards\n`);
  expect(wrong).toEqual([]);
});

test(`whatever comes in at the door is answered as it should be (SEED=${seed})`, async () => {
  const tries = fc.sample(fc.array(change, { maxLength: 3 }), { seed, numRuns: ACTIVITIES });
  const wrong: string[] = [];
  const counted = new Map<string, number>();
  const done = await each([...tries.entries()], async ([number, changes]) => {
    const body = changes.reduce(changed, whole(number));
    const sent = wired(body);
    const got = await post(sent);
    const status = String(got?.status);
    counted.set(status, (counted.get(status) ?? 0) + 1);
    const expected =
      Buffer.byteLength(sent) > BODY ? ['413'] : mayPass(JSON.parse(sent)) ? ['200'] : ['400', '401', '403'];
    if (!expected.includes(status)) wrong.push(`${shortened(body)} brought ${status}`);
    else if (status === '200' && body.type === 'invoke') {
      const problem = silence(got);
      if (problem) wrong.push(`${shortened(body)} ${problem}`);
    }
  });
  process.stdout.write(`${done} activities of ${tries.length}: ${JSON.stringify(Object.fromEntries(counted))}\n`);
  expect(wrong).toEqual([]);
});

test(`a body that is no activity is turned away (SEED=${seed})`, async () => {
  const bodies = fc.sample(fc.oneof(nasty, fc.json(), odd.map(wired)), { seed, numRuns: 100 });
  const wrong: string[] = [];
  await each(bodies, async (body) => {
    const got = await post(body);
    const expected = Buffer.byteLength(body) > BODY ? [413] : [400, 401, 403];
    if (!got || !expected.includes(got.status)) wrong.push(`${shortened(body)} brought ${got?.status}`);
  });
  expect(wrong).toEqual([]);
});

test('of all that was sent meanwhile, nothing was refused by Teams', async () => {
  await panel.settled();
  const failed = (await panel.store.list(panel.area, Undelivereds)).map(({ doc }) => doc.code);
  expect(failed).toEqual([]);
});
