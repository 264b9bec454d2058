import { describe, expect, test } from 'vitest';
import { Cases } from '../../services/caseModel.ts';
import {
  discardDraft,
  lookAtDecision,
  MOST_INTERVENTIONS,
  type Pressed,
  recordDecision,
  saveDraft,
} from '../../services/decisions.ts';
import { abandonMotion, closeMotion } from '../../services/declaring.ts';
import {
  Actions,
  type Decision,
  Decisions,
  type Intervention,
  Meetings,
  type PersonKey,
  Referrals,
} from '../../services/model.ts';
import { declinedOf } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import type { Body, BodyId } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import { create, type Store } from '../../services/store.ts';
import { Ballots, type Motion, Motions } from '../../services/voteModel.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { areaId, bodyCalled, coordinator, holder, lay, openMeetingOf, workOf } from '../support/bodies.ts';
import { richmond } from '../support/builders.ts';
import { dump, testStore } from '../support/tables.ts';

const iom = bodyCalled('iom');
const asb = bodyCalled('asb');
const dyo = bodyCalled('dyo');
const chair = (body: Body): PersonKey => holder(body.seats.find((seat) => seat.chair)?.id ?? '');
const police = holder('iom-police-ppo-officer');
const item = { meeting: 'm1', item: 'RICH-2026-001' };

const voted = (status: 'carried' | 'lost' | 'goes back'): Motion => ({
  id: 'v1',
  meeting: 'm1',
  item: 'RICH-2026-001',
  kind: 'adopt',
  question: 'That the panel adopts RICH-2026-001.',
  state: 'closed',
  rule: { kind: 'majority', ballots: 'seat', casting: true },
  quorum: 4,
  openedAt: '2026-11-05T10:05:00.000Z',
  openedBy: chair(iom),
  closedAt: '2026-11-05T10:10:00.000Z',
  result: { status, by: 'majority', for: 4, against: 2, abstain: 0, needed: 4, present: [] },
});

/** The IOM panel after a vote to adopt. */
const afterVote = async (status: 'carried' | 'lost' | 'goes back'): Promise<Store> => {
  const store = await testStore();
  await lay(store, iom, { motions: ['v1'] });
  await store.commit(areaId, [create(Motions, 'v1', voted(status))]);
  return store;
};

const without = async (body: Body): Promise<Store> => {
  const store = await testStore();
  await lay(store, body);
  return store;
};

const intervention = (number: number): Intervention => ({
  what: `Invented task ${number}`,
  seat: 'iom-housing-head-of-operations',
  due: day('2026-12-01'),
});

const adoption: Pressed['fields'] = {
  category: 'repeat-offender',
  leadAgency: 'police',
  leadProfessional: chair(iom),
  policeContact: police,
};

const press = (version: number, kind: Pressed['kind'], fields: Pressed['fields'] = {}): Pressed => ({
  ...item,
  version,
  kind,
  fields,
});

const decisionIn = async (store: Store): Promise<Decision | undefined> =>
  (await store.get(areaId, Decisions, 'm1|RICH-2026-001'))?.doc;

/** A draft to adopt with so many interventions, saved one press after the other. */
const drafted = async (store: Store, interventions: number): Promise<number> => {
  const work = workOf(store, iom, chair(iom));
  for (let number = 1; number <= interventions; number++)
    expect(await saveDraft(work, press(number - 1, 'adopt', adoption), { add: intervention(number) })).toBe('saved');
  return interventions;
};

test.for([
  ['iom', 'carried', ['adopt']],
  ['iom', 'lost', ['decline', 'defer']],
  ['iom', 'goes back', ['decline', 'defer']],
  ['iom', undefined, ['defer']],
  ['asb', undefined, ['adopt', 'adopt', 'decline', 'decline', 'defer']],
  ['dyo', undefined, ['adopt', 'decline', 'defer']],
] as [BodyId, 'carried' | undefined, string[]][])(
  'in the body %s a vote that was %s leaves %s',
  async ([id, status, kinds]) => {
    const store = status ? await afterVote(status) : await without(bodyCalled(id));
    const seen = await lookAtDecision(workOf(store, bodyCalled(id), coordinator), item);
    expect(seen.grounds.map(({ kind }) => kind)).toEqual(kinds);
  },
);

test('adopting with as many interventions as a decision takes is one transaction, and tells each owner of each', async () => {
  const store = await afterVote('carried');
  const version = await drafted(store, MOST_INTERVENTIONS);
  const commits: number[] = [];
  const counting: Store = {
    ...store,
    commit: (partition, changes, entry) => {
      commits.push(changes.length + (entry ? 2 : 0));
      return store.commit(partition, changes, entry);
    },
  };
  const work = workOf(counting, iom, chair(iom));
  expect(await recordDecision(work, press(version, 'adopt', adoption))).toBe('recorded');
  expect(commits).toEqual([81]);
  expect(await decisionIn(store)).toMatchObject({ kind: 'adopt', state: 'recorded', basis: { motion: 'v1' } });
  expect((await store.get(areaId, Referrals, 'RICH-2026-001'))?.doc.state).toBe('decided');
  expect((await store.get(areaId, Meetings, 'm1'))?.doc.items[0]?.state).toBe('done');
  expect((await store.get(areaId, Cases, 'RICH-2026-001'))?.doc).toMatchObject({
    category: 'repeat-offender',
    owner: 'lantern-night-shelter',
    leadAgency: 'police',
    reviewOn: '2027-02-05',
  });
  const actions = await store.list(areaId, Actions);
  // One more is what the police write into their own records.
  expect(actions.map(({ doc }) => doc.state)).toEqual(Array(MOST_INTERVENTIONS + 1).fill('offered'));
  const sends = (await store.list(areaId, Outbox)).map(({ doc }) => doc.send);
  const told = sends.filter((send) => send.kind === 'tell' && send.view === 'action');
  expect(told.map(({ subject }) => subject).sort()).toEqual(actions.map(({ id }) => id).sort());
  expect(sends.filter((send) => send.kind === 'show').map(({ view }) => view)).toEqual(['agenda']);
});

const { rag: colours, reviews } = bodyCalled('iom', 'essex');
const coloured: Body = { ...iom, rag: colours, reviews };
const inColour = { ...richmond, bodies: richmond.bodies.map((body) => (body === iom ? coloured : body)) };

test.for<[string, 'red' | 'amber', string | undefined, string]>([
  ['red is reviewed within a fortnight, whatever date stood on the form', 'red', '2027-02-05', '2026-11-19'],
  ['red with nothing said', 'red', undefined, '2026-11-19'],
  ['red with a sooner date', 'red', '2026-11-12', '2026-11-12'],
  ['amber as it was agreed', 'amber', '2027-01-05', '2027-01-05'],
])('adopted %s', async ([, rag, typed, reviewOn]) => {
  const store = await testStore();
  await lay(store, coloured, { motions: ['v1'] });
  await store.commit(areaId, [create(Motions, 'v1', voted('carried'))]);
  const work = { ...workOf(store, coloured, chair(iom)), scheme: inColour };
  const fields = { ...adoption, rag, whyRag: 'As weighed.', ...(typed && { reviewOn: day(typed) }) };
  expect(await saveDraft(work, press(0, 'adopt', fields), { add: intervention(1) })).toBe('saved');
  expect(await recordDecision(work, press(1, 'adopt', fields))).toBe('recorded');
  expect((await store.get(areaId, Cases, 'RICH-2026-001'))?.doc.reviewOn).toBe(reviewOn);
  expect((await decisionIn(store))?.reviewOn).toBe(reviewOn);
});

test('what is declined is found again among the earlier declines', async () => {
  const store = await afterVote('lost');
  const work = workOf(store, iom, chair(iom));
  const why = { reasons: 'Other help fits better.', alternatives: 'The night shelter.' };
  expect(await recordDecision(work, press(0, 'decline', why))).toBe('recorded');
  expect((await declinedOf(work)).map(({ id }) => id)).toEqual(['RICH-2026-001']);
});

test('one intervention too many is refused in words, and nothing is changed', async () => {
  const store = await afterVote('carried');
  const version = await drafted(store, MOST_INTERVENTIONS);
  const before = await dump(store);
  const work = workOf(store, iom, chair(iom));
  await expect(saveDraft(work, press(version, 'adopt'), { add: intervention(MOST_INTERVENTIONS + 1) })).rejects.toThrow(
    'One decision takes 12 interventions at most',
  );
  expect(await dump(store)).toEqual(before);
});

test('recording twice changes nothing the second time', async () => {
  const store = await afterVote('carried');
  const version = await drafted(store, 2);
  const work = workOf(store, iom, chair(iom));
  expect(await recordDecision(work, press(version, 'adopt', adoption))).toBe('recorded');
  const before = await dump(store);
  expect(await recordDecision(work, press(version, 'adopt', adoption))).toBe('already');
  expect(await saveDraft(work, press(version + 1, 'adopt'), { drop: 0 })).toBe('already');
  expect(await discardDraft(work, { ...item, version: version + 1 })).toBe('already');
  expect(await dump(store)).toEqual(before);
});

test('of two people who record at once, one does', async () => {
  const store = await afterVote('lost');
  const outcomes = await Promise.all(
    [chair(iom), coordinator].map((person) =>
      recordDecision(workOf(store, iom, person), press(0, 'decline', { reasons: `Said by ${person}` })),
    ),
  );
  expect(outcomes.sort()).toEqual(['already', 'recorded']);
  expect(await store.list(areaId, Decisions)).toHaveLength(1);
});

test('of two people who work on one draft, the second to save is overtaken', async () => {
  const store = await afterVote('lost');
  expect(await saveDraft(workOf(store, iom, chair(iom)), press(0, 'decline', { reasons: 'First' }), null)).toBe(
    'saved',
  );
  expect(await saveDraft(workOf(store, iom, coordinator), press(0, 'decline', { reasons: 'Second' }), null)).toBe(
    'overtaken',
  );
  expect((await decisionIn(store))?.reasons).toBe('First');
});

test('a draft survives, is gone on with, emptied fields are cleared, and it can be thrown away', async () => {
  const store = await afterVote('carried');
  const work = workOf(store, iom, chair(iom));
  await saveDraft(work, press(0, 'adopt', adoption), { add: intervention(1) });
  await saveDraft(work, press(1, 'adopt', { leadAgency: undefined }), { add: intervention(2) });
  await saveDraft(work, press(2, 'adopt'), { drop: 0 });
  expect(await decisionIn(store)).toMatchObject({
    state: 'draft',
    category: 'repeat-offender',
    interventions: [intervention(2)],
  });
  expect((await decisionIn(store))?.leadAgency).toBeUndefined();
  expect(await discardDraft(work, { ...item, version: 3 })).toBe('discarded');
  expect(await decisionIn(store)).toBeUndefined();
});

test('what is missing is named, and nothing is recorded', async () => {
  const store = await afterVote('carried');
  const before = await dump(store);
  await expect(recordDecision(workOf(store, iom, chair(iom)), press(0, 'adopt'))).rejects.toThrow(
    'Still missing: the category; the lead agency; the lead professional; the police contact; at least one intervention.',
  );
  expect(await dump(store)).toEqual(before);
});

test.for([
  ['carried', 'decline', 'what is recorded is that the panel adopts'],
  ['carried', 'defer', 'what is recorded is that the panel adopts'],
  ['lost', 'adopt', 'was not carried'],
  ['goes back', 'adopt', 'was not carried'],
] as const)('after a vote that was %s it is refused to %s', async ([status, kind, words]) => {
  const store = await afterVote(status);
  const said = { reasons: 'Invented', wanted: 'Invented' };
  await expect(recordDecision(workOf(store, iom, chair(iom)), press(0, kind, said))).rejects.toThrow(words);
});

test('without a vote the panel can only defer, and the referral waits for the next meeting', async () => {
  const store = await without(iom);
  const work = workOf(store, iom, chair(iom));
  await expect(recordDecision(work, press(0, 'adopt', adoption))).rejects.toThrow('There has been no vote to adopt');
  expect(await recordDecision(work, press(0, 'defer', { wanted: 'A newer score' }))).toBe('recorded');
  const referral = (await store.get(areaId, Referrals, 'RICH-2026-001'))?.doc;
  expect(referral?.state).toBe('submitted');
  expect(referral?.meeting).toBeUndefined();
});

test('a vote that is open on the item is closed first; one abandoned for lack of quorum decides nothing', async () => {
  const store = await without(iom);
  const work = workOf(store, iom, chair(iom));
  const motion = await openMotion(work, { ...item, kind: 'adopt', question: 'That the panel adopts RICH-2026-001.' });
  await expect(recordDecision(work, press(0, 'defer', { wanted: 'Quorum' }))).rejects.toThrow('still open');
  const row = await store.get(areaId, Meetings, 'm1');
  if (!row) throw new Error('no meeting');
  const alone = row.doc.attendance.filter(({ seat }) => holder(seat) === chair(iom));
  await store.commit(areaId, [{ op: 'replace', row, doc: { ...row.doc, attendance: alone } }]);
  expect(await abandonMotion(work, motion)).toBe('abandoned');
  expect((await lookAtDecision(work, item)).grounds).toEqual([{ kind: 'defer', basis: { how: 'deferred' } }]);
});

test('a real vote that is carried lets the panel adopt', async () => {
  const store = await without(iom);
  const work = workOf(store, iom, chair(iom));
  const motion = await openMotion(work, { ...item, kind: 'adopt', question: 'That the panel adopts RICH-2026-001.' });
  await castBallot(workOf(store, iom, police), { motion, version: 0, choice: 'for' });
  await closeMotion(work, motion);
  expect(await store.list(areaId, Ballots, `${motion}|`)).toHaveLength(iom.seats.length);
  expect((await lookAtDecision(work, item)).grounds).toEqual([{ kind: 'adopt', basis: { motion } }]);
});

const plain = (seat: string): Intervention => ({ what: 'Invented task', seat, due: day('2026-12-01') });
const adoptIn = (body: Body, contact: string): Pressed['fields'] => ({
  leadAgency: body.chairedBy,
  leadProfessional: chair(body),
  policeContact: holder(contact),
});

test('the ASB panel records what was agreed, without quorum, vote or category', async () => {
  const store = await without(asb);
  const work = workOf(store, asb, chair(asb));
  const fields = { ...adoptIn(asb, 'asb-police-snt-sergeant'), how: 'agreed' as const };
  await saveDraft(work, press(0, 'adopt', fields), { add: plain('asb-victim-support-manager') });
  expect(await recordDecision(work, press(1, 'adopt', fields))).toBe('recorded');
  expect(await decisionIn(store)).toMatchObject({ kind: 'adopt', basis: { how: 'agreed' } });
});

test('where the ASB panel disagrees its chair decides, and only with reasons', async () => {
  const store = await without(asb);
  const work = workOf(store, asb, chair(asb));
  const fields = { ...adoptIn(asb, 'asb-police-snt-sergeant'), how: 'chair' as const };
  await saveDraft(work, press(0, 'adopt', fields), { add: plain('asb-victim-support-manager') });
  await expect(recordDecision(work, press(1, 'adopt', fields))).rejects.toThrow('the chair’s reasons');
  const reasoned = { ...fields, reasons: 'Invented reasons' };
  expect(await recordDecision(work, press(1, 'adopt', reasoned))).toBe('recorded');
  expect(await decisionIn(store)).toMatchObject({ basis: { how: 'chair' }, reasons: 'Invented reasons' });
});

test.for([
  ['a seat of the selecting agency', 'dyo-youth-offending-deter-worker', true],
  ['the chair', 'dyo-youth-offending-manager', true],
  ['a member of another agency', 'dyo-education-officer', false],
] as const)('in the DYO panel %s', async ([, seat, may]) => {
  const store = await without(dyo);
  const work = workOf(store, dyo, holder(seat));
  const fields = adoptIn(dyo, 'dyo-police-yot-sergeant');
  const recorded = saveDraft(work, press(0, 'adopt', fields), { add: plain('dyo-education-officer') });
  if (!may) return expect(recorded).rejects.toThrow('people who sit for Youth Offending Team');
  await recorded;
  expect(await recordDecision(work, press(1, 'adopt', fields))).toBe('recorded');
  expect(await decisionIn(store)).toMatchObject({ kind: 'adopt', basis: { how: 'selected' } });
});

test('a scheme of other bodies with the same rules works by its data alone', async () => {
  const store = await without(dyo);
  const voting = { kind: 'selection', agency: 'education-inclusion', motions: ['adopt'], others: iom.voting };
  const row = await store.get(areaId, Meetings, 'm1');
  if (!row) throw new Error('no meeting');
  await store.commit(areaId, [{ op: 'replace', row, doc: { ...row.doc, voting } }]);
  const work = workOf(store, dyo, holder('dyo-education-officer'));
  expect(await recordDecision(work, press(0, 'decline', { reasons: 'Invented' }))).toBe('recorded');
});

test.for([
  ['a member who votes', police, 'Only the chair and the co-ordinator record a decision.'],
  ['the chair who stands aside', chair(iom), 'You declared an interest in this item'],
] as const)('%s records nothing', async ([, person, words]) => {
  const store = await afterVote('carried');
  const row = await store.get(areaId, Meetings, 'm1');
  if (!row) throw new Error('no meeting');
  const seat = iom.seats.find(({ chair: chairs }) => chairs)?.id ?? '';
  const [first] = openMeetingOf(iom).items;
  const aside = [{ seat, person: chair(iom), at: '2026-11-05T10:01:00.000Z' }];
  await store.commit(areaId, [{ op: 'replace', row, doc: { ...row.doc, items: [{ ...first, aside }] } }]);
  await expect(saveDraft(workOf(store, iom, person), press(0, 'adopt'), null)).rejects.toThrow(words);
});

test.for([
  ['due yesterday', { add: { ...intervention(1), due: day('2026-11-04') } }, 'lies in the past'],
  ['for a seat of another body', { add: { ...intervention(1), seat: 'asb-guinness-trust' } }, 'choose an owner'],
  ['with a pathway there is not', { add: { ...intervention(1), pathway: 'luck' } }, 'choose the pathway'],
] as const)('an intervention %s is refused', async ([, step, words]) => {
  const store = await afterVote('carried');
  await expect(saveDraft(workOf(store, iom, chair(iom)), press(0, 'adopt'), step)).rejects.toThrow(words);
});

test('the police contact is a police officer', async () => {
  const store = await afterVote('carried');
  const fields = { policeContact: holder('iom-housing-head-of-operations') };
  await expect(saveDraft(workOf(store, iom, chair(iom)), press(0, 'adopt', fields), null)).rejects.toThrow(
    'belongs to Housing',
  );
});

test.for([
  ['planned', 'while the meeting is open'],
  ['closed', 'decisions are final'],
] as const)('in a meeting that is %s nothing is recorded', async ([state, words]) => {
  const store = await testStore();
  await lay(store, iom, { state });
  await expect(
    recordDecision(workOf(store, iom, coordinator), press(0, 'defer', { wanted: 'Invented' })),
  ).rejects.toThrow(words);
});

describe('Leeds: the score decides alone only in very few circumstances, and then with a written reason (Le 1.27)', () => {
  const conference = bodyCalled('conference-one', 'leeds');
  const adopting = {
    leadAgency: 'police',
    leadProfessional: chair(conference),
    policeContact: holder('conference-one-police'),
  };
  const conferring = async (status: 'carried' | 'lost') => {
    const store = await testStore();
    await lay(store, conference, { motions: ['v1'] });
    await store.commit(areaId, [create(Motions, 'v1', voted(status))]);
    const work = workOf(store, conference, chair(conference));
    const kind = status === 'carried' ? 'adopt' : 'decline';
    const fields = status === 'carried' ? adopting : { reasons: 'Invented reasons' };
    if (kind === 'adopt') await saveDraft(work, press(0, kind, fields), { add: plain('conference-one-disc') });
    const version = kind === 'adopt' ? 1 : 0;
    return {
      record: (more: Pressed['fields']) => recordDecision(work, press(version, kind, { ...fields, ...more })),
      recorded: () => decisionIn(store),
    };
  };

  test.for(['carried', 'lost'] as const)(
    'after a vote that was %s, which of the two it was is said',
    async (status) => {
      const { record, recorded } = await conferring(status);
      await expect(record({})).rejects.toThrow('whether the evidence of the partners decided or the score alone');
      expect(await record({ decidedOn: 'evidence', whyScore: 'Typed and thought better of' })).toBe('recorded');
      const decision = await recorded();
      expect(decision).toMatchObject({ state: 'recorded', decidedOn: 'evidence' });
      expect(decision?.whyScore).toBeUndefined();
    },
  );

  test.for(['carried', 'lost'] as const)(
    'after a vote that was %s, the score alone needs the reason',
    async (status) => {
      const { record, recorded } = await conferring(status);
      await expect(record({ decidedOn: 'score' })).rejects.toThrow('the written reason why the score alone decides');
      expect(await record({ decidedOn: 'score', whyScore: 'No partner knows him yet' })).toBe('recorded');
      expect(await recorded()).toMatchObject({ decidedOn: 'score', whyScore: 'No partner knows him yet' });
    },
  );

  test('deferring asks for neither', async () => {
    const store = await testStore();
    await lay(store, conference);
    const work = workOf(store, conference, chair(conference));
    expect(await recordDecision(work, press(0, 'defer', { wanted: 'More evidence' }))).toBe('recorded');
  });

  test('a body that weighs no score keeps neither, whatever a press carries', async () => {
    const store = await afterVote('lost');
    const said = { reasons: 'Invented', decidedOn: 'score' as const, whyScore: 'Invented' };
    expect(await recordDecision(workOf(store, iom, chair(iom)), press(0, 'decline', said))).toBe('recorded');
    const decision = await decisionIn(store);
    expect([decision?.decidedOn, decision?.whyScore]).toEqual([undefined, undefined]);
  });

  test('it is so in every case conference, and in no other body that ships', () => {
    const weighing = Object.values(schemes).flatMap(({ id, bodies }) =>
      bodies.filter(({ scoreAlone }) => scoreAlone).map((body) => `${id} ${body.id}`),
    );
    expect(weighing).toEqual(['leeds conference-one', 'leeds conference-two', 'leeds conference-three']);
  });
});
