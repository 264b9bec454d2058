import { z } from 'zod';
import { nameLead } from '../../services/leads.ts';
import { memberOf, membersOf } from '../../services/members.ts';
import type { Area } from '../../services/model.ts';
import { LEADS } from '../../services/rules/leads.ts';
import { agencyName, schemeOf } from '../../services/work.ts';
import { type Answer, command, type Turn } from '../command.ts';
import { plain } from '../render.ts';
import { done, type Notice } from '../words.ts';
import { leadsCard } from './card.ts';

const leadsAnswer = async (turn: Turn, area: Area, notice?: Notice): Promise<Answer> => ({
  card: leadsCard(
    area,
    schemeOf(turn),
    (await membersOf(turn)).map(({ doc }) => doc),
    notice,
  ),
});

const chosen = (what: string) => z.string(`choose ${what}`).min(1, `choose ${what}`);
const Agency = z.object({ lead: z.enum(LEADS), agency: chosen('an agency') });

export const view = command({
  verb: 'leads.view',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  typed: {
    words: 'leads',
    does: 'says who leads for each agency on overdue actions and on young offenders',
    where: ['channel', 'personal'],
    menu: false,
  },
  run: (_, turn) => leadsAnswer(turn, turn.area),
});

export const name = command({
  verb: 'leads.name',
  does: 'change',
  allowed: ['co-ordinator'],
  input: Agency.extend({ person: chosen('somebody from the list') }),
  run: async ({ lead, agency, person }, turn) => {
    const { member, key } = await memberOf(turn, person);
    const area = await nameLead(turn, lead, agency, key);
    return leadsAnswer(turn, area, done(`${plain(member.name)} leads for ${agencyName(turn, agency)}.`));
  },
});

export const none = command({
  verb: 'leads.none',
  does: 'change',
  allowed: ['co-ordinator'],
  input: Agency,
  run: async ({ lead, agency }, turn) =>
    leadsAnswer(
      turn,
      await nameLead(turn, lead, agency, undefined),
      done(`${agencyName(turn, agency)} has no such lead now.`),
    ),
});
