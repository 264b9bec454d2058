import { describe, test } from 'vitest';
import { planCard, plannedCard } from '../../cards/plan/card.ts';
import { done } from '../../cards/words.ts';
import { day } from '../../services/rules/days.ts';
import { richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { areaId, iom } from '../support/seated.ts';

describe('a new meeting, as it looks', () => {
  test('to be filled in', () => golden('plan', planCard(richmond, iom, day('2026-11-24'), areaId)));
  test('made', () =>
    golden('plan-made', plannedCard(done('The IOM Panel meets on Thursday 5 November 2026 at 10:00.'), 'm1', areaId)));
});
