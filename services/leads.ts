/** Whom an agency names: who gets its overdue work, and who follows the deter young offenders for it (R 3.6). */
import { changeArea, memberRow } from './area.ts';
import type { Area, PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Lead } from './rules/leads.ts';
import type { AgencyId } from './rules/scheme.ts';
import { schemeOf, type Work } from './work.ts';

const fieldOf: Record<Lead, 'leads' | 'dyoLeads'> = { 'agency lead': 'leads', 'DYO lead': 'dyoLeads' };

/** Names the lead of an agency in place of anybody before; nobody: it has none. */
export const nameLead = (work: Work, lead: Lead, agency: AgencyId, person: PersonKey | undefined): Promise<Area> =>
  changeArea(work, async (area) => {
    if (!schemeOf(work).agencies.some(({ id }) => id === agency))
      throw new Refusal('no such agency', 'This scheme knows no such agency.');
    const field = fieldOf[lead];
    const { [agency]: before, ...others } = area[field] ?? {};
    if (before === person) return { area };
    if (!person) return { area: { ...area, [field]: others } };
    const member = (await memberRow(work, person)).doc;
    if (member.agency !== agency)
      throw new Refusal(
        'other agency',
        `${member.name} is not recorded as belonging to this agency. Record their agency first.`,
      );
    return { area: { ...area, [field]: { ...others, [agency]: person } } };
  });
