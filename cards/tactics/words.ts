import type { Tactic } from '../../services/rules/ragRules.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';

/** Whose option it is, by the agencies that sit: “Family Mosaic or Council Housing”. */
export const whoseTactic = (scheme: Scheme, { seats }: Body, { agency: kind }: Tactic): string =>
  scheme.agencies
    .filter((agency) => agency.kind === kind && seats.some((seat) => seat.agency === agency.id))
    .map(({ name }) => name)
    .join(' or ');

/** “Metropolitan Police: Daily joint enforcement …” */
export const tacticTitle = (scheme: Scheme, body: Body, tactic: Tactic): string =>
  `${whoseTactic(scheme, body, tactic)}: ${tactic.what}`;
