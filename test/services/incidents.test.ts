import { describe, expect, test } from 'vitest';
import { acceptAction, actionRow, reportProgress } from '../../services/actions.ts';
import { reportIncident, type Told, takeBack } from '../../services/incidents.ts';
import { answerNothing } from '../../services/overnightAnswers.ts';
import type { PersonKey } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import { type AtNight, at, panel, press, startNight, TODAY } from '../support/atNight.ts';
import { coordinator, holder } from '../support/bodies.ts';
import { caseOf } from '../support/cases.ts';
import { londonCase, police, probation, REF } from '../support/colouredCase.ts';
import { dump } from '../support/tables.ts';

const MORNING = '2026-11-24T08:10:00Z';
const LATE = '2026-11-24T09:30:00Z';

const told = (change: Partial<Told> = {}): Told => ({
  ref: REF,
  what: 'Seen breaking into a shed',
  source: 'Neighbour',
  needs: [{ need: 'enforcement' }],
  offence: false,
  ...change,
});

const inTheMorning = async (...started: Parameters<typeof startNight>) => {
  const night = await startNight(...started);
  for (const person of [at.drugs, at.police, at.prison]) await night.asks(person);
  const reports = async (change: Partial<Told> = {}, person: PersonKey = at.drugs, now = MORNING, version?: number) =>
    reportIncident(
      await night.by(person, now),
      press(version ?? (await night.night(person))?.version ?? 0),
      told(change),
    );
  const takesBack = async (person: PersonKey = at.drugs, now = MORNING) => {
    const [incident] = await night.incidents();
    const { version = 0 } = (await night.night(person)) ?? {};
    return takeBack(await night.by(person, now), { ...press(version), incident: incident?.id ?? '' });
  };
  return { ...night, reports, takesBack };
};

const owners = async (night: AtNight) =>
  (await night.actions()).map(({ owner, seat }) => (seat ? `${owner} in ${seat}` : owner)).sort();

describe('each need is an action at once, offered to the person whose job it is', () => {
  const { policeContact: _, leadProfessional: __, ...bare } = londonCase();
  test.for([
    ['enforcement: the police contact', londonCase(), { need: 'enforcement' }, police],
    [
      'enforcement without one: who sits for the police',
      bare,
      { need: 'enforcement' },
      `${at.police} in iom-team-police`,
    ],
    ['court: the lead professional', londonCase(), { need: 'court' }, probation],
    [
      'court without one: who sits for the lead agency',
      bare,
      { need: 'court' },
      `${at.probation} in iom-team-probation`,
    ],
    [
      'support: who sits for the agency of the pathway',
      londonCase(),
      { need: 'support', pathway: 'drugs' },
      `${at.drugs} in iom-team-drug-intervention`,
    ],
    [
      'support on a pathway that no agency serves: the lead agency',
      londonCase(),
      { need: 'support', pathway: 'sexual-exploitation' },
      `${at.probation} in iom-team-probation`,
    ],
  ] as const)('%s', async ([, doc, need, owner]) => {
    const night = await inTheMorning({}, [doc]);
    expect(await night.reports({ needs: [need] })).toBe('done');
    expect(await owners(night)).toEqual([owner]);
    expect(await night.actions()).toMatchObject([{ state: 'offered', due: TODAY, body: 'iom-team', ref: REF }]);
    expect((await night.sends()).filter(({ view }) => view === 'action')).toHaveLength(1);
  });

  test('their stand-in, where they are on leave', async () => {
    const leave = { [police]: { until: day('2026-11-27'), standIn: at.police } };
    const night = await inTheMorning({ leave });
    await night.reports();
    expect(await owners(night)).toEqual([at.police]);
  });

  test.for([
    [
      'the chair, where the police contact may not open the case',
      [at.drugs, probation],
      `${probation} in iom-probation`,
    ],
    ['whoever reports it, where nobody else may', [at.drugs], at.drugs],
  ] as const)('%s', async ([, restrictedTo, owner]) => {
    const night = await inTheMorning({}, [londonCase({ restrictedTo })]);
    await night.reports();
    expect(await owners(night)).toEqual([owner]);
  });

  test('where no seat is held and the case has nobody, the co-ordinator', async () => {
    const night = await inTheMorning({ holders: { 'iom-team-drug-intervention': at.drugs } }, [bare]);
    await night.reports();
    expect(await owners(night)).toEqual([coordinator]);
  });

  test('information needs nobody', async () => {
    const night = await inTheMorning();
    await night.reports({ needs: [{ need: 'information' }] });
    expect(await night.actions()).toEqual([]);
    expect(await night.sends()).toEqual([]);
    expect(await night.incidents()).toMatchObject([{ needs: [{ need: 'information' }] }]);
  });

  test('several at once, all of one incident and one answer', async () => {
    const night = await inTheMorning();
    await night.reports({ needs: [{ need: 'enforcement' }, { need: 'support', pathway: 'drugs' }], offence: true });
    const actions = await night.actions();
    const [incident] = await night.incidents();
    expect(incident?.needs.map(({ action }) => action).sort()).toEqual(actions.map(({ id }) => id).sort());
    expect(incident).toMatchObject({ body: 'iom-team', day: TODAY, ref: REF, by: at.drugs, source: 'Neighbour' });
    expect((await night.night(at.drugs))?.doc).toMatchObject({
      state: 'reported',
      answeredAt: new Date(MORNING).toISOString(),
    });
    expect(await night.happened()).toEqual(['incident', 'offended']);
  });

  test('an incident in which no offence was committed does not count as re-offending', async () => {
    const night = await inTheMorning();
    await night.reports();
    expect(await night.happened()).toEqual(['incident']);
  });
});

describe('custody', () => {
  const needs = [{ need: 'custody' }] as const;
  test.for([
    ['police', at.police],
    ['prison', at.prison],
  ] as const)('from the %s sets blue at once and asks nobody', async ([, person]) => {
    const night = await inTheMorning();
    await night.reports({ needs }, person);
    const doc = await night.case();
    expect(doc).toMatchObject({ rag: { colour: 'blue', before: { colour: 'amber' } }, custody: { since: TODAY } });
    expect((await night.actions()).filter(({ what }) => what.startsWith('Confirm'))).toEqual([]);
    expect(await night.sends()).toContainEqual(
      expect.objectContaining({ kind: 'show', view: 'custody', subject: REF }),
    );
  });

  test('from anybody else is put to the police, as an action, and to the prison; nothing turns blue', async () => {
    const night = await inTheMorning();
    await night.reports({ needs });
    const doc = await night.case();
    expect(doc.rag?.colour).toBe('amber');
    expect(doc.custodyReport).toMatchObject({ what: 'custody', by: at.drugs });
    expect(await owners(night)).toEqual([police]);
    const asked = (await night.sends()).flatMap((send) =>
      send.kind === 'tell' ? [`${send.view}: ${send.person}`] : [],
    );
    expect(asked.sort()).toEqual(
      [`action: ${police}`, `custody reported: ${at.prison}`, `custody reported: ${holder('iom-prison')}`].sort(),
    );
  });

  test('of somebody who is in custody already changes nothing of it', async () => {
    const custody = { kind: 'sentence', prison: 'Invented Prison', since: day('2026-11-01'), months: 6 } as const;
    const night = await inTheMorning({}, [londonCase({ custody })]);
    await night.reports({ needs }, at.police);
    await night.reports({ needs }, at.drugs);
    expect((await night.case()).custody).toEqual(custody);
    expect((await night.case()).custodyReport).toBeUndefined();
    expect(await night.actions()).toEqual([]);
  });

  test('reported by mistake is taken back with the incident', async () => {
    const night = await inTheMorning();
    await night.reports({ needs });
    expect(await night.takesBack()).toBe('done');
    expect((await night.case()).custodyReport).toBeUndefined();
    expect(await night.happened()).toContain('custody report dismissed');
  });
});

describe('an answer is corrected until the cut-off', () => {
  test('nothing becomes an incident', async () => {
    const night = await inTheMorning();
    await answerNothing(await night.by(at.drugs, MORNING), press(1));
    expect(await night.reports()).toBe('done');
    expect((await night.night(at.drugs))?.doc).toMatchObject({ state: 'reported' });
    expect((await night.night(at.drugs))?.doc.late).toBeUndefined();
  });

  test('an incident becomes nothing: its action is withdrawn, its owner told, and it counts no longer', async () => {
    const night = await inTheMorning();
    await night.reports({ offence: true });
    expect(await night.takesBack()).toBe('done');
    expect((await night.night(at.drugs))?.doc.state).toBe('nothing');
    expect(await night.incidents()).toMatchObject([{ withdrawn: new Date(MORNING).toISOString() }]);
    const [action] = await night.actions();
    expect(action).toMatchObject({ state: 'completed', outcome: expect.stringContaining('Withdrawn') });
    expect(await night.sends()).toContainEqual(
      expect.objectContaining({ view: 'overnight taken back', person: police, subject: action?.id }),
    );
    expect(await night.happened()).toEqual(['incident', 'incident taken back']);
  });

  test.for([
    ['accepted', acceptAction],
    ['reported on', (work, pressed) => reportProgress(work, { ...pressed, note: 'On my way' })],
  ] as [string, typeof acceptAction][])(
    'an action that its owner has %s stays, and they are told',
    async ([, begins]) => {
      const night = await inTheMorning();
      await night.reports();
      const [given] = await night.actions();
      await begins(await night.by(police, MORNING), { action: given?.id ?? '', version: 1 });
      const begun = (await actionRow(await night.by(police, MORNING), given?.id ?? '')).doc;
      await night.takesBack();
      expect(await night.actions()).toEqual([begun]);
      expect((await night.sends()).filter(({ view }) => view === 'overnight taken back')).toHaveLength(1);
    },
  );

  test('one of two is taken back, and the other stays reported', async () => {
    const night = await inTheMorning();
    await night.reports();
    await night.reports({ what: 'Seen again' }, at.drugs, '2026-11-24T08:20:00Z');
    expect(await night.takesBack()).toBe('done');
    expect((await night.night(at.drugs))?.doc.state).toBe('reported');
  });

  test.for(Array.from({ length: 5 }, (_, round) => round))(
    'taken back while its owner accepts the action: it is withdrawn, or begun and theirs, and never both (round %i)',
    async () => {
      const night = await inTheMorning();
      await night.reports();
      const [given] = await night.actions();
      const accepts = await night.by(police, MORNING);
      const [taken, accepted] = await Promise.all([
        night.takesBack(),
        acceptAction(accepts, { action: given?.id ?? '', version: 1 }),
      ]);
      expect(taken).toBe('done');
      expect(await night.actions()).toMatchObject([{ state: accepted === 'done' ? 'accepted' : 'completed' }]);
      expect((await night.sends()).filter(({ view }) => view === 'overnight taken back')).toHaveLength(1);
    },
  );

  test.for([
    ['09:29:59', 'done'],
    ['09:30:00', 'refused'],
  ] as const)('by the time on the press, %s: %s', async ([time, outcome]) => {
    const night = await inTheMorning();
    await night.reports();
    const taken = await night.takesBack(at.drugs, `2026-11-24T${time}Z`).catch(() => 'refused');
    expect(taken).toBe(outcome);
  });

  test('not by somebody else', async () => {
    const night = await inTheMorning();
    await night.reports();
    const before = await dump(night.store);
    await expect(night.takesBack(at.police)).rejects.toThrow('Only whoever reported it');
    expect(await dump(night.store)).toEqual(before);
  });
});

describe('after the cut-off', () => {
  test('nothing is taken and marked late; a second before it is not', async () => {
    const night = await inTheMorning();
    await answerNothing(await night.by(at.drugs, LATE), press(1));
    await answerNothing(await night.by(at.police, '2026-11-24T09:29:59Z'), press(1));
    expect((await night.night(at.drugs))?.doc).toMatchObject({ state: 'nothing', late: true });
    expect((await night.night(at.police))?.doc.late).toBeUndefined();
  });

  test('an incident is taken, marked late, and its owner told at once', async () => {
    const night = await inTheMorning();
    expect(await night.reports({}, at.drugs, LATE)).toBe('done');
    expect(await night.incidents()).toMatchObject([{ late: true }]);
    expect((await night.night(at.drugs))?.doc.late).toBe(true);
    expect(await night.sends()).toMatchObject([{ kind: 'tell', view: 'action', person: police }]);
  });

  test('an answer that was in time stays so when a late incident follows it', async () => {
    const night = await inTheMorning();
    await answerNothing(await night.by(at.drugs, MORNING), press(1));
    await night.reports({}, at.drugs, LATE);
    expect((await night.night(at.drugs))?.doc).toMatchObject({ state: 'reported' });
    expect((await night.night(at.drugs))?.doc.late).toBeUndefined();
    expect(await night.incidents()).toMatchObject([{ late: true }]);
  });

  test('nothing is taken back', async () => {
    const night = await inTheMorning();
    await night.reports();
    const before = await dump(night.store);
    await expect(night.takesBack(at.drugs, LATE)).rejects.toThrow('until 09:30');
    expect(await dump(night.store)).toEqual(before);
  });
});

describe('a press that came twice, or was overtaken, changes nothing', () => {
  test('each press, sent again', async () => {
    const night = await inTheMorning();
    const again: (() => Promise<string>)[] = [
      async () => answerNothing(await night.by(at.police, MORNING), press(1)),
      () => night.reports({}, at.drugs, MORNING, 1),
    ];
    for (const one of again) {
      expect(await one()).toBe('done');
      const before = await dump(night.store);
      expect(await one()).toBe('overtaken');
      expect(await dump(night.store)).toEqual(before);
    }
  });

  test('taking back, sent again', async () => {
    const night = await inTheMorning();
    await night.reports();
    const [incident] = await night.incidents();
    const work = await night.by(at.drugs, MORNING);
    const taken = { ...press(2), incident: incident?.id ?? '' };
    expect(await takeBack(work, taken)).toBe('done');
    const before = await dump(night.store);
    expect(await takeBack(work, taken)).toBe('overtaken');
    expect(await dump(night.store)).toEqual(before);
  });

  test.for(Array.from({ length: 5 }, (_, round) => round))(
    'two devices at once, one with nothing and one with an incident: one wins, the other is told (round %i)',
    async () => {
      const night = await inTheMorning();
      const work = await night.by(at.drugs, MORNING);
      const both = await Promise.all([
        answerNothing(work, press(1)),
        reportIncident(await night.by(at.drugs, MORNING), press(1), told()),
      ]);
      expect(both.toSorted()).toEqual(['done', 'overtaken']);
      const state = (await night.night(at.drugs))?.doc.state;
      expect(state).toBe(both[0] === 'done' ? 'nothing' : 'reported');
      expect(await night.incidents()).toHaveLength(both[1] === 'done' ? 1 : 0);
      expect(await night.actions()).toHaveLength(both[1] === 'done' ? 1 : 0);
    },
  );
});

describe('what is refused changes nothing', () => {
  const other = caseOf({ ref: 'LONDON-2026-020', restrictedTo: [police] });
  const removed = caseOf({ ref: 'LONDON-2026-021', state: 'removed' });
  test.for<[string, Partial<Told>, string]>([
    ['no case', { ref: '' }, 'look at “Case”'],
    ['a case that there is not', { ref: 'LONDON-2026-999' }, 'look at “Case”'],
    ['a case that is closed to the reporter, in the same words', { ref: other.ref }, 'type part of the name'],
    ['a case that was removed', { ref: removed.ref }, 'no longer on the register'],
    ['no need', { needs: [] }, 'look at “Needs”'],
    [
      'information only, and something else',
      { needs: [{ need: 'information' }, { need: 'court' }] },
      '“Information only” goes with nothing',
    ],
    [
      'help on six pathways',
      {
        needs: ['drugs', 'health', 'finance', 'family', 'education', 'attitudes'].map(
          (pathway) => ({ need: 'support', pathway }) as const,
        ),
      },
      '5 pathways at most',
    ],
  ])('%s', async ([, change, sentence]) => {
    const night = await inTheMorning({}, [londonCase(), other, removed]);
    const before = await dump(night.store);
    await expect(night.reports(change)).rejects.toThrow(sentence);
    expect(await dump(night.store)).toEqual(before);
  });

  test('a case of another register than the body works', async () => {
    const elsewhere = londonCase({ ref: 'LONDON-2026-022', body: 'iom-board', owner: 'drug-intervention' });
    const night = await inTheMorning({}, [elsewhere]);
    await expect(night.reports({ ref: elsewhere.ref })).rejects.toThrow(`about that of the ${panel.name}`);
  });

  test('an answer from somebody who was not asked', async () => {
    const night = await inTheMorning();
    await expect(night.reports({}, at.charity, MORNING, 1)).rejects.toThrow('You were not asked');
  });
});
