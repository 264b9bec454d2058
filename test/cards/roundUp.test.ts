import { expect, test } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import type { Card } from '../../cards/render.ts';
import { posted, toldInstead } from '../../cards/roundUp/commands.ts';
import { acceptAction } from '../../services/actions.ts';
import { reportIncident } from '../../services/incidents.ts';
import { LogEntries } from '../../services/log.ts';
import { Actions, type Area } from '../../services/model.ts';
import { answerNothing } from '../../services/overnightAnswers.ts';
import { FeedChanges } from '../../services/overnightModel.ts';
import type { PersonKey } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { type AtNight, at, everybody, nameAt, press, startNight, TODAY, team } from '../support/atNight.ts';
import { areaId, coordinator, holder } from '../support/bodies.ts';
import { laid } from '../support/cases.ts';
import { londonCase, REF } from '../support/colouredCase.ts';
import { golden, lint } from '../support/golden.ts';

const TEN = '2026-11-24T10:00Z';
const MORNING = { body: 'iom-team', day: TODAY };
const RED = 'LONDON-2026-015';

const deskOf =
  (night: AtNight) =>
  async (person: PersonKey, verb: string, data: object = MORNING): Promise<Card> => {
    const desk: Desk = {
      store: night.store,
      schemes,
      coordinators: [coordinator],
      newId: () => `log-${Math.trunc(performance.now() * 1000)}`,
    };
    const caller = { person, name: nameAt(person), mri: '29:somebody', where: 'personal' as const };
    const answer = await dispatch(desk, await night.area(), caller, new Date(TEN), verb, { ...data });
    if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
    expect(lint(answer.card)).toEqual([]);
    return answer.card;
  };

const busy = async () => {
  const night = await startNight({}, [
    londonCase({ courts: [{ id: 'c1', on: TODAY, court: 'Invented Court', promptOn: day('2026-11-17') }] }),
    londonCase({
      ref: RED,
      identity: { name: 'Zebedee Sampleford', dateOfBirth: day('1990-02-03') },
      rag: { colour: 'red', since: day('2026-09-01'), why: 'Invented reasons.' },
      keyDates: { bail: TODAY },
      wanted: { since: day('2026-11-01'), why: 'Failed to appear' },
    }),
  ]);
  await night.look('2026-11-24T07:00Z');
  await night.look('2026-11-24T08:00Z');
  const incident = { ref: REF, what: 'Seen at the closed hostel', source: 'Street wardens', offence: false } as const;
  await reportIncident(await night.by(at.drugs, '2026-11-24T08:10Z'), press(1), {
    ...incident,
    needs: [{ need: 'enforcement' }, { need: 'support', pathway: 'accommodation' }],
  });
  await reportIncident(await night.by(at.council, '2026-11-24T08:12Z'), press(1), {
    ...incident,
    what: 'His sister rang',
    source: 'Telephone',
    needs: [{ need: 'information' }],
  });
  for (const person of everybody.slice(2, 4))
    await answerNothing(await night.by(person, '2026-11-24T08:20Z'), press(1)).catch(() => undefined);
  await night.store.commit(areaId, [
    create(FeedChanges, `${TODAY}|${RED}|1`, { ref: RED, what: 'wanted', feed: 'f1', at: '2026-11-24T09:00:00.000Z' }),
  ]);
  await night.look('2026-11-24T09:30Z');
  const enforcement = (await night.actions()).find(({ what }) => what.startsWith('Enforcement'));
  const row = must(await night.store.get(areaId, Actions, enforcement?.id ?? ''), 'an action');
  await acceptAction(await night.by(row.doc.owner, '2026-11-24T09:40Z'), { action: row.id, version: row.version });
  return { night, desk: deskOf(night) };
};

test('the round-up of a busy morning: in the channel, in full, as text, and as a tasking text', async () => {
  const { night, desk } = await busy();
  const place = await night.by(at.police, TEN);
  const channel = (await posted.card(place, `iom-team|${TODAY}`))?.card;
  if (!channel) throw new Error('nothing is posted');
  golden('round-up-channel', channel);
  expect(JSON.stringify(channel)).not.toMatch(/Testerby|Sampleford|hostel|sister/);
  golden('round-up-details', await desk(at.council, 'roundup.open'));
  golden('round-up-text', await desk(at.council, 'roundup.text'));
  golden('round-up-tasking', await desk(at.police, 'roundup.tasking'));
  golden('round-up-checked', await desk(at.police, 'roundup.check', { ...MORNING, case: RED }));
  expect(JSON.stringify(await desk(at.police, 'roundup.check', { ...MORNING, case: RED }))).toContain(
    'recorded already',
  );
});

test('of a quiet one, and where the team has no channel', async () => {
  const night = await startNight({}, []);
  await night.look('2026-11-24T07:00Z');
  await night.look('2026-11-24T08:00Z');
  for (const person of everybody) await answerNothing(await night.by(person, '2026-11-24T08:20Z'), press(1));
  await night.look('2026-11-24T09:30Z');
  const told = await toldInstead.card(await night.by(at.police, TEN), coordinator, `iom-team|${TODAY}`);
  if (!told) throw new Error('nothing is told');
  golden('round-up-quiet', told.card);
});

test('a tasking text too long for one card is in parts, with every name in one of them', async () => {
  const night = await startNight({}, []);
  for (let n = 10; n < 30; n++) {
    const identity = { name: `Invented Person ${n}`, address: `${n} ${'Invented '.repeat(60)}Street` };
    const wanted = { since: day('2026-11-01'), why: 'Failed to appear' };
    await night.store.commit(areaId, laid(londonCase({ ref: `LONDON-2026-0${n}`, identity, wanted })));
  }
  await night.look('2026-11-24T07:00Z');
  await night.look('2026-11-24T09:30Z');
  const desk = deskOf(night);
  const parts = await Promise.all([1, 2].map((page) => desk(at.police, 'roundup.tasking', { ...MORNING, page })));
  const [first, last] = parts.map((card) => JSON.stringify(card));
  expect(first).toContain('part 1 of 2');
  expect(first).toContain('Next part');
  expect(last).not.toContain('Next part');
  for (let n = 10; n < 30; n++) expect(`${first}${last}`).toContain(`LONDON-2026-0${n}, Invented Person ${n}, `);
});

test('in words: of the team whose channel it is, or of which one is; not where nobody is asked', async () => {
  const { london } = schemes;
  if (!london) throw new Error('no London');
  // The panel is asked as well, and stands before the team.
  const both = {
    ...london,
    bodies: london.bodies.map((body) => (body.id === 'iom' ? { ...body, daily: team.daily } : body)),
  };
  const says = async (
    change: Partial<Area>,
    scheme: Scheme,
    caller: { where: 'personal' } | { where: 'channel'; channel: string },
  ) => {
    const night = await startNight(change);
    const desk = { store: night.store, schemes: { london: scheme }, coordinators: [coordinator], newId: () => 'x' };
    await night.look('2026-11-24T07:00Z');
    await night.look('2026-11-24T09:30Z');
    const who = { person: at.drugs, name: 'Invented', mri: '29:x', ...caller };
    return dispatch(desk, await night.area(), who, new Date(TEN), 'roundup.view', {});
  };
  const personal = { where: 'personal' } as const;
  const inChannel = { where: 'channel', channel: '19:team@thread.tacv2' } as const;
  for (const where of [personal, inChannel]) expect(JSON.stringify(await says({}, both, where))).toContain('Round-up:');
  await expect(says({ daily: { 'iom-team': false } }, london, personal)).rejects.toThrow('there is no round-up');
});

test('the tasking text opens for the police alone, and is in the log as a disclosure to whoever opened it', async () => {
  const { night, desk } = await busy();
  await expect(desk(at.council, 'roundup.tasking')).rejects.toThrow('for the police only');
  await desk(at.police, 'roundup.tasking');
  const entries = (await night.store.views.list(areaId, LogEntries)).map(({ doc }) => doc);
  const opened = entries.filter(({ what, refused }) => what === 'roundup.tasking' && refused === undefined);
  expect(opened).toMatchObject([{ category: 'disclosure', recipients: [at.police], who: at.police }]);
  expect([...(opened[0]?.whose ?? [])].sort()).toEqual([REF, RED].sort());
});

test.for([
  ['roundup.view', MORNING, holder('iom-police'), 'people with a seat'],
  ['roundup.open', { ...MORNING, day: day('2026-11-23') }, at.police, 'no round-up of that morning'],
  ['roundup.open', { body: 'iom', day: TODAY }, holder('iom-police'), 'not asked in the morning'],
] as const)('%s of %o is refused', async ([verb, data, person, why]) => {
  const { desk } = await busy();
  await expect(desk(person, verb, data)).rejects.toThrow(why);
});
