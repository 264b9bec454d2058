import { expect, test } from 'vitest';
import type { Body, Scheme } from '../../../services/rules/scheme.ts';
import { readScheme, schemes } from '../../../services/schemes/index.ts';

/** London's faults with something changed. */
const faultsOf = (change: (scheme: Scheme) => void): readonly string[] => {
  const scheme = structuredClone(schemes.london) as Scheme;
  change(scheme);
  const read = readScheme('london', scheme);
  return 'id' in read ? [] : read;
};
const bodyIn = (scheme: Scheme, id: string): Body => {
  const body = scheme.bodies.find((one) => one.id === id);
  if (!body) throw new Error(`no body ${id}`);
  return body;
};
const team = (scheme: Scheme): Body => bodyIn(scheme, 'iom-team');
const meeting = (scheme: Scheme) => {
  const { teamMeeting } = team(scheme);
  if (!teamMeeting) throw new Error('London’s team has a weekly meeting');
  return teamMeeting;
};

test('as it ships it is whole', () => {
  expect(faultsOf(() => undefined)).toEqual([]);
});

test.for<[string, (scheme: Scheme) => void, string]>([
  ['a team without its meeting', (it) => Reflect.deleteProperty(team(it), 'teamMeeting'), 'expected for a team, which'],
  [
    'such a meeting for a panel',
    (it) => Object.assign(bodyIn(it, 'iom'), { teamMeeting: { ...meeting(it), kinds: meeting(it).kinds.slice(0, 1) } }),
    'bodies[2].teamMeeting: expected for a team only',
  ],
  [
    'a kind that stands twice',
    (it) => Object.assign(meeting(it).kinds[1] ?? {}, { id: 'problem-case' }),
    'bodies[3].teamMeeting.kinds: expected each id once',
  ],
  [
    'a reminder on the day of the list',
    (it) => Object.assign(meeting(it).list, { before: 2 }),
    'bodies[3].teamMeeting: expected the reminder on a day before the list',
  ],
  [
    'what goes up to a body that is not above',
    (it) => Object.assign(meeting(it).kinds[2] ?? {}, { to: 'iom-team' }),
    'bodies[3].teamMeeting.kinds[2].to: expected a body above, and "iom-team" is not one',
  ],
  [
    'problem cases of a team that works no register',
    (it) => {
      for (const body of it.bodies) Object.assign(body, { motions: body.motions.filter((one) => one !== 'adopt') });
    },
    'bodies[3].teamMeeting: expected a body that escalates to one that takes people on',
  ],
  [
    'somebody outside above a body that has a body above it',
    (it) => Object.assign(bodyIn(it, 'iom'), { outside: { name: 'The Mayor', source: 'invented' } }),
    'bodies[2].outside: expected on the highest rung only',
  ],
])('it is wrong with %s', ([, change, fault]) => {
  expect(faultsOf(change)).toContainEqual(expect.stringContaining(fault));
});
