/** Where a rule comes from, as somebody reads it who does not know the marks that the schemes' files use. */

const DOCUMENTS: Readonly<Record<string, string>> = {
  R: 'Richmond’s terms of reference',
  G: 'Richmond’s referral guidance',
  L: 'London’s operating model',
  T: 'Thurrock’s scrutiny report',
  Le: 'Leeds’ inquiry',
};

const NUMBER = String.raw`\d+(?:\.\d+)*(?:-\d+(?:\.\d+)*)?`;
const PARAGRAPHS = new RegExp(String.raw`\b(R|T|Le) (${NUMBER}(?:(?:, | and )${NUMBER})*)(?: (\(\d\)))?`, 'g');
const QUESTION = /\bG Q(\d+)(?: (\d)\b)?/g;
/** A mark by itself, or before a heading or a step of its document. */
const MARK = /\b(R|L|Le)\b,?/g;
const OURS = /\bours\b/gi;

/** “G Q11” as “Richmond’s referral guidance, question 11”; what an area wrote in words of its own stays. */
export const sourceInWords = (source: string): string =>
  source
    .replace(OURS, 'this scheme’s own')
    .replace(QUESTION, (_whole, question, point) => `${DOCUMENTS.G}, question ${question}${point ? `, ${point}` : ''}`)
    .replace(PARAGRAPHS, (_whole, mark, numbers, point) => {
      const several = /, | and |-/.test(numbers);
      return `${DOCUMENTS[mark]}, paragraph${several ? 's' : ''} ${numbers}${point ? ` ${point}` : ''}`;
    })
    .replace(MARK, (_whole, mark) => `${DOCUMENTS[mark]},`)
    .replace(/,(?=;|$| and )/g, '');
