/** What the rungs of an escalation are called. */
import type { Rung } from '../../services/escalationModel.ts';
import type { Scheme } from '../../services/rules/scheme.ts';

/** What a rung is called; the highest may have somebody above it who is no body of the scheme. */
export const rungName = (scheme: Scheme, id: string): string =>
  scheme.bodies.find((body) => body.id === id)?.name ?? id;

export const rungTitle = (rung: Rung, scheme: Scheme): string => {
  const body = rungName(scheme, rung.body);
  switch (rung.what) {
    case 'raised':
      return `Raised in the ${body}`;
    case 'sent up':
      return `Sent by the ${body} to the ${rungName(scheme, rung.to)}`;
    case 'told outside':
      return `${rung.to} told, for the ${body}`;
    case 'answered':
      return rung.outside ? `Answer of ${rung.outside}, recorded by the ${body}` : `Answer of the ${body}`;
  }
};
