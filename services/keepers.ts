/** Who releases what an agency refers while its gatekeeper is on leave. */
import { Members, type PersonKey, type Referral } from './model.ts';
import { keepsFor } from './permission.ts';
import { dayIn } from './rules/days.ts';
import { receiver } from './rules/leave.ts';
import type { Work } from './work.ts';

/** The stand-in, where they may: somebody of the agency who did not write it. */
export const keeperInPlace = async (
  { store, area, now }: Pick<Work, 'store' | 'area' | 'now'>,
  referral: Pick<Referral, 'agency' | 'referrer'>,
): Promise<PersonKey | undefined> => {
  const keeper = area.gatekeepers?.[referral.agency];
  if (!keeper) return undefined;
  const { person } = receiver(area.leave ?? {}, keeper, dayIn(now));
  const agency = (await store.get(area.id, Members, person))?.doc.agency;
  return person !== keeper && keepsFor(area, { person, agency }, referral, [keeper]) ? person : undefined;
};
