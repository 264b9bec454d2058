/** Colours as each scheme has them, and which agency is proposed to lead. */
import { describe, expect, test } from 'vitest';
import { MONITORING_OVER } from '../../../services/rules/deselectionReasons.ts';
import { proposedLead } from '../../../services/rules/leading.ts';
import { COLOURS } from '../../../services/rules/rag.ts';
import type { Body, Scheme } from '../../../services/rules/scheme.ts';
import { SchemeShape } from '../../../services/rules/whole.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { bodyCalled } from '../../support/bodies.ts';

const london = bodyCalled('iom', 'london');
const essex = bodyCalled('iom', 'essex');
const withRag = ({ rag }: Body) => {
  if (!rag) throw new Error('this body has colours');
  return rag;
};

test('London and Essex have colours; in Richmond and Leeds they are off', () => {
  const coloured = Object.values(schemes).flatMap(({ id, bodies }) =>
    bodies.filter(({ rag }) => rag).map((body) => [id, body.id]),
  );
  expect(coloured).toEqual([
    ['london', 'iom'],
    ['essex', 'iom'],
  ]);
});

test.for([
  ['london', 'red', /not engaging.*still committing crime/],
  ['london', 'amber', /Engaging and wanting help/],
  ['london', 'green', /Little or no intelligence/],
  ['london', 'blue', /In custody/],
  ['essex', 'red', /Non-compliant/],
  ['essex', 'amber', /Concerns over behaviour and indications of offending/],
  ['essex', 'green', /Fully compliant and no evidence/],
  ['essex', 'blue', /In prison/],
] as const)('%s: %s means what its source says (L, RAG Rating; T 5.2)', ([id, colour, words]) => {
  const { meaning, source } = withRag(bodyCalled('iom', id))[colour];
  expect(meaning).toMatch(words);
  expect(source).toMatch(id === 'london' ? /^L, RAG Rating/ : /^T .*5\.2/);
});

describe('tactical options (L step 5)', () => {
  test.for([
    ['london', 'red', /Daily joint enforcement/, ['police', 'probation']],
    ['london', 'red', /^Offer/, ['probation', 'council', 'health', 'voluntary']],
    ['london', 'amber', /^Daily monitoring/, ['police', 'probation', 'health']],
    ['london', 'green', /^Lighter monitoring/, ['police', 'probation']],
    ['essex', 'red', /^Daily joint enforcement/, ['police', 'probation']],
    ['essex', 'amber', /^Daily monitoring/, ['police', 'probation']],
  ] as const)('%s %s: %s for %s', ([id, colour, words, kinds]) => {
    const { tactics } = withRag(bodyCalled('iom', id))[colour];
    const found = tactics.filter(({ what }) => words.test(what)).map(({ agency }) => agency);
    expect([...new Set(found)]).toEqual(kinds);
  });

  test('every colour opens some, each with its source or marked as ours', () => {
    for (const body of [london, essex])
      for (const colour of COLOURS) {
        const { tactics } = withRag(body)[colour];
        expect(tactics.length).toBeGreaterThan(0);
        for (const { source } of tactics) expect(source).toMatch(/^(L,|T |Ours)/);
      }
  });
});

test('a period of lighter monitoring is London’s alone', () => {
  expect([withRag(london).monitoring?.source, withRag(essex).monitoring]).toEqual(['L, RAG Rating, Green', undefined]);
});

const richmondWith = (change: Partial<Body>): Scheme => {
  const { richmond, london } = schemes;
  if (!richmond || !london) throw new Error('the schemes ship');
  return {
    ...richmond,
    // Periods of lighter monitoring end in a proposed removal, which has a reason.
    deselection: [...richmond.deselection, ...london.deselection.filter(({ id }) => id === MONITORING_OVER)],
    bodies: richmond.bodies.map((body) => (body.id === 'iom' ? { ...body, ...change } : body)),
  };
};
const richmond = bodyCalled('iom');
const rag = withRag(london);
const { red } = rag;
const headings = [...richmond.agenda];
headings.splice(headings.indexOf('case questions'), 0, 'RAG changes');
const decides = { motions: [...richmond.motions, 'set RAG' as const], agenda: headings };

const faultsOf = (scheme: unknown): string[] => {
  const parsed = SchemeShape.safeParse(scheme);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

test('a body with periods of lighter monitoring needs the reason in which they end', () => {
  const without = { ...richmondWith({ ...decides, rag }), deselection: schemes.richmond?.deselection };
  expect(faultsOf(without)).toEqual([expect.stringContaining(`expected a reason "${MONITORING_OVER}"`)]);
});

test('Richmond can switch them on, and then they are London’s', () => {
  expect(faultsOf(richmondWith({ ...decides, rag }))).toEqual([]);
});

test.for<[string, Partial<Body>, string]>([
  ['sets colours without their meanings', decides, 'rag: expected what the colours mean'],
  ['has meanings and sets no colours', { rag }, 'motions: expected "set RAG"'],
  [
    'opens an option to a kind of agency that does not sit',
    {
      ...decides,
      rag: {
        ...rag,
        red: { ...red, tactics: red.tactics.slice(0, 1).map((one) => ({ ...one, agency: 'education' })) },
      },
    },
    'rag.red.tactics.0.agency: expected a kind of agency with a seat on this body',
  ],
  [
    'has an option twice',
    { ...decides, rag: { ...rag, red: { ...red, tactics: [...red.tactics, ...red.tactics.slice(0, 1)] } } },
    'rag.red.tactics: expected each id once, and "joint-enforcement" stands twice',
  ],
  [
    'proposes a lead agency that there is not',
    { leadAgency: [{ when: {}, agency: 'nowhere', why: 'So.', source: 'Ours' }] },
    'leadAgency.0.agency: expected an agency of this scheme, and there is none called "nowhere"',
  ],
  [
    'proposes a lead agency that does not sit',
    { leadAgency: [{ when: {}, agency: 'riverside-mentoring', why: 'So.', source: 'Ours' }] },
    'leadAgency.0.agency: expected an agency with a seat on this body',
  ],
  [
    'lets a colour lead that it does not set',
    { leadAgency: [{ when: { colour: 'red' }, agency: 'police', why: 'So.', source: 'Ours' }] },
    'leadAgency.0.when.colour: expected no colour',
  ],
  [
    'asks about a pathway that there is not',
    {
      leadAgency: [
        { when: { driven: { drivers: [], pathways: ['cards'] } }, agency: 'police', why: 'So.', source: 'Ours' },
      ],
    },
    'leadAgency.0.when.driven.pathways: expected a pathway of this scheme',
  ],
])('a body that %s does not fit together', ([, change, fault]) => {
  const faults = faultsOf(richmondWith(change));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(fault);
});

describe('which agency London proposes to lead (L step 6)', () => {
  const rules = london.leadAgency ?? [];
  const known = { pathways: {}, drivers: [] } as const;
  test.for<[string, Parameters<typeof proposedLead>[1], string | undefined]>([
    ['under an order', { ...known, statutory: 'yes' }, 'probation'],
    ['under an order and driven by alcohol', { ...known, statutory: 'yes', drivers: ['alcohol'] }, 'probation'],
    ['red without an order', { ...known, statutory: 'no', colour: 'red' }, 'probation'],
    ['red and driven by drugs', { statutory: 'no', colour: 'red', pathways: { drugs: 'red' } }, 'probation'],
    ['red, the order unknown', { ...known, statutory: 'unknown', colour: 'red' }, 'probation'],
    ['driven by drugs', { statutory: 'no', colour: 'amber', pathways: { drugs: 'red' } }, 'drug-intervention'],
    ['driven by alcohol', { ...known, statutory: 'no', drivers: ['alcohol'] }, 'drug-intervention'],
    ['with drugs as some need only', { statutory: 'no', pathways: { drugs: 'amber' } }, undefined],
    ['driven by drugs, the order unknown', { statutory: 'unknown', pathways: { drugs: 'red' } }, undefined],
    ['neither', { ...known, statutory: 'no', colour: 'green' }, undefined],
    ['nothing known', known, undefined],
  ])('%s', ([, facts, agency]) => {
    expect(proposedLead(rules, facts)?.agency).toBe(agency);
  });

  test('in the other schemes the panel chooses', () => {
    expect(
      Object.values(schemes)
        .filter(({ id }) => id !== 'london')
        .flatMap(({ bodies }) => bodies.flatMap(({ leadAgency = [] }) => leadAgency)),
    ).toEqual([]);
  });
});
