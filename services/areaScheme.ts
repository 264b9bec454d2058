/** The scheme of an area: what its file says, and who has joined since. */
import type { Area } from './model.ts';
import { withJoined } from './rules/joined.ts';
import type { Scheme, Schemes } from './rules/scheme.ts';

export const schemeOfArea = (schemes: Schemes, area: Pick<Area, 'scheme' | 'joined'>): Scheme | null => {
  const scheme = schemes[area.scheme ?? ''];
  return scheme ? withJoined(scheme, area.joined ?? []) : null;
};
