/** Colours and lighter monitoring as the panel decides them, from the proposal to what it makes of the case. */
import { describe, expect, test } from 'vitest';
import { postAgenda } from '../../services/agenda.ts';
import type { Case, CaseChange } from '../../services/caseModel.ts';
import { colourHistory } from '../../services/colourHistory.ts';
import { closeMotion } from '../../services/declaring.ts';
import { Meetings } from '../../services/model.ts';
import { propose, withdrawProposal } from '../../services/proposals.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { happened } from '../../services/timeline.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { areaId, coordinator, now, today } from '../support/bodies.ts';
import {
  caseLines,
  colouredPanel,
  council,
  drugs,
  essex,
  londonCase,
  police,
  prison,
  probation,
  REF,
} from '../support/colouredCase.ts';

type Panel = Awaited<ReturnType<typeof colouredPanel>>;
const green = { colour: 'green', since: day('2026-10-01'), why: 'Quiet since summer.' } as const;
const custody = { kind: 'remand', prison: 'Invented Prison', since: day('2026-11-03') } as const;
const inside = { custody, rag: { colour: 'blue', since: today, why: 'On remand.', before: green } } as const;
const until = addDays(today, 60);
const monitored = londonCase({ rag: green, monitoring: { until, by: probation, at: now.toISOString() } });
const over = londonCase({ rag: green, monitoring: { until: today, by: probation, at: now.toISOString() } });

const proposes = async (panel: Panel, person: typeof police, change: CaseChange, why = 'It is time.') =>
  propose(panel.by(person), { ...(await panel.seen()), change, why });

/** The agenda goes out, and its first proposal is voted on. */
const decides = async (panel: Panel, choice: 'for' | 'against' = 'for'): Promise<void> => {
  await postAgenda(panel.by(probation), 'm1');
  const meeting = (await panel.store.get(areaId, Meetings, 'm1'))?.doc;
  const item = meeting?.items.find(({ proposal }) => proposal);
  if (!item?.proposal) throw new Error('nothing is proposed');
  const motion = await openMotion(panel.by(probation), {
    meeting: 'm1',
    item: item.id,
    kind: item.heading === 'de-selections' ? 'de-select' : 'set RAG',
    question: 'That it is so.',
    proposal: item.proposal,
  });
  for (const voter of [police, council, drugs]) await castBallot(panel.by(voter), { motion, version: 0, choice });
  expect(await closeMotion(panel.by(probation), motion)).toBe('declared');
};

const notOut = { agendaPostedAt: undefined };

test('the panel turns a case red, and the history has the reason', async () => {
  const panel = await colouredPanel(londonCase(), notOut);
  expect(await proposes(panel, police, { motion: 'set RAG', colour: 'red' }, 'Two burglaries.')).toBe('done');
  await decides(panel);
  expect((await panel.doc()).rag).toEqual({ colour: 'red', since: today, why: 'Two burglaries.' });
  expect(await panel.happened()).toEqual(expect.arrayContaining(['colour', 'decided', 'proposed']));
  expect(await caseLines(panel.store, 'colour')).toEqual([`colour|iom|red|${REF}`]);
});

test('what is not carried leaves the colour as it was', async () => {
  const panel = await colouredPanel(londonCase(), notOut);
  await proposes(panel, police, { motion: 'set RAG', colour: 'red' });
  await decides(panel, 'against');
  expect(await panel.doc()).toMatchObject({ rag: londonCase().rag, proposals: [] });
});

test('a colour decided in custody waits for release', async () => {
  const panel = await colouredPanel(londonCase(inside), notOut);
  await proposes(panel, police, { motion: 'set RAG', colour: 'red' }, 'Threats from inside.');
  await decides(panel);
  expect((await panel.doc()).rag).toMatchObject({
    colour: 'blue',
    before: { colour: 'red', why: 'Threats from inside.' },
  });
  expect(await panel.happened()).toContain('colour for release');
});

describe('lighter monitoring (L, RAG Rating, Green)', () => {
  const period = { motion: 'set RAG', colour: 'green', monitoredUntil: until } as const;

  test.for<[string, Case]>([
    ['with green itself', londonCase()],
    ['of a case that is green already', londonCase({ rag: green })],
  ])('is proposed by the lead professional and set by the panel, %s', async ([, doc]) => {
    const panel = await colouredPanel(doc, notOut);
    expect(await proposes(panel, probation, period)).toBe('done');
    await decides(panel);
    expect(await panel.doc()).toMatchObject({ rag: { colour: 'green' }, monitoring: { until } });
    expect(await panel.happened()).toContain('monitoring');
    expect(await caseLines(panel.store, 'monitored')).toEqual([`monitored|iom|${until}|${REF}`]);
  });

  test('does not come to a meeting before its end', async () => {
    const panel = await colouredPanel(monitored, notOut);
    await postAgenda(panel.by(probation), 'm1');
    const items = (await panel.store.get(areaId, Meetings, 'm1'))?.doc.items ?? [];
    expect(items.filter((item) => item.case)).toEqual([]);
  });

  test('at its end removal is proposed by itself, and the panel removes the person', async () => {
    const panel = await colouredPanel(over, notOut);
    await decides(panel);
    expect(await panel.doc()).toMatchObject({ state: 'removed' });
    expect((await panel.doc()).monitoring).toBeUndefined();
    expect(await caseLines(panel.store, 'monitored')).toEqual([]);
    expect(await caseLines(panel.store, 'removed')).toEqual([`removed|iom|${REF}`]);
  });

  test('where the panel keeps the person, the period is over and is not proposed again', async () => {
    const panel = await colouredPanel(over, notOut);
    await decides(panel, 'against');
    expect(await panel.doc()).toMatchObject({ state: 'on the register', rag: green });
    expect((await panel.doc()).monitoring).toBeUndefined();
  });

  test('removal that somebody proposed already is not proposed twice', async () => {
    const panel = await colouredPanel(over, notOut);
    await proposes(panel, police, { motion: 'de-select', reason: 'mappa' });
    await postAgenda(panel.by(probation), 'm1');
    const items = (await panel.store.get(areaId, Meetings, 'm1'))?.doc.items ?? [];
    expect(items.filter(({ heading }) => heading === 'de-selections')).toHaveLength(1);
  });

  test('another colour ends it', async () => {
    const panel = await colouredPanel(monitored, notOut);
    await proposes(panel, police, { motion: 'set RAG', colour: 'amber' });
    await decides(panel);
    expect((await panel.doc()).monitoring).toBeUndefined();
  });

  test('only the panel ends a period it has set', async () => {
    const { by, seen } = await colouredPanel(over);
    for (const person of [probation, coordinator])
      await expect(withdrawProposal(by(person), { ...(await seen()), proposal: 'monitored' })).rejects.toThrow(
        'only the panel ends it',
      );
  });

  const { leadProfessional: _, ...unled } = londonCase();
  test.for<[string, Case, typeof police, CaseChange, string]>([
    ['by somebody else', londonCase(), police, period, 'agreement of the lead professional'],
    ['by a member where nobody leads', unled, police, period, 'There is none, so the co-ordinator'],
    ['with another colour', londonCase(), probation, { ...period, colour: 'amber' }, 'goes with green'],
    ['that ends today', londonCase(), probation, { ...period, monitoredUntil: today }, 'has to end after today'],
    ['in custody', londonCase(inside), probation, period, 'while in custody'],
  ])('is not proposed %s', async ([, doc, person, change, sentence]) => {
    await expect(proposes(await colouredPanel(doc), person, change)).rejects.toThrow(sentence);
  });

  test('is proposed by the co-ordinator where nobody leads', async () => {
    expect(await proposes(await colouredPanel(unled), coordinator, period)).toBe('done');
  });

  test('is not for a body that sets none', async () => {
    const panel = await colouredPanel(londonCase(), {}, essex);
    await expect(proposes(panel, probation, period)).rejects.toThrow('sets no periods');
  });
});

test.for<[string, Case, CaseChange]>([
  ['the colour it has', londonCase(), { motion: 'set RAG', colour: 'amber' }],
  ['the colour it has on release', londonCase(inside), { motion: 'set RAG', colour: 'green' }],
])('nobody proposes %s', async ([, doc, change]) => {
  await expect(proposes(await colouredPanel(doc), prison, change)).rejects.toThrow('already');
});

test('the history of the colour is read through everything else that happened, each once and the newest first', async () => {
  const panel = await colouredPanel();
  const colours = ['red', 'amber', 'green'] as const;
  const later = (minutes: number) => panel.by(police, { now: new Date(now.getTime() + minutes * 60_000) });
  for (let from = 0; from < 420; from += 70)
    await panel.store.commit(
      areaId,
      Array.from({ length: 70 }, (_, index) => from + index).map((minute) => {
        const to = colours[(minute / 140) % 3];
        const turn = to && minute % 140 === 0;
        return happened(
          later(minute),
          REF,
          turn ? { what: 'colour', to, why: 'So.' } : { what: 'lead agency', from: 'police', to: 'probation' },
        );
      }),
    );
  const { events } = await colourHistory(panel.by(police), REF);
  expect(events.map((event) => event.what === 'colour' && event.to)).toEqual(['green', 'amber', 'red']);
});
