import { describe, expect, test } from 'vitest';
import { type Candidate, chairOf, type LadderSeat, ladder } from '../../../services/rules/chair.ts';
import type { Rung } from '../../../services/rules/scheme.ts';

const rungs: Rung[] = [{ by: 'chair' }, { by: 'vice-chair' }, { by: 'senior', kinds: ['police', 'council'] }];
const seat = (
  id: string,
  kind: LadderSeat<string>['kind'],
  seniority: number,
  other: Partial<LadderSeat<string>> = {},
) => ({
  seat: id,
  kind,
  seniority,
  present: true,
  substitute: false,
  aside: false,
  person: `${id} holder`,
  ...other,
});
const panel = (changes: Record<string, Partial<LadderSeat<string>>> = {}) =>
  [
    seat('officer', 'police', 5),
    seat('housing', 'housing', 6),
    seat('probation', 'probation', 1, { chair: true }),
    seat('analyst', 'council', 4),
    seat('inspector', 'police', 2),
  ].map((post) => ({ ...post, ...changes[post.seat] }));
const inOrder = (candidates: Candidate<string>[]) => candidates.map(({ seat, by }) => `${seat} (${by})`);

describe('the ladder (R 1.8, 4.6)', () => {
  test.for<{
    when: string;
    changes?: Record<string, Partial<LadderSeat<string>>>;
    viceChair?: string | undefined;
    order: string[];
  }>([
    {
      when: 'all are there',
      order: [
        'probation (chair)',
        'housing (vice-chair)',
        'inspector (senior)',
        'analyst (senior)',
        'officer (senior)',
      ],
    },
    {
      when: 'the chair is away',
      changes: { probation: { present: false } },
      order: ['housing (vice-chair)', 'inspector (senior)', 'analyst (senior)', 'officer (senior)'],
    },
    {
      when: 'the chair has a substitute, who takes the seat and not the chair',
      changes: { probation: { substitute: true, person: 'colleague' } },
      order: ['housing (vice-chair)', 'inspector (senior)', 'analyst (senior)', 'officer (senior)'],
    },
    {
      when: 'chair and vice-chair stand aside',
      changes: { probation: { aside: true }, housing: { aside: true } },
      order: ['inspector (senior)', 'analyst (senior)', 'officer (senior)'],
    },
    {
      when: 'the vice-chair is also the senior police representative',
      viceChair: 'inspector',
      order: ['probation (chair)', 'inspector (vice-chair)', 'analyst (senior)', 'officer (senior)'],
    },
    {
      when: 'no vice-chair is named and only others are there',
      viceChair: undefined,
      changes: {
        probation: { present: false },
        analyst: { present: false },
        inspector: { present: false },
        officer: { present: false },
      },
      order: [],
    },
  ])('$when', ({ changes, order, ...given }) => {
    const viceChair = 'viceChair' in given ? given.viceChair : 'housing';
    expect(inOrder(ladder(panel(changes), rungs, viceChair))).toEqual(order);
  });
});

describe('who chairs', () => {
  const confirmed = (id: string, item?: string, person = `${id} holder`) => ({
    seat: id,
    person,
    ...(item && { item }),
  });
  const chair = (
    confirmations: ReturnType<typeof confirmed>[],
    changes: Record<string, Partial<LadderSeat<string>>> = {},
    item?: string,
  ) => {
    const { current, next } = chairOf(confirmations, ladder(panel(changes), rungs, 'housing'), item);
    return { current: current?.seat, next: next?.seat };
  };

  test('nobody chairs before somebody confirmed it', () => {
    expect(chair([])).toEqual({ current: undefined, next: 'probation' });
  });
  test('the chair confirmed', () => {
    expect(chair([confirmed('probation')])).toEqual({ current: 'probation', next: undefined });
  });
  test('the chair comes late and may take over from who stood in', () => {
    const away = [confirmed('inspector')];
    expect(chair(away)).toEqual({ current: 'inspector', next: 'probation' });
    expect(chair([...away, confirmed('probation')])).toEqual({ current: 'probation', next: undefined });
  });
  test('a chair who leaves is not chair any more', () => {
    expect(chair([confirmed('probation')], { probation: { present: false } })).toEqual({
      current: undefined,
      next: 'housing',
    });
  });
  test('a chair with an interest steps down for that item only', () => {
    const aside = { probation: { aside: true } };
    expect(chair([confirmed('probation')], aside, 'item')).toEqual({ current: undefined, next: 'housing' });
    const both = [confirmed('probation'), confirmed('housing', 'item')];
    expect(chair(both, aside, 'item')).toEqual({ current: 'housing', next: undefined });
    expect(chair(both, {}, 'another')).toEqual({ current: 'probation', next: undefined });
    expect(chair(both)).toEqual({ current: 'probation', next: undefined });
  });
  test('a confirmation is the person’s, not the seat’s', () => {
    expect(chair([confirmed('inspector', undefined, 'somebody earlier')], { probation: { present: false } })).toEqual({
      current: undefined,
      next: 'housing',
    });
  });
});
