/** Who is in the team, held against what is kept: whoever Teams does not know any more has left, whoever it knows is back. */
import type { Logger } from 'pino';
import { type Desk, workIn } from '../cards/dispatch.ts';
import { AREA } from '../services/area.ts';
import { comeBack, leaveTeam } from '../services/leaving.ts';
import { hasLeft } from '../services/left.ts';
import { membersOf } from '../services/members.ts';
import { type Area, Areas, type Member, type PersonKey } from '../services/model.ts';
import type { Work } from '../services/work.ts';
import type { Connector } from './connector.ts';
import { refreshRoster } from './roster.ts';

type Watch = {
  readonly desk: Desk;
  readonly connector: Connector;
  readonly now: () => Date;
  readonly log: Logger;
};

const SYSTEM = 'system' as PersonKey;

/** Teams did it, nobody of the team. */
const workOf = ({ desk, now }: Watch, area: Area, verb: string): Work =>
  workIn(desk, area, { actor: { person: SYSTEM, name: 'Teams', coordinator: false }, now: now(), verb });

type Known = 'there' | 'not there' | 'unsure';

/**
 * Whether Teams still gives the person a way in: the team itself, or a channel of a body that is shared with them.
 * A channel that refuses the bot is no way in; no answer is no news.
 */
const known = async ({ connector }: Watch, area: Area, { mri }: Member, channel?: string): Promise<Known> => {
  const ways = new Set([area.id, ...Object.values(area.channels), channel].filter((way) => way !== undefined));
  for (const conversation of ways) {
    const { fate } = await connector.member({ serviceUrl: area.serviceUrl, conversation }, mri);
    if (fate === 'read') return 'there';
    if (fate === 'retry' || fate === 'unknown') return 'unsure';
  }
  return 'not there';
};

/**
 * Teams says that members changed, perhaps twice, perhaps of one who still has another way in, and perhaps an earlier
 * event was lost: so the whole roster is read, and nobody is taken as gone whom Teams knows when asked by name.
 */
export const followRoster = async (watch: Watch, area: Area, channel?: string): Promise<void> => {
  const { desk, connector, log } = watch;
  const roster = await refreshRoster(desk.store, connector, area);
  if (roster.fate !== 'read') return log.warn({ fate: roster }, 'the roster could not be read');
  // A roster of nobody is a fault: the bot is asked only by people who are there.
  if (roster.value.length === 0) return;
  const here = new Set(roster.value);
  for (const { doc: member } of await membersOf({ store: desk.store, area })) {
    const { person } = member;
    if (hasLeft(area, person)) {
      if (here.has(person) || (await known(watch, area, member, channel)) === 'there')
        await comeBack(workOf(watch, area, 'team.back'), person);
    } else if (!here.has(person)) {
      const now = await known(watch, area, member, channel);
      if (now === 'not there') await leaveTeam(workOf(watch, area, 'team.left'), person);
      if (now === 'unsure') log.warn('whether somebody has left the team could not be asked');
    }
  }
};

/** Somebody who has left writes in a channel: the event of their return is late, or was lost. */
export const seenAgain = async (watch: Watch, area: Area, person: PersonKey, channel: string): Promise<Area> => {
  const { store } = watch.desk;
  const member = (await membersOf({ store, area })).find(({ doc }) => doc.person === person)?.doc;
  if (!member || (await known(watch, area, member, channel)) !== 'there') return area;
  await comeBack(workOf(watch, area, 'team.back'), person);
  return (await store.get(area.id, Areas, AREA))?.doc ?? area;
};
