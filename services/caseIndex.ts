/** By what a case is found: rows laid in the transaction that changes it, each with the line that a list shows. */
import { ByName, type Case, type CaseIdentity, type CaseLine, OnRegister } from './caseModel.ts';
import type { Entry } from './indexing.ts';
import { ByBirth, ByPnc } from './model.ts';
import { datesOf, firstDue } from './rules/due.ts';
import { keyOfPnc, normalise } from './rules/names.ts';
import { inSight } from './rules/prison.ts';

export const lineOf = (doc: Case): CaseLine => ({
  ref: doc.ref,
  body: doc.body,
  state: doc.state,
  name: doc.identity.name ?? '',
  owner: doc.owner,
  leadAgency: doc.leadAgency,
  reviewOn: doc.reviewOn,
  ...(doc.identity.aliases && { aliases: doc.identity.aliases }),
  ...(doc.rag && { colour: doc.rag.colour }),
  ...(doc.monitoring && { monitoredUntil: doc.monitoring.until }),
  ...(doc.leadProfessional && { leadProfessional: doc.leadProfessional }),
  ...(doc.policeContact && { policeContact: doc.policeContact }),
  ...(doc.reselectOn && { reselectOn: doc.reselectOn }),
  ...(doc.consent?.status && { consent: doc.consent.status }),
  ...(doc.import && { import: doc.import }),
  ...(doc.restrictedTo && { restrictedTo: doc.restrictedTo }),
});

/** Under what a list of the register begins, by facet. */
export const facet = {
  all: (body: string) => `all|${body}|`,
  removed: (body: string) => `removed|${body}|`,
  colour: (body: string, colour: string) => `colour|${body}|${colour}|`,
  agency: (body: string, agency: string) => `agency|${body}|${agency}|`,
  /** Across bodies: a person's own cases. */
  lead: (person: string) => `lead|${person}|`,
  contact: (person: string) => `contact|${person}|`,
  owner: (agency: string) => `owner|${agency}|`,
  /** Red cases in the order of their reviews, so that whoever was seen last comes last. */
  red: (body: string) => `red|${body}|`,
  /** In the order of their dates. */
  review: (body: string) => `review|${body}|`,
  /** Deter young offenders, across bodies. */
  young: () => 'young|',
  /** Those whose move has not been proposed by itself, in the order of their dates of birth. */
  born: (body: string) => `born|${body}|`,
  /** Those whose move is under way. */
  moving: (body: string) => `moving|${body}|`,
  consent: (body: string, status: string) => `consent|${body}|${status}|`,
  proposed: (body: string) => `proposed|${body}|`,
  /** In the order in which the periods of lighter monitoring end. */
  monitored: (body: string) => `monitored|${body}|`,
  /** Across bodies: what an agency is asked to take over, and where it is to ask for consent again. */
  offered: (agency: string) => `offered|${agency}|`,
  consentDue: (agency: string) => `consentdue|${agency}|`,
  /** Removed, to be considered again, in the order of their dates. */
  reselection: (body: string) => `reselection|${body}|`,
  /** Removed, and the receiving area has not answered. */
  transfer: (body: string) => `transfer|${body}|`,
  /** In the order of what is due first. */
  due: (body: string) => `due|${body}|`,
  /** Open to named people only, across bodies and removed ones too. */
  restricted: () => 'restricted|',
  /** The police look for them. */
  wanted: (body: string) => `wanted|${body}|`,
  /** In court, to return on bail, or released on this day. */
  date: (body: string, day: string) => `date|${body}|${day}|`,
  /** In prison for a short time without supervision, or released from it and not offered anything yet. */
  short: (body: string) => `short|${body}|`,
} as const;

const LONGEST_PART = 40;
/** Parts by which one person is found; a transaction has no room for more. */
const MOST_PARTS = 10;

/** Each part of each name once, as its index row begins; cut between characters, of which some take two units. */
export const partsOf = ({ name = '', aliases = '' }: Pick<CaseIdentity, 'name' | 'aliases'>): string[] => {
  const parts = normalise(`${name} ${aliases.replaceAll(',', ' ')}`).map((part) =>
    [...part].slice(0, LONGEST_PART).join(''),
  );
  return [...new Set(parts)].slice(0, MOST_PARTS);
};

const facetsOf = (doc: Case): string[] => [...(doc.restrictedTo ? [facet.restricted()] : []), ...facetsOfState(doc)];

const facetsOfState = (doc: Case): string[] => {
  if (doc.state === 'removed')
    return [
      facet.removed(doc.body),
      ...(doc.reselectOn ? [`${facet.reselection(doc.body)}${doc.reselectOn}|`] : []),
      ...(doc.transfer && !doc.transfer.answer ? [facet.transfer(doc.body)] : []),
    ];
  const due = firstDue(doc);
  return [
    facet.all(doc.body),
    facet.agency(doc.body, doc.leadAgency),
    `${facet.review(doc.body)}${doc.reviewOn}|`,
    facet.consent(doc.body, doc.consent?.status ?? 'not said'),
    ...(doc.rag ? [facet.colour(doc.body, doc.rag.colour)] : []),
    ...(doc.rag?.colour === 'red' ? [`${facet.red(doc.body)}${doc.reviewOn}|`] : []),
    facet.owner(doc.owner),
    ...(doc.leadProfessional ? [facet.lead(doc.leadProfessional)] : []),
    ...(doc.policeContact ? [facet.contact(doc.policeContact)] : []),
    ...(doc.dyo ? [facet.young()] : []),
    ...(doc.dyo && !doc.move && doc.identity.dateOfBirth
      ? [`${facet.born(doc.body)}${doc.identity.dateOfBirth}|`]
      : []),
    ...(doc.move?.referral ? [facet.moving(doc.body)] : []),
    ...(doc.proposals.length > 0 ? [facet.proposed(doc.body)] : []),
    ...(doc.monitoring ? [`${facet.monitored(doc.body)}${doc.monitoring.until}|`] : []),
    ...(doc.receiving && !doc.receiving.declined ? [facet.offered(doc.receiving.agency)] : []),
    ...(doc.consentDue ? [facet.consentDue(doc.owner)] : []),
    ...(due ? [`${facet.due(doc.body)}${due}|`] : []),
    ...(doc.wanted ? [facet.wanted(doc.body)] : []),
    ...datesOf(doc).map((day) => facet.date(doc.body, day)),
    ...(doc.stay && inSight(doc.stay) ? [facet.short(doc.body)] : []),
  ];
};

/** Every index row of a case. */
export const entriesOf = (doc: Case): Entry[] => {
  const { ref, identity } = doc;
  const line = lineOf(doc);
  const { name, aliases, dateOfBirth, pncId } = identity;
  const person = {
    ...(name && { name }),
    ...(aliases && { aliases }),
    ...(dateOfBirth && { dateOfBirth }),
    ...(pncId && { pncId }),
  };
  const pnc = keyOfPnc(pncId);
  return [
    ...facetsOf(doc).map((under) => ({ of: OnRegister, id: `${under}${ref}`, doc: line })),
    ...partsOf(identity).map((part) => ({ of: ByName, id: `${part}|${ref}`, doc: line })),
    ...(dateOfBirth ? [{ of: ByBirth, id: `${dateOfBirth}|${ref}`, doc: person }] : []),
    ...(pnc ? [{ of: ByPnc, id: `${pnc}|${ref}`, doc: person }] : []),
  ];
};
