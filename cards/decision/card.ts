/** A decision on a referral: chosen, drafted with its interventions, recorded. References and staff, never the offender. */
import { type DecisionSeen, type Leads, leadAgencies, MOST_INTERVENTIONS } from '../../services/decisions.ts';
import type { Decision, Intervention } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import type { DecisionKind } from '../../services/rules/decision.ts';
import { DECIDED } from '../../services/rules/rag.ts';
import type { RagRules } from '../../services/rules/ragRules.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, seatName } from '../../services/work.ts';
import { colourInWords } from '../case/words.ts';
import { type Card, plain, render } from '../render.ts';
import { sourceInWords } from '../sources.ts';
import { type Button, button, count, dayInFull, type Notice, notices } from '../words.ts';
import template from './template.json' with { type: 'json' };
import { basisInWords, decidedInWords, type Line, line } from './words.ts';

type Choice = { readonly title: string; readonly value: string };
type Chosen = { readonly value: string; readonly choices: readonly Choice[] };

type PersonInput = { readonly label: string; readonly placeholder: string; readonly dataset: string };

/** What was typed for one more intervention and is not in the list yet. */
export type Entry = { readonly what: string; readonly pathway: string; readonly seat: string; readonly due: string };
export const noEntry: Entry = { what: '', pathway: '', seat: '', due: '' };

export type DecisionCard = {
  notice: readonly Notice[];
  heading: string;
  explains: readonly { text: string }[];
  facts: readonly { title: string; value: string }[];
  lines: readonly Line[];
  how: readonly { value: string }[];
  weighing: readonly { explains: string; decidedOn: string; whyScore: string }[];
  category: readonly Chosen[];
  colour: readonly (Chosen & { meanings: readonly Line[]; why: string })[];
  adopt: readonly {
    leads: readonly Line[];
    leadAgency: string;
    agencies: readonly Choice[];
    leadProfessional: readonly PersonInput[];
    policeContact: readonly PersonInput[];
    reviewOn: string;
  }[];
  reasons: readonly { label: string; value: string }[];
  alternatives: readonly { value: string }[];
  wanted: readonly { value: string }[];
  plan: readonly {
    heading: string;
    interventions: readonly Line[];
    remove: readonly { choices: readonly Choice[] }[];
    removeButtons: readonly Button[];
    full: readonly { text: string }[];
    add: readonly (Entry & {
      pathways: readonly Choice[];
      seats: readonly Choice[];
      addButtons: readonly Button[];
    })[];
  }[];
  final: readonly { text: string }[];
  buttons: readonly Button[];
};

type View = {
  readonly seen: DecisionSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly notice?: Notice | undefined;
};

const because = ({ rule, voted, body, grounds }: DecisionSeen, scheme: Scheme): string => {
  switch (rule.kind) {
    case 'agreement':
      return `The ${body.name} agrees without a vote. Where partners disagree after discussion, its chair decides and gives reasons.`;
    case 'selection':
      return `In the ${body.name}, ${agencyName({ scheme }, rule.agency)} selects, and what is recorded is its decision.`;
    case 'majority':
      if (!voted) return 'There has been no vote to adopt on this item, so it can only be deferred.';
      switch (voted.status) {
        case 'carried':
          return 'The vote to adopt was carried.';
        case 'lost':
          return `The vote to adopt was lost, so this can be ${grounds.map(({ kind }) => past[kind]).join(' or ')}.`;
        case 'goes back':
          return 'The votes to adopt were equal and this body has no casting vote: it goes back for more evidence.';
      }
  }
};

const past: Record<DecisionKind, string> = { adopt: 'adopted', decline: 'declined', defer: 'deferred' };
const present: Record<DecisionKind, string> = { adopt: 'Adopt', decline: 'Decline', defer: 'Defer' };

const kindsOf = (seen: DecisionSeen): DecisionKind[] => [...new Set(seen.grounds.map(({ kind }) => kind))];

const aboutOf = (seen: DecisionSeen): DecisionCard['facts'] => [
  { title: 'Referral', value: seen.referral },
  { title: 'Meeting', value: `${seen.body.name}, ${dayInFull(seen.meeting.date)}` },
];

const nothing = {
  explains: [],
  lines: [],
  how: [],
  weighing: [],
  category: [],
  colour: [],
  adopt: [],
  reasons: [],
  alternatives: [],
  wanted: [],
  plan: [],
  final: [],
} satisfies Partial<DecisionCard>;

/** Where more than one decision is open to the body. */
const chooseCard = ({ seen, scheme, area, notice }: View): Card => {
  const data = {
    ...nothing,
    notice: notices(notice),
    heading: `Decision on ${seen.referral}`,
    explains: [{ text: `${because(seen, scheme)} What was decided?` }],
    facts: aboutOf(seen),
    buttons: kindsOf(seen).map((kind) =>
      button(present[kind], 'decision.start', { meeting: seen.meeting.id, item: seen.item.id, kind }),
    ),
  } satisfies DecisionCard;
  return render(template, data, { area });
};

/** A type-ahead that is left empty keeps who was chosen: clients differ in how they show a choice made earlier. */
const personInput = (
  { names }: DecisionSeen,
  area: string,
  label: string,
  chosen: Decision['leadProfessional'],
): PersonInput => ({
  label: chosen ? `${label}. Chosen: ${names.get(chosen)}` : label,
  placeholder: chosen ? 'Type part of a name to choose somebody else' : 'Type part of a name',
  dataset: `members|${area}`,
});

const colourOf = (rag: RagRules, decision: Decision | undefined): DecisionCard['colour'][number] => ({
  meanings: DECIDED.map((colour) => line(colourInWords[colour], rag[colour].meaning)),
  value: decision?.rag ?? '',
  choices: DECIDED.map((colour) => ({ title: colourInWords[colour], value: colour })),
  why: decision?.whyRag ?? '',
});

/** What the bot proposes; the panel decides. */
const leadLines = ({ lead, ifRed }: Leads, scheme: Scheme): Line[] => [
  lead
    ? line(
        'Proposed lead agency',
        `${agencyName({ scheme }, lead.agency)}. ${lead.why} Source: ${sourceInWords(lead.source)}.`,
      )
    : line('Proposed lead agency', 'none by the rules: the panel chooses the most suitable one.'),
  ...(ifRed
    ? [
        line(
          'Proposed lead agency, if the colour is red',
          `${agencyName({ scheme }, ifRed.agency)}. ${ifRed.why} Source: ${sourceInWords(ifRed.source)}.`,
        ),
      ]
    : []),
];

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const planOf = (
  { seen, scheme }: View,
  interventions: readonly Intervention[],
  entry: Entry,
  data: Button['data'],
): DecisionCard['plan'][number] => {
  const full = interventions.length >= MOST_INTERVENTIONS;
  const some = interventions.length > 0;
  return {
    heading: `Interventions: ${interventions.length} of ${MOST_INTERVENTIONS} at most`,
    interventions: interventions.map((intervention, at) => interventionLine(scheme, intervention, at)),
    remove: some
      ? [
          {
            choices: interventions.map(({ what }, at) => ({
              title: `${at + 1}: ${shortened(what)}`,
              value: String(at),
            })),
          },
        ]
      : [],
    removeButtons: some ? [button('Remove it', 'decision.remove', data, { inputs: 'auto' })] : [],
    full: full
      ? [
          {
            text: `That is ${MOST_INTERVENTIONS} interventions, the most one decision takes. More can be agreed later.`,
          },
        ]
      : [],
    add: full
      ? []
      : [
          {
            ...entry,
            pathways: scheme.pathways.map(({ id, name }) => ({ title: name, value: id })),
            seats: seen.owners.map(({ seat }) => ({ title: seatName({ scheme }, seat), value: seat })),
            addButtons: [button('Add this intervention', 'decision.add', data, { inputs: 'auto' })],
          },
        ],
  };
};

/** `1. What is done (Housing: Head of Housing Operations, by 5 December 2026; Accommodation)` */
export const interventionLine = (scheme: Scheme, intervention: Intervention, at: number): Line => {
  const { what, pathway, seat, due } = intervention;
  const need = scheme.pathways.find(({ id }) => id === pathway)?.name;
  return {
    label: `${at + 1}. ${what} `,
    text: `(${seatName({ scheme }, seat)}, by ${inWords(due)}${need ? `; ${need}` : ''})`,
  };
};

/** The draft of one kind of decision, to go on with. */
const formCard = (view: View, kind: DecisionKind, entry: Entry): Card => {
  const { seen, scheme, area } = view;
  const { decision, version } = seen;
  const where = { meeting: seen.meeting.id, item: seen.item.id };
  const data = { ...where, version, kind };
  const agreed = seen.grounds.filter((ground) => ground.kind === kind).length > 1;
  const how = decision && 'how' in decision.basis && decision.basis.how === 'chair' ? 'chair' : 'agreed';
  const adopts = kind === 'adopt';
  const card = {
    ...nothing,
    notice: notices(view.notice),
    heading: `${present[kind]} ${seen.referral}`,
    explains: [{ text: because(seen, scheme) }],
    facts: aboutOf(seen),
    how: agreed ? [{ value: how }] : [],
    weighing:
      seen.body.scoreAlone && kind !== 'defer'
        ? [
            {
              explains: `The score decides alone only in very few circumstances, and then with a written reason. Source: ${sourceInWords(seen.body.scoreAlone.source)}.`,
              decidedOn: decision?.decidedOn ?? '',
              whyScore: decision?.whyScore ?? '',
            },
          ]
        : [],
    category:
      adopts && seen.body.categories.length > 0
        ? [
            {
              value: decision?.category ?? '',
              choices: seen.body.categories.map(({ id, name }) => ({ title: name, value: id })),
            },
          ]
        : [],
    colour: adopts && seen.body.rag ? [colourOf(seen.body.rag, decision)] : [],
    adopt: adopts
      ? [
          {
            leads: seen.leads ? leadLines(seen.leads, scheme) : [],
            leadAgency: decision?.leadAgency ?? seen.leads?.lead?.agency ?? '',
            agencies: leadAgencies(seen).map((id) => ({ title: agencyName({ scheme }, id), value: id })),
            leadProfessional: [
              personInput(
                seen,
                area,
                'Lead professional (the offender manager named for the case)',
                decision?.leadProfessional,
              ),
            ],
            policeContact: [
              personInput(
                seen,
                area,
                'Police contact (the police officer who is second contact)',
                decision?.policeContact,
              ),
            ],
            reviewOn: seen.reviewOn,
          },
        ]
      : [],
    reasons:
      kind === 'decline'
        ? [{ label: 'Reasons', value: decision?.reasons ?? '' }]
        : adopts && agreed
          ? [{ label: 'Reasons, when the chair decides', value: decision?.reasons ?? '' }]
          : [],
    alternatives: kind === 'decline' ? [{ value: decision?.alternatives ?? '' }] : [],
    wanted: kind === 'defer' ? [{ value: decision?.wanted ?? '' }] : [],
    plan: adopts ? [planOf(view, decision?.interventions ?? [], entry, data)] : [],
    final: [{ text: 'The draft can be saved and gone on with until the meeting closes. Once recorded it is final.' }],
    buttons: [
      button('Record the decision', 'decision.record', data, { style: 'positive', inputs: 'auto' }),
      button('Save the draft', 'decision.save', data, { inputs: 'auto' }),
      ...kindsOf(seen)
        .filter((other) => other !== kind)
        .map((other) => button(`${present[other]} instead`, 'decision.start', { ...where, kind: other })),
      ...(version > 0
        ? [button('Throw the draft away', 'decision.discard', { ...where, version }, { style: 'destructive' })]
        : []),
    ],
  } satisfies DecisionCard;
  return render(template, card, { area });
};

const nextSteps = (decision: Decision): string => {
  switch (decision.kind) {
    case 'adopt':
      return `The owners of its ${count(decision.interventions.length, 'intervention')} have been asked to accept them. The referrer gets the acknowledgement when the meeting closes.`;
    case 'decline':
      return 'The referrer gets the acknowledgement, with the reasons and alternatives, when the meeting closes.';
    case 'defer':
      return 'It goes to the next meeting. The referrer is told what is wanted when this meeting closes.';
  }
};

const recordedCard = ({ seen, scheme, area, notice }: View, decision: Decision): Card => {
  const data = {
    ...nothing,
    notice: notices(notice),
    heading: 'Decision recorded',
    facts: [
      ...aboutOf(seen),
      { title: 'Decision', value: decidedInWords(scheme, seen.body, decision) },
      { title: 'Decided', value: basisInWords(scheme, seen.rule, decision) },
      ...(decision.leadProfessional
        ? [{ title: 'Lead professional', value: plain(seen.names.get(decision.leadProfessional) ?? '') }]
        : []),
      ...(decision.reviewOn ? [{ title: 'Review on', value: inWords(decision.reviewOn) }] : []),
    ],
    lines: [line('What happens next', nextSteps(decision))],
    buttons: [button('See the minutes', 'minutes.view', { meeting: seen.meeting.id, page: 1 })],
  } satisfies DecisionCard;
  return render(template, data, { area });
};

/** The decision as it stands; `kind`: the form to go on with, where none is drafted yet or another is wanted. */
export const decisionCard = (
  view: View & { readonly kind?: DecisionKind | undefined; readonly entry?: Entry },
): Card => {
  const { decision } = view.seen;
  if (decision?.state === 'recorded') return recordedCard(view, decision);
  const kinds = kindsOf(view.seen);
  const kind = [view.kind, decision?.kind, kinds.length === 1 ? kinds[0] : undefined].find(
    (wanted) => wanted !== undefined && kinds.includes(wanted),
  );
  return kind ? formCard(view, kind, view.entry ?? noEntry) : chooseCard(view);
};
