/** An agency may have a gatekeeper, who releases its referrals to the panel or returns them (G Q8). */
import { indexChanges } from './duplicates.ts';
import type { Referral } from './model.ts';
import { keepsFor } from './permission.ts';
import { referralChanged, referralsFrom } from './referralIndex.ts';
import { markOf, type Press, referralRow, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import { worksFor } from './rules/leave.ts';
import type { Row } from './store.ts';
import { arriving } from './submission.ts';
import { save, tell, type Work } from './work.ts';

type Released = 'released' | 'already' | 'overtaken';

/** The referral goes on to the panel, screened as of now. */
export const release = (work: Work, { referral, version }: Press): Promise<Released> =>
  save<Released>(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'with gatekeeper') return { changes: [], result: 'already' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    const { referral: after, changes } = await arriving(
      work,
      withEvents(row.doc, { what: 'released', ...markOf(work) }),
    );
    return {
      changes: [
        ...(await referralChanged(work, row, after)),
        ...changes,
        tell(work, row.doc.referrer, 'referral news', referral, row.doc.body),
      ],
      result: 'released',
    };
  });

/** Back to its referrer as a draft, with a comment. */
export const giveBack = (
  work: Work,
  { referral, version, why }: Press & { readonly why: string },
): Promise<'returned' | 'already' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'with gatekeeper') return { changes: [], result: 'already' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    const { changing: _, links: __, ...rest } = row.doc;
    const draft: Referral = { ...rest, state: 'draft', changedAt: work.now.toISOString() };
    return {
      changes: [
        ...(await referralChanged(work, row, withEvents(draft, { what: 'returned', why, ...markOf(work) }))),
        // Until it is submitted again nobody finds it.
        ...(await indexChanges(work, referral, row.doc.answers, undefined)),
        tell(work, row.doc.referrer, 'referral news', referral, row.doc.body),
      ],
      result: 'returned',
    };
  });

/** What the person sees of their agencies' referrals as the gatekeeper, or in their place: all that was handed in, the newest first. */
export const referralsKept = async (work: Pick<Work, 'store' | 'area' | 'actor' | 'now'>): Promise<Row<Referral>[]> => {
  const { area, actor, now } = work;
  const own = worksFor(area.leave ?? {}, actor.person, dayIn(now));
  const agencies = Object.entries(area.gatekeepers ?? {}).flatMap(([agency, keeper]) =>
    keeper === actor.person || (keeper && own.includes(keeper) && agency === actor.agency) ? [agency] : [],
  );
  if (agencies.length === 0)
    throw new Refusal('no gatekeeper', 'You are not the gatekeeper of an agency. The co-ordinator names one: “seats”.');
  return (await referralsFrom(work, agencies)).filter(({ doc }) => keepsFor(area, actor, doc, own));
};
