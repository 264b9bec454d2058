import { expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import { lackingBefore, type StepDone, stepsStanding } from '../../../services/rules/steps.ts';
import { schemes } from '../../../services/schemes/index.ts';

const stepsOf = (scheme: string, body = 'iom') => schemes[scheme]?.bodies.find(({ id }) => id === body)?.steps ?? [];
const done = (change: Partial<StepDone> = {}): StepDone => ({
  on: day('2026-11-02'),
  by: 'meadow|somebody',
  at: '2026-11-02T10:00:00.000Z',
  ...change,
});

test.for<[string, string, string[], string[]]>([
  ['richmond', 'iom', [], ['first-contact', 'engagement']],
  ['london', 'iom', ['data', 'first-contact', 'engagement'], ['agreement']],
  ['essex', 'iom', [], ['grading', 'plan', 'first-contact', 'agreement', 'engagement', 'tactical-plan']],
  ['leeds', 'conference-one', ['intelligence'], ['first-contact', 'agreement', 'engagement', 'interventions-plan']],
])('%s, %s: its order is its own (G Q10, L steps 3-4, T 2.6, Le 1.27)', ([scheme, body, before, after]) => {
  const of = (when: string) =>
    stepsOf(scheme, body)
      .filter((step) => step.when === when)
      .map(({ id }) => id);
  expect([of('before'), of('after')]).toEqual([before, after]);
});

test('first contact is done once all is said: what is offered, what happens otherwise, that information is shared', () => {
  const status = (told: readonly string[]) => {
    const kept = { 'first-contact': done({ told }) };
    const standing = stepsStanding(stepsOf('london'), kept).find(({ step }) => step.id === 'first-contact');
    return [standing?.status, standing?.untold.map(({ id }) => id)];
  };
  expect(status([])).toEqual(['in part', ['offer', 'otherwise', 'shared']]);
  expect(status(['offer', 'shared'])).toEqual(['in part', ['otherwise']]);
  expect(status(['shared', 'otherwise', 'offer'])).toEqual(['done', []]);
});

test('what lacks before the decision is what is not done, and what is done in part', () => {
  const lacking = (kept: Record<string, StepDone>) => lackingBefore(stepsOf('london'), kept).map(({ step }) => step.id);
  expect(lacking({})).toEqual(['data', 'first-contact', 'engagement']);
  expect(lacking({ data: done(), 'first-contact': done({ told: ['offer'] }) })).toEqual([
    'first-contact',
    'engagement',
  ]);
  expect(
    lacking({ data: done(), 'first-contact': done({ told: ['offer', 'otherwise', 'shared'] }), engagement: done() }),
  ).toEqual([]);
});
