/** Referrals that a body declined and that its criteria of today would take, as after a threshold has fallen. */
import type { Referral } from './model.ts';
import { declinedOf } from './referralIndex.ts';
import { dayIn } from './rules/days.ts';
import type { Screening } from './rules/screening.ts';
import { wouldNowMeet } from './rules/screening.ts';
import { bodyOf, schemeOf, type Work } from './work.ts';

type Declined = Referral & { readonly screening: Screening };

export const declinesToReconsider = async (
  place: Pick<Work, 'store' | 'area' | 'scheme' | 'now'>,
): Promise<Referral[]> => {
  const declined = (await declinedOf(place))
    .map(({ doc }) => doc)
    .filter((referral): referral is Declined => referral.screening !== undefined);
  return [...Map.groupBy(declined, ({ body }) => body)].flatMap(([body, referrals]) =>
    wouldNowMeet(schemeOf(place), bodyOf(place, body), referrals, { day: dayIn(place.now) }),
  );
};
