/** A decision in words, the same on its card, in the acknowledgement and in the minutes. */
import type { Decision } from '../../services/model.ts';
import type { Basis, DecidedOn } from '../../services/rules/decision.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import type { DecidingRule } from '../../services/rules/voting.ts';
import { agencyName } from '../../services/work.ts';

/** A line of rich text, where what people typed shows as they typed it: the label bold, then the text. */
export type Line = { readonly label: string; readonly text: string };
export const line = (label: string, text: string): Line => ({ label: `${label}: `, text });

/** “Adopted as Repeat offender” */
export const decidedInWords = (
  scheme: Scheme,
  body: Pick<Body, 'categories'>,
  { kind, category, rag, leadAgency }: Pick<Decision, 'kind' | 'category' | 'rag' | 'leadAgency'>,
): string => {
  switch (kind) {
    case 'adopt': {
      const name = body.categories.find(({ id }) => id === category)?.name;
      return `Adopted${name ? ` as ${name}` : ''}${rag ? `; colour ${rag}` : ''}${leadAgency ? `; ${agencyName({ scheme }, leadAgency)} leads` : ''}`;
    }
    case 'decline':
      return 'Declined';
    case 'defer':
      return 'Deferred';
  }
};

/** How it was decided, and on what where the body weighs a score with other evidence. */
export const basisInWords = (
  scheme: Scheme,
  rule: DecidingRule,
  { basis, decidedOn }: Pick<Decision, 'basis' | 'decidedOn'>,
): string => `${howInWords(scheme, rule, basis)}${decidedOn ? onInWords[decidedOn] : ''}`;

const onInWords: Record<DecidedOn, string> = {
  evidence: ', on the evidence of the partners',
  score: ', on the score alone',
};

export const colourLines = ({ whyRag }: Pick<Decision, 'whyRag'>): Line[] =>
  whyRag ? [line('Reasons for the colour', whyRag)] : [];

export const scoreLines = ({ whyScore }: Pick<Decision, 'whyScore'>): Line[] =>
  whyScore ? [line('Why the score alone decided', whyScore)] : [];

const howInWords = (scheme: Scheme, rule: DecidingRule, basis: Basis): string => {
  if ('motion' in basis) return 'by vote';
  switch (basis.how) {
    case 'agreed':
      return 'agreed by the panel, without a vote';
    case 'chair':
      return 'by the chair, who has the final say where partners disagree';
    case 'selected':
      return rule.kind === 'selection' ? `selected by ${agencyName({ scheme }, rule.agency)}` : 'by selection';
    case 'deferred':
      return 'without a vote on adopting';
  }
};
