/** By what a case is found: rows laid in the transaction that changes it, each with the line that a list shows. */
import { ByName, type Case, type CaseLine, OnRegister } from './caseModel.ts';
import type { Entry } from './indexing.ts';
import { ByBirth, ByPnc } from './model.ts';
import { keyOfPnc, normalise } from './rules/names.ts';

const lineOf = (doc: Case): CaseLine => ({
  ref: doc.ref,
  body: doc.body,
  state: doc.state,
  name: doc.identity.name ?? '',
  leadAgency: doc.leadAgency,
  reviewOn: doc.reviewOn,
  ...(doc.rag && { colour: doc.rag.colour }),
  ...(doc.leadProfessional && { leadProfessional: doc.leadProfessional }),
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
  /** In the order of their dates. */
  review: (body: string) => `review|${body}|`,
  consent: (body: string, status: string) => `consent|${body}|${status}|`,
  proposed: (body: string) => `proposed|${body}|`,
} as const;

const LONGEST_PART = 40;

/** Each part of each name once; cut between characters, of which some take two units. */
const partsOf = ({ identity }: Case): string[] => [
  ...new Set(
    normalise(`${identity.name ?? ''} ${(identity.aliases ?? '').replaceAll(',', ' ')}`).map((part) =>
      [...part].slice(0, LONGEST_PART).join(''),
    ),
  ),
];

const facetsOf = (doc: Case): string[] => {
  if (doc.state === 'removed') return [facet.removed(doc.body)];
  return [
    facet.all(doc.body),
    facet.agency(doc.body, doc.leadAgency),
    `${facet.review(doc.body)}${doc.reviewOn}|`,
    facet.consent(doc.body, doc.consent?.status ?? 'not said'),
    ...(doc.rag ? [facet.colour(doc.body, doc.rag.colour)] : []),
    ...(doc.leadProfessional ? [facet.lead(doc.leadProfessional)] : []),
    ...(doc.proposals.length > 0 ? [facet.proposed(doc.body)] : []),
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
    ...partsOf(doc).map((part) => ({ of: ByName, id: `${part}|${ref}`, doc: line })),
    ...(dateOfBirth ? [{ of: ByBirth, id: `${dateOfBirth}|${ref}`, doc: person }] : []),
    ...(pnc ? [{ of: ByPnc, id: `${pnc}|${ref}`, doc: person }] : []),
  ];
};
