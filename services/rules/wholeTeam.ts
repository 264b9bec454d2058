/** Of a whole scheme: the ladder of its bodies, who is above the highest, and the meeting of a team. */
import { registersWorked } from './registersWorked.ts';
import { above } from './rungs.ts';
import type { Body, Scheme } from './scheme.ts';

type Path = (string | number)[];
type Misfit = { path: Path; message: string };

export const misfitsOfOutside = ({ escalates, outside }: Body, path: Path): Misfit[] =>
  escalates !== undefined && outside
    ? [{ path, message: 'expected on the highest rung only, and another body is above' }]
    : [];

/** A team has one, its reminder comes before its list, and what goes up at once goes to a body that is above. */
export const misfitsOfTeamMeeting = (scheme: Scheme, body: Body, path: Path): Misfit[] => {
  const { kind, teamMeeting } = body;
  if (!teamMeeting) return kind === 'team' ? [{ path, message: 'expected for a team, which meets by it' }] : [];
  const { kinds, list, remind } = teamMeeting;
  const ladder = above(scheme, body.id);
  return [
    ...(kind === 'team' ? [] : [{ path, message: 'expected for a team only, and this body has an agenda' }]),
    ...(new Set(kinds.map(({ id }) => id)).size === kinds.length
      ? []
      : [{ path: [...path, 'kinds'], message: 'expected each id once' }]),
    ...(remind.before > list.before ? [] : [{ path, message: 'expected the reminder on a day before the list' }]),
    ...kinds.flatMap(({ to }, at) =>
      to !== undefined && !ladder.includes(to)
        ? [{ path: [...path, 'kinds', at, 'to'], message: `expected a body above, and "${to}" is not one` }]
        : [],
    ),
    ...(kinds.some((one) => one.case !== 'none') && registersWorked(scheme, body).length === 0
      ? [{ path, message: 'expected a body that escalates to one that takes people on' }]
      : []),
  ];
};

/** The ladder goes up and ends. */
export const misfitsOfLadder = (scheme: Scheme, body: Body, path: Path): Misfit[] => {
  const bodyCalled = (id: string | undefined) => scheme.bodies.find((other) => other.id === id);
  if (body.escalates === undefined) return [];
  const next = bodyCalled(body.escalates);
  if (!next) return [{ path, message: `expected a body of this scheme, and there is none called "${body.escalates}"` }];
  if (!next.agenda.includes('escalations'))
    return [{ path, message: `expected a body with the heading "escalations", and "${next.id}" has none` }];
  const passed = new Set([body.id]);
  for (let rung: Body | undefined = next; rung; rung = bodyCalled(rung.escalates)) {
    if (passed.has(rung.id)) return [{ path, message: 'expected a ladder that ends, and this one comes back' }];
    passed.add(rung.id);
  }
  return [];
};
