/** What a member puts to the body about a case: what it shall be, with the reason, and where and when that is decided. */
import type { Case } from '../../services/caseModel.ts';
import type { CaseSeen } from '../../services/caseSeen.ts';
import type { Destination } from '../../services/deadlines.ts';
import { inWords } from '../../services/rules/days.ts';
import { proposedLead } from '../../services/rules/leading.ts';
import { DECIDED } from '../../services/rules/rag.ts';
import { headingOf, type Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { headingInWords } from '../agenda/card.ts';
import { colourInWords } from '../case/words.ts';
import { ageInWords } from '../dyo/card.ts';
import { formCard, inputOf, part, section } from '../form/card.ts';
import type { Choice, Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button, dayInFull } from '../words.ts';

/** What has this form; removal has one of its own. */
export const PROPOSABLE = ['set RAG', 'set lead agency', 'move ownership', 'transfer'] as const;
export type Proposable = (typeof PROPOSABLE)[number];

export const titleOf: Record<Proposable, string> = {
  'set RAG': 'Propose a colour',
  'set lead agency': 'Propose a lead agency',
  'move ownership': 'Propose a new owner',
  transfer: 'Propose the move to a panel for adults',
};

const labelOf: Record<Proposable, string> = {
  'set RAG': 'Colour',
  'set lead agency': 'Lead agency',
  'move ownership': 'Agency that is to own the case',
  transfer: 'Panel that is to take the case on',
};

export const reason: Input = { id: 'why', label: 'Reason', kind: { of: 'text', max: 1000, lines: true } };

export const until: Input = {
  id: 'until',
  label: 'Lighter monitoring until',
  hint: 'only with green, and only from the lead professional; may stay empty',
  kind: { of: 'date', ahead: true },
};

const choices = (kind: Proposable, { doc }: CaseSeen, scheme: Scheme): Choice[] => {
  if (kind === 'set RAG') return DECIDED.map((colour) => ({ title: colourInWords[colour], value: colour }));
  if (kind === 'transfer')
    return (scheme.youngOffenders?.to ?? []).map((id) => ({ title: bodyOf({ scheme }, id).name, value: id }));
  const now = kind === 'set lead agency' ? doc.leadAgency : doc.owner;
  const seated = new Set(bodyOf({ scheme }, doc.body).seats.map(({ agency }) => agency));
  return [...seated]
    .filter((agency) => agency !== now)
    .map((agency) => ({ title: agencyName({ scheme }, agency), value: agency }));
};

/** What is chosen from. */
export const to = (kind: Proposable, seen: CaseSeen, scheme: Scheme): Input => ({
  id: 'to',
  label: labelOf[kind],
  kind: { of: 'choice', choices: choices(kind, seen, scheme) },
});

/** Which other agency the rules of the scheme propose, where it has such rules. */
const byRules = (doc: Case, scheme: Scheme): string => {
  const { leadAgency: rules } = bodyOf({ scheme }, doc.body);
  const colour = DECIDED.find((one) => one === doc.rag?.colour);
  const lead = rules && proposedLead(rules, { ...doc, ...(colour && { colour }) });
  return lead && lead.agency !== doc.leadAgency
    ? ` By the rules it would be ${agencyName({ scheme }, lead.agency)}: ${lead.why}`
    : '';
};

const now = (kind: Proposable, { doc }: CaseSeen, scheme: Scheme): string => {
  switch (kind) {
    case 'set RAG': {
      const before = doc.rag?.before ? `; on release ${doc.rag.before.colour}` : '';
      return doc.rag
        ? `The colour is ${doc.rag.colour} since ${inWords(doc.rag.since)}${before}.`
        : 'There is no colour yet.';
    }
    case 'set lead agency':
      return `${agencyName({ scheme }, doc.leadAgency)} leads now.${byRules(doc, scheme)}`;
    case 'move ownership':
      return `${agencyName({ scheme }, doc.owner)} owns the case now.`;
    case 'transfer':
      return `Coming of age: ${ageInWords(doc, scheme)}. Carried, a referral is begun for the lead professional; the case stays where it is until the other panel has taken the person on.`;
  }
};

/** “It goes to the IOM Panel on Tuesday 17 November 2026, under “Change of colour”.” */
const where = (kind: Proposable, { doc }: CaseSeen, scheme: Scheme, { date, meeting }: Destination): string => {
  const heading = headingOf(kind);
  const day = `${dayInFull(date)}${meeting ? '' : ' (its usual day; that meeting is not set up yet)'}`;
  return `It goes to the ${bodyOf({ scheme }, doc.body).name} on ${day}${heading ? `, under “${headingInWords[heading]}”` : ''}. It is decided there only, and you can take it back until then.`;
};

/** Whether the body can set a period of lighter monitoring with the colour. */
export const monitors = (kind: Proposable, { doc }: CaseSeen, scheme: Scheme): boolean =>
  kind === 'set RAG' && bodyOf({ scheme }, doc.body).rag?.monitoring !== undefined;

export const proposalCard = (view: {
  readonly kind: Proposable;
  readonly seen: CaseSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly goes: Destination;
}): Card => {
  const { kind, seen, scheme, area, goes } = view;
  const { doc, version } = seen;
  const { rag } = bodyOf({ scheme }, doc.body);
  const press = { case: doc.ref, version, kind };
  const meanings =
    kind === 'set RAG' && rag
      ? [
          section(
            'What the colours mean',
            DECIDED.map((colour) => `${colourInWords[colour]}: ${rag[colour].meaning}`),
          ),
        ]
      : [];
  return formCard({
    heading: `${titleOf[kind]} for ${doc.ref}`,
    intro: [now(kind, seen, scheme), where(kind, seen, scheme, goes)],
    parts: [
      ...meanings,
      part({
        separator: meanings.length > 0,
        inputs: [
          inputOf(to(kind, seen, scheme)),
          ...(monitors(kind, seen, scheme) ? [inputOf(until)] : []),
          inputOf(reason),
        ],
      }),
    ],
    buttons: [
      button('Propose it', 'proposal.make', press, { style: 'positive', inputs: 'auto' }),
      button('Back', 'case.view', { case: doc.ref, tab: 'summary', page: 1 }),
    ],
    area,
  });
};
