import { z } from 'zod';
import { bindAgency, bindChannel, bindSeat, chooseScheme, nameGatekeeper, nameViceChair } from '../../services/area.ts';
import { heldBy, totalOf } from '../../services/handover.ts';
import { findMembers, memberOf, membersOf, memberTitle } from '../../services/members.ts';
import type { Area } from '../../services/model.ts';
import { Refusal } from '../../services/refusal.ts';
import { agencyName, bodyInChannel, bodyOf, schemeOf, seatName } from '../../services/work.ts';
import { type Answer, command, Id, type Search, type Turn } from '../command.ts';
import { handoverAnswer } from '../handover/commands.ts';
import { plain } from '../render.ts';
import { done, heed, type Notice } from '../words.ts';
import { channelCard, schemeCard, seatsCard } from './card.ts';

export const start = command({
  verb: 'setup.start',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  typed: { words: 'set up', does: 'chooses the scheme this team runs by', where: ['channel'] },
  run: async (_, turn) => ({ card: schemeCard(turn.area, turn.schemes) }),
});

export const scheme = command({
  verb: 'setup.scheme',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({ scheme: z.string().min(1) }),
  run: async ({ scheme }, turn) => ({
    card: schemeCard(await chooseScheme(turn, scheme), turn.schemes, done('The scheme is chosen.')),
  }),
});

const thisChannel = (turn: Turn): string => {
  if (!turn.caller.channel)
    throw new Refusal('not a channel', 'Type “use this channel” in the channel where the body meets.');
  return turn.caller.channel;
};

export const use = command({
  verb: 'setup.use',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  typed: { words: 'use this channel', does: 'says which body meets in this channel', where: ['channel'] },
  run: async (_, turn) => ({ card: channelCard(turn.area, schemeOf(turn), thisChannel(turn)) }),
});

export const channel = command({
  verb: 'setup.channel',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({ body: Id }),
  run: async ({ body }, turn) => {
    const area = await bindChannel(turn, thisChannel(turn), body);
    return {
      card: channelCard(
        area,
        schemeOf(turn),
        thisChannel(turn),
        done(`The ${bodyOf(turn, body).name} meets here from now on.`),
      ),
    };
  },
});

const Body = z.object({ body: Id });
const chosen = (what: string) => z.string(`choose ${what}`).min(1, `choose ${what}`);

const seatsAnswer = async (turn: Turn, area: Area, body: string, notice?: Notice): Promise<Answer> => ({
  card: seatsCard(
    area,
    schemeOf(turn),
    body,
    (await membersOf(turn)).map((row) => row.doc),
    notice,
  ),
});

export const seats = command({
  verb: 'setup.seats',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({ body: z.string().optional() }),
  typed: {
    words: 'seats',
    does: 'says who sits where, and who may refer for which agency',
    where: ['channel', 'personal'],
  },
  run: ({ body }, turn) => {
    const fallback =
      schemeOf(turn).bodies.find((candidate) => candidate.motions.includes('adopt')) ?? schemeOf(turn).bodies[0];
    return seatsAnswer(turn, turn.area, body ?? bodyInChannel(turn, turn.caller.channel) ?? fallback?.id ?? '');
  },
});

export const seat = command({
  verb: 'setup.seat',
  does: 'change',
  allowed: ['co-ordinator'],
  input: Body.extend({ seat: chosen('a seat'), person: chosen('somebody from the list') }),
  run: async ({ body, seat, person }, turn) => {
    const { member, key } = await memberOf(turn, person);
    const before = turn.area.holders[seat];
    const area = await bindSeat(turn, body, seat, key);
    const sits = `${plain(member.name)} now sits for ${seatName(turn, seat)}.`;
    const leaves = before && before !== key && totalOf(await heldBy(turn, before)) > 0;
    return leaves
      ? handoverAnswer({ ...turn, area }, before, heed(`${sits} Who takes over what is still with the holder before?`))
      : seatsAnswer(turn, area, body, done(sits));
  },
});

export const vice = command({
  verb: 'setup.vice',
  does: 'change',
  allowed: ['co-ordinator'],
  input: Body.extend({ seat: chosen('a seat') }),
  run: async ({ body, seat }, turn) =>
    seatsAnswer(
      turn,
      await nameViceChair(turn, body, seat),
      body,
      done(`${seatName(turn, seat)} is the vice-chair’s seat.`),
    ),
});

export const agency = command({
  verb: 'setup.agency',
  does: 'change',
  allowed: ['co-ordinator'],
  input: Body.extend({ agency: chosen('an agency'), person: chosen('somebody from the list') }),
  run: async ({ body, agency, person }, turn) => {
    const { member, key } = await memberOf(turn, person);
    await bindAgency(turn, agency, key);
    return seatsAnswer(
      turn,
      turn.area,
      body,
      done(`${plain(member.name)} belongs to ${agencyName(turn, agency)} and may refer for it.`),
    );
  },
});

export const gatekeeper = command({
  verb: 'setup.gatekeeper',
  does: 'change',
  allowed: ['co-ordinator'],
  input: Body.extend({ agency: chosen('an agency'), person: chosen('somebody from the list') }),
  run: async ({ body, agency, person }, turn) => {
    const { member, key } = await memberOf(turn, person);
    return seatsAnswer(
      turn,
      await nameGatekeeper(turn, agency, key),
      body,
      done(`${plain(member.name)} is the gatekeeper of ${agencyName(turn, agency)}: its referrals wait for them.`),
    );
  },
});

export const noGatekeeper = command({
  verb: 'setup.noGatekeeper',
  does: 'change',
  allowed: ['co-ordinator'],
  input: Body.extend({ agency: chosen('an agency') }),
  run: async ({ body, agency }, turn) =>
    seatsAnswer(
      turn,
      await nameGatekeeper(turn, agency, undefined),
      body,
      done(`Referrals of ${agencyName(turn, agency)} go straight to the panel.`),
    ),
});

/** The people of the team: the organisation's own people picker misses those of other tenants. */
export const members: Search = {
  dataset: 'members',
  allowed: ['co-ordinator', 'member', 'agency'],
  run: async (text, turn) =>
    (await findMembers(turn, text)).map((member) => ({ title: memberTitle(turn, member), value: member.person })),
};
