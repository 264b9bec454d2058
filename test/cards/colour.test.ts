/** Colour, custody, proposals and tactical options, as people see them and as they press them. */
import { describe, expect, test } from 'vitest';
import { type CaseView, caseCard } from '../../cards/case/card.ts';
import { colourHistoryCard } from '../../cards/colour/card.ts';
import { custodyCard, panelCard, releaseCard, reportedCard } from '../../cards/custody/card.ts';
import { proposalCard } from '../../cards/proposal/form.ts';
import { LIMIT, size } from '../../cards/render.ts';
import { givingCard, menuCard } from '../../cards/tactics/card.ts';
import type { Case } from '../../services/caseModel.ts';
import type { CaseSeen } from '../../services/caseSeen.ts';
import type { PersonKey } from '../../services/model.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { addDays, day } from '../../services/rules/days.ts';
import type { CaseEvent } from '../../services/timeline.ts';
import { areaId, bodyCalled, coordinator, now, referrer, schemeWith, today } from '../support/bodies.ts';
import { caseOf, proposal } from '../support/cases.ts';
import { colouredPanel, council, london, londonCase, police, prison, probation, REF } from '../support/colouredCase.ts';
import { golden } from '../support/golden.ts';

const scheme = schemeWith(london);
const names = new Map<PersonKey, string>([
  [police, 'Invented Inspector'],
  [probation, 'Invented Officer'],
  [council, 'Invented Co-ordinator'],
]);
const seenOf = (doc: Case): CaseSeen => ({ doc, version: 3, events: [], names, alike: [], actions: [] });
const card = (doc: Case, more: Partial<CaseView> = {}) =>
  caseCard({
    seen: seenOf(doc),
    scheme,
    area: areaId,
    tab: 'summary',
    page: 1,
    today,
    viewer: council,
    roles: new Set(['anyone']),
    ...more,
  });

const sentence: Custody = {
  kind: 'sentence',
  prison: 'Invented *Prison*',
  since: day('2026-11-03'),
  months: 8,
  releaseOn: day('2027-03-03'),
  endsOn: day('2027-07-03'),
};
const amber = { colour: 'amber', why: 'He engages and wants help.' } as const;
const blue = { colour: 'blue', since: today, why: 'Sentenced to prison.', before: amber } as const;
const green = { colour: 'green', since: day('2026-10-01'), why: 'Quiet since summer.' } as const;
const inside = londonCase({ custody: sentence, rag: blue });
const at = now.toISOString();
const says = { what: 'custody', custody: sentence, by: council, at } as const;
const { rag: _, ...uncoloured } = londonCase();

const waits = proposal({ by: council, change: { motion: 'set RAG', colour: 'red' }, why: 'Seen with *them* again.' });
const monitoring = { until: day('2027-01-05'), by: probation, at };

test.for<[string, () => ReturnType<typeof card>]>([
  ['case-colour-amber', () => card(londonCase())],
  ['case-colour-none', () => card(uncoloured)],
  ['case-colour-monitored', () => card(londonCase({ rag: green, monitoring }))],
  ['case-colour-custody', () => card(inside)],
  ['case-colour-custody-reported', () => card(londonCase({ custodyReport: says }))],
  ['case-colour-released', () => card(londonCase({ custody: { ...sentence, released: today } }))],
  ['case-colour-proposed', () => card(londonCase({ proposals: [waits] }))],
  ['case-colour-removed', () => card(londonCase({ state: 'removed' }))],
  ['case-colour-richmond', () => card(caseOf(), { scheme: schemeWith(bodyCalled('iom')) })],
  ['case-colour-plan', () => card(londonCase(), { tab: 'plan' })],
])('the case: %s', ([name, make]) => golden(name, make()));

test.for<[string, Partial<CaseView>, boolean]>([
  ['whoever proposed it is', { viewer: council }, true],
  ['somebody else is not', { viewer: police }, false],
  ['the co-ordinator is', { viewer: coordinator, roles: new Set(['co-ordinator']) }, true],
])('%s offered to take it back', ([, reader, offered]) => {
  const shown = JSON.stringify(card(londonCase({ proposals: [waits] }), reader));
  expect(shown.includes('proposal.withdraw')).toBe(offered);
});

const form = (doc: Case, more: Partial<Parameters<typeof custodyCard>[0]> = {}) => ({
  seen: seenOf(doc),
  area: areaId,
  records: true,
  today,
  ...more,
});

test.for<[string, () => ReturnType<typeof card>]>([
  ['custody-empty', () => custodyCard(form(londonCase()))],
  ['custody-for-others', () => custodyCard(form(londonCase(), { records: false }))],
  ['custody-to-confirm', () => custodyCard(form(londonCase({ custodyReport: says })))],
  ['custody-put-right', () => custodyCard(form(inside))],
  ['custody-release', () => releaseCard(form(inside))],
  ['custody-told-in', () => panelCard(inside, areaId)],
  ['custody-told-out', () => panelCard(londonCase({ custody: { ...sentence, released: today } }), areaId)],
  ['custody-reported', () => reportedCard(REF, says, 'Invented Co-ordinator', areaId)],
])('custody: %s', ([name, make]) => golden(name, make()));

test('the channel is told of a reference, and of nothing else', () => {
  const text = JSON.stringify(panelCard(inside, areaId));
  for (const said of ['Quillon', 'Prison', 'Sentenced', 'engages', '1996']) expect(text).not.toContain(said);
});

const goes = { date: day('2026-11-17') };
const proposing = { seen: seenOf(londonCase()), scheme, area: areaId, goes };
const tactics = london.rag?.amber.tactics ?? [];
const [chosen] = tactics;
if (!chosen) throw new Error('amber opens options');
const owners = [{ id: 'iom-police', title: 'Metropolitan Police: IOM Inspector', person: police }];
const event = (of: Partial<CaseEvent> & Pick<CaseEvent, 'what'>): CaseEvent => ({ at, by: police, ...of }) as CaseEvent;

test.for<[string, () => ReturnType<typeof card>]>([
  ['proposal-colour', () => proposalCard({ ...proposing, kind: 'set RAG' })],
  ['proposal-colour-in-custody', () => proposalCard({ ...proposing, seen: seenOf(inside), kind: 'set RAG' })],
  ['proposal-lead-agency', () => proposalCard({ ...proposing, kind: 'set lead agency' })],
  [
    'proposal-lead-agency-by-rules',
    () =>
      proposalCard({
        ...proposing,
        seen: seenOf(londonCase({ statutory: 'yes', leadAgency: 'police' })),
        kind: 'set lead agency',
      }),
  ],
  ['proposal-ownership', () => proposalCard({ ...proposing, kind: 'move ownership' })],
  ['tactics-menu', () => menuCard({ ...proposing, tactics })],
  ['tactics-none', () => menuCard({ ...proposing, seen: seenOf(uncoloured), tactics: [] })],
  ['tactics-giving', () => givingCard({ ...proposing, chosen, owners, due: '2026-11-12' })],
  [
    'colour-history',
    () =>
      colourHistoryCard({
        seen: {
          doc: inside,
          names,
          events: [
            event({ what: 'colour for release', colour: 'red', why: 'Threats from inside.' }),
            event({ what: 'colour', from: 'amber', to: 'blue', why: 'Sentenced to prison.' }),
            event({ what: 'custody', custody: sentence }),
            event({ what: 'monitoring', until: day('2027-01-05'), why: 'No longer needed.' }),
            event({ what: 'colour', to: 'amber', why: 'He engages *so far*.' }),
          ],
        },
        scheme,
        area: areaId,
        page: 1,
      }),
  ],
  [
    'colour-history-empty',
    () => colourHistoryCard({ seen: { doc: uncoloured, names, events: [] }, scheme, area: areaId, page: 1 }),
  ],
])('%s', ([name, make]) => golden(name, make()));

test('a long history goes in pages, and so does a card with everything typed to the last character', () => {
  const long = '“'.repeat(1000);
  const events = Array.from({ length: 60 }, () => event({ what: 'colour', from: 'red', to: 'amber', why: long }));
  const page = (number: number) =>
    colourHistoryCard({ seen: { doc: inside, names, events }, scheme, area: areaId, page: number });
  expect(JSON.stringify(page(1))).toContain('Next page');
  for (const each of [1, 2, 3, 4, 5, 6, 7]) expect(size(page(each))).toBeLessThanOrEqual(LIMIT);
  const full = londonCase({
    custody: { ...sentence, prison: '“'.repeat(80) },
    rag: { ...blue, why: long, before: { colour: 'red', why: long } },
    custodyReport: { ...says, custody: { ...sentence, prison: '“'.repeat(80) } },
    proposals: Array.from({ length: 10 }, (_, number) => ({ ...waits, id: `p${number}`, why: long })),
  });
  for (const each of [1, 2, 3, 4]) expect(size(card(full, { page: each }))).toBeLessThanOrEqual(LIMIT);
});

describe('pressed', () => {
  const typed = { kind: 'sentence', prison: 'Invented Prison', since: '2026-11-03', months: '8', indeterminate: '' };

  test('custody from the form to the case and out again', async () => {
    const { press, presses } = await colouredPanel();
    expect(await press(police, 'custody.form')).toContain('the colour becomes blue');
    expect(await presses(police, 'custody.record', typed)).toContain('Custody is recorded, and the panel is told.');
    expect(await press(police, 'case.view')).toContain(
      'a sentence of 8 months at Invented Prison since 3 November 2026',
    );
    expect(await press(prison, 'custody.releasing')).toContain('becomes amber again');
    const out = await presses(prison, 'custody.released', { released: '2026-11-05' });
    expect(out).toContain('The release is recorded');
    expect(await press(prison, 'case.view')).toContain('Released on 5 November 2026.');
    const history = await press(prison, 'colour.history');
    expect(history.indexOf('from blue to amber')).toBeLessThan(history.indexOf('from amber to blue'));
    expect(history.indexOf('from blue to amber')).toBeGreaterThan(0);
  });

  test('what the council says is confirmed by the police, on the form filled with it', async () => {
    const { press, presses } = await colouredPanel();
    expect(await press(council, 'custody.form')).toContain('passed on to them to be confirmed');
    expect(await presses(council, 'custody.record', typed)).toContain('Nothing is changed until then');
    const filled = await press(police, 'custody.form');
    expect(filled).toContain('"value":"Invented Prison"');
    expect(filled).toContain('That is not so');
    expect(await presses(police, 'custody.dismiss')).toContain('the report is not so');
    expect(await press(police, 'case.view')).toContain('Not in custody.');
  });

  test.for<[Record<string, string>, string]>([
    [{ ...typed, kind: '' }, '“On remand or by sentence”: it is needed'],
    [{ ...typed, prison: ' ' }, '“Prison”: it is needed'],
    [{ ...typed, since: '' }, '“In custody since”: it is needed'],
    [{ ...typed, since: '2026-11-06' }, '“In custody since”: it lies in the future'],
    [{ ...typed, months: '0' }, 'months”: it is a whole number from 1 to 720'],
    [{ ...typed, months: '' }, 'months”: give the length of the sentence'],
    [{ ...typed, indeterminate: 'yes' }, 'months”: an indeterminate sentence has no length'],
    [{ ...typed, endsOn: '2026-11-01' }, '“End of the sentence”: it lies before'],
    [{ ...typed, releaseOn: '2026-11-04' }, '“Expected release”: it lies in the past'],
  ])('custody with %o is refused, naming the field', async ([data, sentence]) => {
    const { presses } = await colouredPanel();
    await expect(presses(police, 'custody.record', data)).rejects.toThrow(sentence);
  });

  test('a proposal from the form to the case and back', async () => {
    const { press, presses, doc } = await colouredPanel();
    expect(await press(council, 'proposal.form', { kind: 'set RAG' })).toContain('under “Change of colour”');
    const propose = { kind: 'set RAG', to: 'red', why: 'Two burglaries.' };
    await expect(presses(council, 'proposal.make', { ...propose, why: '' })).rejects.toThrow('“Reason”: it is needed');
    await expect(presses(council, 'proposal.make', { ...propose, to: 'blue' })).rejects.toThrow('one of the answers');
    expect(await presses(council, 'proposal.make', propose)).toContain('Proposed: Colour red');
    expect(await press(council, 'proposal.make', { ...propose, to: 'green', version: 1 })).toContain('had moved on');
    const [proposed] = (await doc()).proposals;
    expect(await presses(council, 'proposal.withdraw', { proposal: proposed?.id })).not.toContain('Proposed:');
  });

  test('lighter monitoring is typed with green by the lead professional', async () => {
    const { presses } = await colouredPanel();
    const until = addDays(today, 60);
    const typedIn = { kind: 'set RAG', to: 'green', until, why: 'No multi-agency work is needed.' };
    await expect(presses(council, 'proposal.make', typedIn)).rejects.toThrow('agreement of the lead professional');
    expect(await presses(probation, 'proposal.make', typedIn)).toContain(
      'with lighter monitoring until 4 January 2027',
    );
  });

  test('only what the body decides has a form', async () => {
    const { press } = await colouredPanel(londonCase(), {}, bodyCalled('iom'));
    await expect(press(coordinator, 'proposal.form', { kind: 'set RAG' })).rejects.toThrow('does not decide this');
  });

  test('an option is chosen, then given to whom the card proposes', async () => {
    const { press, presses } = await colouredPanel();
    expect(await press(council, 'tactics.view')).toContain('Daily monitoring, alone or jointly');
    await expect(presses(council, 'tactics.choose', {})).rejects.toThrow('“Option, by agency”: it is needed');
    const choosing = { tactic: 'monitoring-by-police' };
    const giving = await presses(council, 'tactics.choose', choosing);
    expect(giving).toContain('"value":"iom-police"');
    expect(giving).toContain('"value":"2026-11-12"');
    await expect(presses(council, 'tactics.give', { ...choosing, owner: '', due: '2026-11-12' })).rejects.toThrow(
      '“Owner”: it is needed',
    );
    const given = { ...choosing, owner: 'iom-police', due: '2026-11-12' };
    expect(await presses(council, 'tactics.give', given)).toContain('The task is given');
    expect(await press(council, 'tactics.give', { ...given, version: 1 })).toContain('had moved on');
  });

  test.for([
    'colour.history',
    'custody.form',
    'custody.releasing',
    'custody.record',
    'custody.released',
    'custody.dismiss',
    'proposal.form',
    'proposal.make',
    'proposal.withdraw',
    'tactics.view',
    'tactics.choose',
    'tactics.give',
  ])('%s is for nobody who has no part in the case, nor for whoever stands aside from it', async (verb) => {
    const seat = 'iom-local-authority';
    const item = { id: `${REF}-reviews-due`, heading: 'reviews due', case: REF, state: 'waiting' } as const;
    const { presses } = await colouredPanel(londonCase(), {
      items: [{ ...item, aside: [{ seat, person: council, at }] }],
    });
    const data = { kind: 'set RAG', to: 'red', why: 'So.', proposal: 'p1', tactic: 'x', page: 1 };
    await expect(presses(referrer, verb, data)).rejects.toThrow('can do this');
    await expect(presses(council, verb, data)).rejects.toThrow('You declared an interest');
  });
});
