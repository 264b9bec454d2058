/** Of a whole scheme: that criteria name what there is and can be met. */
import { type Body, type Criterion, type Elsewhere, mostOf, type Scheme } from './scheme.ts';

export type Misfit = { path: (string | number)[]; message: string };

export const misfitsOfCriteria = (
  criteria: Criterion[],
  path: (string | number)[],
  body: Body,
  scheme: Scheme,
): Misfit[] => [
  ...repeated(criteria, path),
  ...criteria.flatMap((criterion, at) => misfitsOfCriterion(criterion, [...path, at], body, scheme)),
];

const misfitsOfCriterion = (criterion: Criterion, path: (string | number)[], body: Body, scheme: Scheme): Misfit[] => {
  const elsewhere = [
    ...misfitsOfElsewhere(criterion.hard, [...path, 'hard'], body, scheme),
    ...misfitsOfElsewhere(criterion.otherwise, [...path, 'otherwise'], body, scheme),
    ...(criterion.hard && criterion.otherwise
      ? [{ path, message: 'expected "hard" or "otherwise", and there are both' }]
      : []),
  ];
  switch (criterion.kind) {
    case 'any':
      return [...elsewhere, ...misfitsOfCriteria(criterion.of, [...path, 'of'], body, scheme)];
    case 'age':
      return (criterion.under ?? Number.POSITIVE_INFINITY) > (criterion.atLeast ?? 0)
        ? elsewhere
        : [
            ...elsewhere,
            { path: [...path, 'under'], message: 'expected more than "atLeast", or nobody is of the age' },
          ];
    case 'score':
      return [
        ...elsewhere,
        ...(criterion.lower && criterion.lower.atLeast >= criterion.atLeast
          ? [{ path: [...path, 'lower', 'atLeast'], message: `expected less than ${criterion.atLeast}` }]
          : []),
        ...misfitsOfCriteria(criterion.lower?.withOneOf ?? [], [...path, 'lower', 'withOneOf'], body, scheme),
      ];
    case 'offending':
      return [
        ...elsewhere,
        ...(criterion.offences ?? [])
          .filter((id) => !scheme.offences.some((offence) => offence.id === id))
          .map((id) => unknown('an offence', id, [...path, 'offences'])),
      ];
    case 'matrix': {
      const matrix = body.referrals?.matrices?.find((candidate) => candidate.id === criterion.matrix);
      if (!matrix) return [...elsewhere, unknown('a matrix', criterion.matrix, [...path, 'matrix'])];
      const most = mostOf(matrix);
      return criterion.atLeast <= most
        ? elsewhere
        : [
            ...elsewhere,
            { path: [...path, 'atLeast'], message: `expected at most ${most}, the most that this matrix can score` },
          ];
    }
    default:
      return elsewhere;
  }
};

const misfitsOfElsewhere = (
  elsewhere: Elsewhere | undefined,
  path: (string | number)[],
  body: Body,
  scheme: Scheme,
): Misfit[] =>
  (elsewhere?.bodies ?? []).flatMap((id) => {
    const other = scheme.bodies.find((candidate) => candidate.id === id);
    const at = [...path, 'bodies'];
    if (!other) return [unknown('a body', id, at)];
    return other.referrals && other.id !== body.id
      ? []
      : [{ path: at, message: `expected other bodies that take referrals, and "${id}" is not one` }];
  });

export const unknown = (what: string, id: string, path: (string | number)[]): Misfit => ({
  path,
  message: `expected ${what} of this scheme, and there is none called "${id}"`,
});

export const repeated = (things: { id: string }[], path: (string | number)[]): Misfit[] =>
  things
    .filter((thing, at) => things.findIndex((other) => other.id === thing.id) !== at)
    .map((thing) => ({ path, message: `expected each id once, and "${thing.id}" stands twice` }));
