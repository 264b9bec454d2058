/** A case as somebody opens it: what the part of it that is open shows, and no more is read for that. */
import { listed } from './actionIndex.ts';
import { lineOf } from './caseIndex.ts';
import { type Case, type CaseLine, Cases } from './caseModel.ts';
import { caseRow, refuseAside } from './cases.ts';
import { type Action, ActionsBy, type PersonKey, type Referral, Referrals } from './model.ts';
import { seatedOn } from './overnight.ts';
import { opens } from './permission.ts';
import { registersWorked } from './rules/registersWorked.ts';
import type { BodyId } from './rules/scheme.ts';
import type { Row } from './store.ts';
import { teamsOf } from './teamMeeting.ts';
import { type CaseEvent, peopleIn, timelineOf } from './timeline.ts';
import { namesOf, schemeOf, type Work } from './work.ts';

export const TABS = ['summary', 'plan', 'needs', 'contacts', 'history'] as const;
export type Tab = (typeof TABS)[number];

/** Events one look at the history reads. */
const EVENTS = 20;

/** Another referral of the same person, by what a co-ordinator found; its case, to whoever may open it. */
export type Alike = { readonly ref: string; readonly line?: CaseLine };

export type CaseSeen = {
  readonly doc: Case;
  readonly version: number;
  readonly names: ReadonlyMap<PersonKey, string>;
  /** History: a page of it. */
  readonly events: readonly Row<CaseEvent>[];
  /** Behind which event the next page begins. */
  readonly more?: string;
  /** Summary and needs: the referral it was, where there is one. */
  readonly referral?: Referral;
  /** Summary. */
  readonly alike: readonly Alike[];
  /** Plan: the earliest due first. */
  readonly actions: readonly Action[];
  /** The team in which the reader sits, that works its register and collects for a weekly meeting. */
  readonly team?: BodyId;
};

export type Looking = { readonly tab?: Tab; readonly past?: string | undefined };

/** Of one that is restricted nothing shows to others, not even that there is one. */
const alikeOf = async (work: Work, { links = [] }: Referral): Promise<Alike[]> => {
  const same = links.filter(({ verdict }) => verdict === 'same person');
  const rows = await Promise.all(same.map(({ ref }) => work.store.get(work.area.id, Cases, ref)));
  return same.flatMap(({ ref }, at): Alike[] => {
    const row = rows[at];
    const line = row && lineOf(row.doc);
    if (line && opens(work, line)) return [{ ref, line }];
    return line?.restrictedTo ? [] : [{ ref }];
  });
};

const eventsOf = async (work: Work, ref: string, past?: string): Promise<Pick<CaseSeen, 'events' | 'more'>> => {
  const rows = await timelineOf(work, ref, EVENTS + 1, past?.startsWith(`${ref}|`) ? past : undefined);
  const events = rows.slice(0, EVENTS);
  const last = events.at(-1);
  return { events, ...(rows.length > EVENTS && last && { more: last.id }) };
};

/** Refused to whoever stands aside from it. */
export const lookAtCase = async (
  work: Work,
  ref: string,
  { tab = 'summary', past }: Looking = {},
): Promise<CaseSeen> => {
  const { doc, version } = await caseRow(work, ref);
  await refuseAside(work, ref, doc.body);
  const { store, area } = work;
  const asks = tab === 'summary' || tab === 'needs';
  const referral = asks ? (await store.get(area.id, Referrals, ref))?.doc : undefined;
  const history = tab === 'history' ? await eventsOf(work, ref, past) : { events: [] };
  const actions = tab === 'plan' ? (await store.list(area.id, ActionsBy, listed.case(ref))).map((row) => row.doc) : [];
  const people = [
    doc.leadProfessional,
    doc.policeContact,
    ...(doc.restrictedTo ?? []),
    ...history.events.flatMap((event) => peopleIn(event.doc)),
    ...actions.filter(({ state }) => state !== 'completed').map(({ owner }) => owner),
  ];
  const names = await namesOf(
    work,
    people.filter((person) => person !== undefined),
  );
  const team = teamsOf(work).find(
    ({ body }) =>
      seatedOn(work, body).has(work.actor.person) &&
      registersWorked(schemeOf(work), body).some(({ id }) => id === doc.body),
  );
  return {
    doc,
    version,
    names,
    ...(team && { team: team.body.id }),
    ...history,
    ...(referral && { referral }),
    alike: referral && tab === 'summary' ? await alikeOf(work, referral) : [],
    actions,
  };
};
