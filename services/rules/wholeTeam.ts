/** Of a whole scheme: the meeting of a team, and who is above the highest body. */
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
