/** The register of a body, and the cases in which somebody has a part. */
import { facet } from './caseIndex.ts';
import { type CaseLine, type Colour, OnRegister } from './caseModel.ts';
import { type CasePage, consulted, pageOf } from './casePages.ts';
import { memberOf } from './members.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import { workersOf } from './rules/registersWorked.ts';
import type { AgencyId, Body, BodyId } from './rules/scheme.ts';
import { bodyOf, schemeOf, type Work } from './work.ts';

export const CONSENTS = ['given', 'refused', 'withdrawn', 'not sought', 'not said'] as const;

export type Filter = {
  readonly colour?: Colour | undefined;
  /** The lead agency. */
  readonly agency?: AgencyId | undefined;
  /** The lead professional. */
  readonly lead?: string | undefined;
  readonly consent?: (typeof CONSENTS)[number] | undefined;
  /** Review due by this day. */
  readonly due?: Day | undefined;
  /** Those that are no longer on it. */
  readonly removed?: boolean | undefined;
};

/** Holds a seat of the body. */
const sits = ({ area, actor }: Pick<Work, 'area' | 'actor'>, body: Body): boolean =>
  body.seats.some(({ id }) => area.holders[id] === actor.person);

/** The bodies whose register somebody reads: those that take people on, to their members, the team that works it, and the co-ordinator. */
export const registersOf = (work: Pick<Work, 'area' | 'actor' | 'scheme'>): Body[] =>
  schemeOf(work).bodies.filter(
    (body) =>
      body.motions.includes('adopt') &&
      (work.actor.coordinator || workersOf(schemeOf(work), body.id).some((one) => sits(work, one))),
  );

/** The body asked for, or the first of theirs. */
export const registerMeant = (work: Work, asked: BodyId | undefined): Body => {
  const own = registersOf(work);
  const body = asked === undefined ? own[0] : own.find(({ id }) => id === asked);
  if (body) return body;
  throw new Refusal(
    'not its member',
    asked === undefined
      ? 'A register is for the members of its body and for the co-ordinator, and you hold no seat on such a body. “my cases” lists those in which you have a part.'
      : `The register of the ${bodyOf(work, asked).name} is for its members and for the co-ordinator.`,
  );
};

/** The one list that is read, and what is then looked for in it; the shortest list comes first. */
const listOf = (body: BodyId, { colour, agency, lead, consent, due, removed }: Filter): string => {
  if (removed) return facet.removed(body);
  if (lead) return facet.lead(lead);
  if (colour) return facet.colour(body, colour);
  if (agency) return facet.agency(body, agency);
  if (due) return facet.review(body);
  return consent ? facet.consent(body, consent) : facet.all(body);
};

const fits = (line: CaseLine, filter: Filter): boolean =>
  (filter.colour === undefined || line.colour === filter.colour) &&
  (filter.agency === undefined || line.leadAgency === filter.agency) &&
  (filter.lead === undefined || line.leadProfessional === filter.lead) &&
  (filter.consent === undefined || (line.consent ?? 'not said') === filter.consent) &&
  (filter.due === undefined || line.reviewOn <= filter.due);

/** A page of a body's register, in the order of the references, or of the dates where it is about reviews. */
export const register = async (
  work: Work,
  { body, filter, past }: { readonly body: Body; readonly filter: Filter; readonly past?: string | undefined },
): Promise<CasePage> => {
  const { agency, lead, due } = filter;
  if (agency && !schemeOf(work).agencies.some(({ id }) => id === agency))
    throw new Refusal('no such agency', 'Please choose the lead agency from the list.');
  if (lead) await memberOf(work, lead);
  const under = listOf(body.id, filter);
  const inOrder = under === facet.review(body.id);
  const page = await pageOf(work, {
    of: OnRegister,
    under,
    past,
    line: ({ doc }) => doc,
    fits: (line) => {
      if (inOrder && due && line.reviewOn > due) return 'end';
      return line.body === body.id && fits(line, filter);
    },
  });
  await consulted(work, page.lines);
  return page;
};

/** In which part. */
export const PARTS = ['lead', 'contact', 'agency'] as const;
export type Part = (typeof PARTS)[number];

const listOfPart = ({ actor }: Work, part: Part): string | undefined => {
  switch (part) {
    case 'lead':
      return facet.lead(actor.person);
    case 'contact':
      return facet.contact(actor.person);
    case 'agency':
      return actor.agency && facet.owner(actor.agency);
  }
};

/** Cases across bodies: led by a person, with them as police contact, or owned by their agency. */
export const casesOfPart = async (work: Work, part: Part, past?: string): Promise<CasePage> => {
  const under = listOfPart(work, part);
  if (under === undefined) return { lines: [], looked: 0 };
  return pageOf(work, { of: OnRegister, under, past, line: ({ doc }) => doc });
};

/** What “my cases” opens with: the first part in which somebody has any. */
export const myCases = async (
  work: Work,
  asked?: Part,
  past?: string,
): Promise<{ readonly part: Part; readonly page: CasePage }> => {
  for (const part of asked ? [asked] : PARTS) {
    const page = await casesOfPart(work, part, past);
    if (page.lines.length === 0 && !asked) continue;
    await consulted(work, page.lines);
    return { part, page };
  }
  return { part: 'lead', page: { lines: [], looked: 0 } };
};
