import { describe, expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import {
  COLOURS,
  type Colour,
  DECIDED,
  decide,
  monitoringOver,
  type Rag,
  release,
  takeIn,
} from '../../../services/rules/rag.ts';

const before = day('2026-09-01');
const today = day('2026-11-05');
const ragOf = (colour: Colour | undefined, remembered?: Rag['before']): Rag | undefined =>
  colour && { colour, since: before, why: 'As it was.', ...(remembered && { before: remembered }) };
const amber = { colour: 'amber', why: 'He had begun to engage.' } as const;

describe('the panel sets the colour, with reasons (L step 5)', () => {
  test.for([undefined, 'red', 'amber', 'green'] as const)('from %s to each other colour', (from) => {
    for (const to of DECIDED.filter((colour) => colour !== from))
      expect(decide(ragOf(from), to, 'New facts.', today)).toEqual({
        status: 'turned',
        rag: { colour: to, since: today, why: 'New facts.' },
        ...(from && { from }),
      });
  });

  test.for(DECIDED)('%s again stands since its day, with the new reasons', (colour) => {
    expect(decide(ragOf(colour), colour, 'Still so.', today)).toEqual({
      status: 'stands',
      rag: { colour, since: before, why: 'Still so.' },
    });
  });

  test.for(DECIDED)('%s decided in custody waits for release, and blue stays', (colour) => {
    const blue = ragOf('blue', amber);
    expect(decide(blue, colour, 'For later.', today)).toEqual({
      status: 'remembered',
      rag: { ...blue, before: { colour, why: 'For later.' } },
    });
  });
});

describe('custody is blue (L, RAG Rating; T 2.6)', () => {
  test.for(DECIDED)('from %s, which is remembered with its reason', (colour) => {
    expect(takeIn(ragOf(colour), 'On remand.', today)).toEqual({
      status: 'turned',
      from: colour,
      rag: { colour: 'blue', since: today, why: 'On remand.', before: { colour, why: 'As it was.' } },
    });
  });

  test('from no colour, with nothing to remember', () => {
    expect(takeIn(undefined, 'On remand.', today)).toEqual({
      status: 'turned',
      rag: { colour: 'blue', since: today, why: 'On remand.' },
    });
  });

  test('a sentence after remand changes neither the colour nor what is remembered', () => {
    const rag = ragOf('blue', amber);
    expect(takeIn(rag, 'Sentenced to prison.', today)).toEqual({ status: 'stands', rag });
  });
});

describe('release', () => {
  test.for(DECIDED)('brings back %s with its reason, since today', (colour) => {
    const rag = ragOf('blue', { colour, why: 'From before.' });
    expect(release(rag, today)).toEqual({
      status: 'turned',
      from: 'blue',
      rag: { colour, since: today, why: 'From before.' },
    });
  });

  test('brings what was decided in custody, not what was before', () => {
    const inside = decide(ragOf('blue', amber), 'green', 'All is quiet.', before);
    expect(release('rag' in inside ? inside.rag : undefined, today)).toMatchObject({ rag: { colour: 'green' } });
  });

  test('brings no colour where there was none', () => {
    expect(release(ragOf('blue'), today)).toEqual({ status: 'none' });
  });

  test.for([undefined, ...DECIDED] as const)('of somebody who is %s, not blue, changes nothing', (colour) => {
    const rag = ragOf(colour);
    expect(release(rag, today)).toEqual({ status: 'stands', ...(rag && { rag }) });
  });
});

test('into prison and out again, any number of times, is as it was before', () => {
  for (const colour of DECIDED) {
    let rag = ragOf(colour);
    for (let times = 0; times < 3; times += 1) {
      const inside = takeIn(rag, 'On remand.', today);
      const outside = release('rag' in inside ? inside.rag : undefined, today);
      rag = 'rag' in outside ? outside.rag : undefined;
    }
    expect(rag).toEqual({ colour, since: today, why: 'As it was.' });
  }
});

test('blue is a colour that no panel decides', () => {
  expect(COLOURS.filter((colour) => !DECIDED.some((decided) => decided === colour))).toEqual(['blue']);
});

test.for([
  [undefined, '2026-11-05', false],
  ['2026-11-06', '2026-11-05', false],
  ['2026-11-05', '2026-11-05', true],
  ['2026-11-04', '2026-11-05', true],
] as const)('lighter monitoring until %s: over on %s is %s (L, RAG Rating, Green)', ([until, on, over]) => {
  expect(monitoringOver(until && { until: day(until) }, day(on))).toBe(over);
});
