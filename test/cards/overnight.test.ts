import { describe, expect, test } from 'vitest';
import { dispatch, seek } from '../../cards/dispatch.ts';
import { tellings } from '../../cards/index.ts';
import type { Card } from '../../cards/render.ts';
import { acceptAction } from '../../services/actions.ts';
import { caseRow } from '../../services/cases.ts';
import { LogEntries } from '../../services/log.ts';
import { promptNow } from '../../services/overnight.ts';
import type { PersonKey } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { replace } from '../../services/store.ts';
import { at, everybody, nameAt, press, startNight, TODAY, team } from '../support/atNight.ts';
import { areaId, coordinator, holder } from '../support/bodies.ts';
import { caseOf } from '../support/cases.ts';
import { londonCase, police, REF } from '../support/colouredCase.ts';
import { buttons, inputs, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const MORNING = '2026-11-24T08:10:00Z';
const LATE = '2026-11-24T10:00:00Z';
const morning = { body: 'iom-team', day: TODAY };
const typed = {
  about: REF,
  what: 'Seen breaking into a shed',
  source: 'Neighbour',
  needs: 'enforcement,offence,support:drugs',
};

const start = async (...started: Parameters<typeof startNight>) => {
  const night = await startNight(...started);
  for (const person of everybody) await night.asks(person);
  let ids = 0;
  const desk = {
    ...{ store: night.store, schemes, coordinators: [coordinator] },
    newId: () => {
      ids += 1;
      return `press-${ids}`;
    },
  };
  const caller = (person: PersonKey) => ({ person, name: nameAt(person), mri: '29:x', where: 'personal' as const });
  const answer = async (verb: string, data: object, person: PersonKey = at.drugs, now = MORNING): Promise<Card> => {
    const given = await dispatch(desk, await night.area(), caller(person), new Date(now), verb, { ...data });
    if (!('card' in given)) throw new Error(`no card but ${JSON.stringify(given)}`);
    return given.card;
  };
  return {
    ...night,
    answer,
    report: (change: object = {}, person?: PersonKey, now?: string) =>
      answer('overnight.report', { ...press(1), ...typed, ...change }, person, now),
    search: async (words: string, person: PersonKey = at.drugs) =>
      (await seek(desk, await night.area(), caller(person), new Date(MORNING), 'cases', words)).map(
        ({ title }) => title,
      ),
    told: async (view: string, person: PersonKey, subject = `iom-team|${TODAY}`, now = MORNING) =>
      (await tellings.get(view)?.card(await night.by(person, now), person, subject))?.card,
  };
};

const must = (card: Card | undefined): Card => {
  if (!card) throw new Error('nothing is told');
  return card;
};

describe('the question', () => {
  test('in the morning is answered with one tap', async () => {
    const night = await start();
    const card = must(await night.told('overnight', at.drugs));
    golden('overnight-prompt', card);
    const [nothing] = buttons(card) as { verb: string; data: object }[];
    expect(nothing?.verb).toBe('overnight.nothing');
    golden('overnight-nothing', await night.answer('overnight.nothing', { ...press(1) }));
    expect((await night.night(at.drugs))?.doc.state).toBe('nothing');
  });

  test('after a weekend says since when', async () => {
    const night = await startNight();
    const monday = day('2026-11-30');
    await night.asks(at.drugs, { day: monday, after: day('2026-11-27') });
    const told = await tellings
      .get('overnight')
      ?.card(await night.by(at.drugs, '2026-11-30T08:00:00Z'), at.drugs, `iom-team|${monday}`);
    golden('overnight-prompt-monday', must(told?.card));
  });

  test('is asked once more, shorter, with the same two buttons', async () => {
    const night = await start();
    const titles = (card: Card) => buttons(card).map(({ title, verb }) => [title, verb]);
    const nudge = must(await night.told('overnight nudge', at.drugs, undefined, '2026-11-24T09:15:00Z'));
    golden('overnight-nudge', nudge);
    expect(titles(nudge)).toEqual(titles(must(await night.told('overnight', at.drugs))));
    expect(JSON.stringify(nudge).length).toBeLessThan(JSON.stringify(await night.told('overnight', at.drugs)).length);
  });

  test('of a Sunday counts until Monday’s round-up; one that comes after a round-up says that it is late', async () => {
    const night = await startNight();
    const prompted = async (now: string, on: string) => {
      await promptNow(await night.by(coordinator, now));
      const told = await tellings.get('overnight')?.card(await night.by(at.drugs, now), at.drugs, `iom-team|${on}`);
      return readable(must(told?.card));
    };
    expect(await prompted('2026-11-29T11:00:00Z', '2026-11-29')).toContain(
      'Answers count until 09:30 on Monday 30 November 2026; later ones are taken and marked late.',
    );
    const late = await prompted('2026-11-30T14:00:00Z', '2026-11-30');
    expect(late).toContain('The round-up has gone out; your answer is added to it and marked late.');
    expect(late).not.toContain('Answers count');
  });

  test('says which team asks, to somebody whom several ask', async () => {
    const { london } = schemes;
    if (!london) throw new Error('no London');
    const night = await start();
    const work = await night.by(at.drugs, MORNING);
    const seats = team.seats.map((seat) => ({ ...seat, id: `north-${seat.id}` }));
    const north = { ...team, id: 'north', name: 'Northern Team', seats };
    const area = { ...work.area, holders: { ...work.area.holders, 'north-iom-team-prison': at.drugs } };
    const place = { ...work, area, scheme: { ...london, bodies: [...london.bodies, north] } };
    const told = await tellings.get('overnight')?.card(place, at.drugs, `iom-team|${TODAY}`);
    expect(readable(must(told?.card))).toContain('Tuesday 24 November 2026, for the IOM Team');
  });

  test('is opened in words as well, by whoever is asked', async () => {
    const night = await start();
    expect(readable(await night.answer('overnight.view', {}))).toContain('Anything overnight?');
    await night.answer('overnight.nothing', press(1));
    expect(readable(await night.answer('overnight.view', {}))).toContain('Overnight, your answer');
    await expect(night.answer('overnight.view', {}, holder('iom-police'))).rejects.toThrow('that is for a team');
  });

  test('is not sent any more once it is answered, nor is the second', async () => {
    const night = await start();
    await night.answer('overnight.nothing', press(1));
    expect(await night.told('overnight', at.drugs)).toBeUndefined();
    expect(await night.told('overnight nudge', at.drugs)).toBeUndefined();
  });

  test('is not asked again of who went quiet meanwhile', async () => {
    const night = await start({ quiet: { [at.drugs]: TODAY } });
    expect(await night.told('overnight nudge', at.drugs)).toBeUndefined();
  });

  test('answered late says so', async () => {
    const night = await start();
    golden('overnight-nothing-late', await night.answer('overnight.nothing', press(1), at.drugs, LATE));
  });
});

describe('an incident', () => {
  test('takes four inputs at most', async () => {
    const night = await start();
    const card = await night.answer('overnight.form', morning);
    golden('overnight-form', card);
    expect(inputs(card)).toHaveLength(4);
  });

  test('is shown with who has to act, and that it can be taken back', async () => {
    const night = await start();
    golden('overnight-reported', await night.report());
    const [action] = (await night.actions()).filter(({ owner }) => owner === police);
    await acceptAction(await night.by(police, MORNING), { action: action?.id ?? '', version: 1 });
    const again = { ...press(2), ...typed, what: 'Heard of it again', needs: 'information' };
    await night.answer('overnight.report', again, at.drugs, '2026-11-24T08:20:00Z');
    golden('overnight-two-reported', await night.answer('overnight.view', morning));
    const [incident] = (await night.incidents()).filter(({ what }) => what === typed.what);
    const taken = await night.answer('overnight.takeBack', { ...press(3), incident: incident?.id });
    golden('overnight-taken-back', taken);
    golden('overnight-told-begun', must(await night.told('overnight taken back', police, action?.id)));
    const withdrawn = (await night.actions()).find(({ owner }) => owner === at.drugs);
    golden('overnight-told-withdrawn', must(await night.told('overnight taken back', at.drugs, withdrawn?.id)));
  });

  test('late is marked, and not taken back', async () => {
    const night = await start();
    golden('overnight-reported-late', await night.report({}, at.drugs, LATE));
  });

  test('of custody, from the police, leads on to where the person is', async () => {
    const night = await start();
    const card = await night.report({ needs: 'custody' }, at.police);
    golden('overnight-custody-recorded', card);
    golden('overnight-custody-put', await night.answer('custody.form', { case: REF }, at.police));
    const [incident] = await night.incidents();
    const taken = await night.answer('overnight.takeBack', { ...press(2), incident: incident?.id }, at.police);
    golden('overnight-custody-kept', taken);
    expect((await night.case()).rag?.colour).toBe('blue');
  });

  test('is corrected in a form that holds what was reported, and keeps what was typed when it was overtaken', async () => {
    const night = await start();
    await night.report();
    const [incident] = await night.incidents();
    const one = { ...morning, incident: incident?.id ?? '' };
    golden('overnight-correcting', await night.answer('overnight.correcting', one));
    const { about: _, ...said } = { ...typed, what: 'Seen breaking into a garage', needs: 'enforcement' };
    golden('overnight-corrected', await night.answer('overnight.correct', { ...press(2), ...one, ...said }));
    const late = { ...press(2), ...one, ...said, what: 'Typed on another device' };
    expect(readable(await night.answer('overnight.correct', late))).toContain('What you typed is still here');
    expect(JSON.stringify(await night.answer('overnight.correct', late))).toContain('Typed on another device');
    await expect(night.answer('overnight.correct', { ...press(3), ...one, ...said, what: '' })).rejects.toThrow(
      '“What happened”: it is needed',
    );
    expect(readable(await night.answer('overnight.correcting', one, at.drugs, LATE))).toContain(
      'nothing is taken back',
    );
    await night.answer('overnight.takeBack', { ...press(3), ...one });
    await expect(night.answer('overnight.correcting', one)).rejects.toThrow('not among what you have reported');
  });

  test('that another device overtook keeps what was typed', async () => {
    const night = await start();
    await night.answer('overnight.nothing', press(1));
    const card = await night.report();
    golden('overnight-form-overtaken', card);
    expect(await night.incidents()).toEqual([]);
  });

  test.for([
    ['without what happened', { what: ' ' }, '“What happened”: it is needed'],
    ['without a source', { source: '' }, '“Source”: it is needed'],
    ['with a need that is not listed', { needs: 'piracy' }, '“Needs”: choose one of the answers'],
    ['with a case that was typed and not chosen', { about: 'Quillon' }, '“Case”: type part of the name'],
    ['written too long', { what: 'x'.repeat(301) }, '“What happened”: it can be 300 characters'],
  ] as const)('%s is refused by name', async ([, change, sentence]) => {
    const night = await start();
    await expect(night.report(change)).rejects.toThrow(sentence);
    expect(await night.incidents()).toEqual([]);
  });

  test('that was answered keeps its name from who may not open the case any more', async () => {
    const night = await start();
    expect(readable(await night.report())).toContain('Quillon Testerby');
    const row = await caseRow({ store: night.store, area: await night.area() }, REF);
    await night.store.commit(areaId, [replace(row, { ...row.doc, restrictedTo: [police] })]);
    const card = readable(await night.answer('overnight.view', morning));
    expect(card).toContain(REF);
    expect(card).not.toContain('Quillon');
  });
});

describe('the cases to choose from', () => {
  const closed = caseOf({ ref: 'LONDON-2026-020', restrictedTo: [police] });
  const removed = caseOf({ ref: 'LONDON-2026-021', state: 'removed' });
  test.for([
    ['nothing typed', ''],
    ['one letter', 'q'],
    ['part of the name', 'quil'],
    ['a reference', REF.toLowerCase()],
  ] as const)('with %s: those that the person may open', async ([, words]) => {
    const night = await start({}, [londonCase(), closed, removed]);
    expect(await night.search(words)).toEqual([`${REF}: Quillon Testerby`]);
  });

  test('and whose data that was is in the log', async () => {
    const night = await start();
    await night.search('');
    const looked = (await night.store.views.list(areaId, LogEntries)).filter(({ doc }) => doc.what === 'search.cases');
    expect(looked.flatMap(({ doc }) => doc.whose)).toEqual([REF]);
  });
});

describe('a co-ordinator', () => {
  test('switches the question off and on, and sends it at once', async () => {
    const night = await startNight();
    const desk = { store: night.store, schemes, coordinators: [coordinator], newId: () => crypto.randomUUID() };
    const by = async (verb: string, data: object = {}) => {
      const caller = { person: coordinator, name: 'Somebody', mri: '29:x', where: 'personal' as const };
      const given = await dispatch(desk, await night.area(), caller, new Date(MORNING), verb, { ...data });
      if (!('card' in given)) throw new Error('no card');
      return given.card;
    };
    golden('daily-on', await by('daily.view'));
    golden('daily-off', await by('daily.switch', { body: 'iom-team', on: false }));
    await by('daily.switch', { body: 'iom-team', on: true });
    golden('daily-sent', await by('overnight.now'));
    golden('daily-sent-already', await by('overnight.now'));
    expect(await night.asked(TODAY)).toEqual([...everybody].sort());
  });
});
