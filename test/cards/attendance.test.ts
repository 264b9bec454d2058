import { describe, test } from 'vitest';
import { markingCard, substituteCard } from '../../cards/attendance/card.ts';
import { richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { areaId, holder, meeting, seat } from '../support/seated.ts';

describe('the forms of attendance, as they look', () => {
  test('a substitute', () =>
    golden('attendance-substitute', substituteCard(meeting(), holder(seat.victims), 0, richmond, areaId)));
  test('marking somebody', () => golden('attendance-mark', markingCard(meeting(), richmond, areaId)));
});
