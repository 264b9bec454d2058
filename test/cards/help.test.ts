import { describe, expect, test } from 'vitest';
import type { Caller, Turn } from '../../cards/command.ts';
import { commands, showings, tellings } from '../../cards/index.ts';
import type { Role } from '../../services/permission.ts';
import { golden } from '../support/golden.ts';
import { area, coordinator, holder, referrer, seat, work } from '../support/seated.ts';
import { testStore } from '../support/tables.ts';

const store = await testStore();
const turn = (person: Caller['person'], roles: readonly Role[], where: Caller['where']): Turn => ({
  ...work(store, person),
  verb: 'help.view',
  roles: new Set(roles),
  caller: { person, name: 'Somebody', mri: '29:somebody', where },
});
const cardFor = async (of: Turn, unknown?: string) => {
  const answer = await commands.get('help.view')?.run(unknown === undefined ? {} : { unknown }, of);
  if (!answer || !('card' in answer)) throw new Error('help answers with a card');
  return answer.card;
};

const people = {
  'co-ordinator': [coordinator, ['anyone', 'co-ordinator']],
  member: [holder(seat.youth), ['anyone', 'agency', 'member']],
  referrer: [referrer, ['anyone', 'agency']],
  stranger: ['meadow|stranger', ['anyone']],
} as const;

describe('help, as it looks', () => {
  test.for(Object.entries(people))('in the channel, for the %s', async ([name, [person, roles]]) => {
    golden(`help-channel-${name}`, await cardFor(turn(person, roles, 'channel')));
  });
  test.for(Object.entries(people))('in personal chat, for the %s', async ([name, [person, roles]]) => {
    golden(`help-personal-${name}`, await cardFor(turn(person, roles, 'personal')));
  });
  test('after something it does not know', async () => {
    golden('help-unknown', await cardFor(turn(holder(seat.youth), ['anyone', 'member'], 'channel'), 'lunch'));
  });
  test('as a greeting', async () => {
    const place = { store, area: area(), scheme: null, now: work(store, coordinator).now };
    const greetings = [
      await showings.get('welcome')?.card(place, 'area'),
      await tellings.get('welcome')?.card(place, coordinator, 'area'),
    ];
    for (const [index, name] of ['welcome-channel', 'welcome-person'].entries()) {
      const card = greetings[index]?.card;
      if (!card) throw new Error('there is always a greeting');
      golden(name, card);
    }
  });
});

test('everything that can be typed is offered to somebody somewhere', async () => {
  const everybody = new Set<Role>([...commands.values()].flatMap((command) => command.allowed));
  const shown = await Promise.all(
    (['channel', 'personal'] as const).map((where) => cardFor(turn(coordinator, [...everybody], where))),
  );
  const text = JSON.stringify(shown);
  const typed = [...commands.values()].filter((command) => command.typed && command.verb !== 'help.view');
  expect(typed.filter(({ verb }) => !text.includes(`"${verb}"`))).toEqual([]);
});
