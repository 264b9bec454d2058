/** What an agency is to do about ownership and consent: cases offered to it, and its own where consent is asked again. */
import { facet } from './caseIndex.ts';
import { type CaseLine, OnRegister } from './caseModel.ts';
import { isHidden } from './cases.ts';
import type { Work } from './work.ts';

export type AgencyDuties = { readonly offered: readonly CaseLine[]; readonly consents: readonly CaseLine[] };

/** Of the person's own agency; of all agencies for a co-ordinator. */
export const agencyDuties = async ({
  store,
  area,
  actor,
}: Pick<Work, 'store' | 'area' | 'actor'>): Promise<AgencyDuties> => {
  const { agency, coordinator, person } = actor;
  const lines = async (of: (agency: string) => string): Promise<CaseLine[]> => {
    if (!agency && !coordinator) return [];
    // Every agency's begin alike.
    const under = coordinator ? of('').slice(0, -1) : of(agency ?? '');
    return (await store.list(area.id, OnRegister, under))
      .map(({ doc }) => doc)
      .filter((line) => !isHidden(area, line) && (line.restrictedTo?.includes(person) ?? true));
  };
  const [offered, consents] = await Promise.all([lines(facet.offered), lines(facet.consentDue)]);
  return { offered, consents };
};
