/** What stands on cards for marks and abbreviations that only people of the trade know. */
import { expect, test } from 'vitest';
import { explainer, meaningIn } from '../../cards/abbreviations.ts';
import { sourceInWords } from '../../cards/sources.ts';
import { schemes } from '../../services/schemes/index.ts';

test.for<[string, string]>([
  ['G Q11', 'Richmond’s referral guidance, question 11'],
  ['R 4.2', 'Richmond’s terms of reference, paragraph 4.2'],
  [
    'R 1.10, 4.8 and 1.18; the days ours',
    'Richmond’s terms of reference, paragraphs 1.10, 4.8 and 1.18; the days this scheme’s own',
  ],
  ['R Principle 5', 'Richmond’s terms of reference, Principle 5'],
  ['L, RAG Rating, RED', 'London’s operating model, RAG Rating, RED'],
  ['L step 4', 'London’s operating model, step 4'],
  ['T 2.6 (3)', 'Thurrock’s scrutiny report, paragraph 2.6 (3)'],
  [
    'ours, after L and Le 1.17-1.19',
    'this scheme’s own, after London’s operating model and Leeds’ inquiry, paragraphs 1.17-1.19',
  ],
  ['Our protocol of 2026, page 4', 'Our protocol of 2026, page 4'],
])('the source “%s” reads “%s”', ([source, words]) => {
  expect(sourceInWords(source)).toBe(words);
});

/** Every source there is in a scheme. */
const sourcesIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) =>
        name === 'source' && typeof one === 'string' ? [one] : sourcesIn(one),
      )
    : [];

test.for(Object.entries(schemes))('no mark of a document is left in the sources of %s', ([, scheme]) => {
  const words = sourcesIn(scheme).map(sourceInWords);
  expect(words.length).toBeGreaterThan(10);
  expect(words.filter((said) => /\b(R|G|L|T|Le)\b|\bours\b|,,|, ?;/i.test(said))).toEqual([]);
});

test('an abbreviation is explained where it first stands, and once: behind a label, within a text', () => {
  const explain = explainer();
  expect(explain.label('MAPPA level: ', 'Level 1')).toBe('MAPPA level (Multi-Agency Public Protection Arrangements): ');
  expect(explain.text('The MAPPA level is unknown; MARAC is not asked.')).toBe(
    'The MAPPA level is unknown; MARAC (Multi-Agency Risk Assessment Conference, on domestic abuse) is not asked.',
  );
  expect(explain.text('OGRS3 is a tool.')).toBe('OGRS3 is a tool.');
});

test('a long label is explained within, so that nothing else seems to be meant', () => {
  expect(explainer().label('High Asset score, or high risk of serious harm: ', 'Meets.')).toBe(
    'High Asset (the assessment that the youth offending team makes) score, or high risk of serious harm: ',
  );
});

test('what is explained in words already is not explained again', () => {
  const explain = explainer();
  const id = 'the number that the Police National Computer gives';
  expect(explain.label('PNC id: ', id)).toBe('PNC id: ');
  expect(explain.label('PNC id: ', '2001/0123456A')).toBe('PNC id: ');
});

test('a question without an abbreviation has no hint', () => {
  expect(meaningIn('Is the move permanent?')).toBeUndefined();
  expect(meaningIn('Has MAPPA accepted the person?')).toBe('Multi-Agency Public Protection Arrangements');
});
