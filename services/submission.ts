/** A referral is handed in: screened, kept as it was that day, and announced. */

import { findDuplicates, indexChanges, linksWith } from './duplicates.ts';
import { judged, type Press, permitted, referralRow } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { replace } from './store.ts';
import { save, tell, type Work } from './work.ts';

/**
 * Submits the draft with its screening and tells the co-ordinators. Refused while something is missing or a hard criterion
 * is not met. 'somebody alike': earlier referrals may be about the same person, and the referrer has not been shown all of
 * them (`alike`); once shown, they are linked.
 */
export const submit = (
  work: Work,
  { referral, version, alike = [] }: Press & { readonly alike?: readonly string[] },
): Promise<'submitted' | 'already' | 'overtaken' | 'somebody alike'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'draft') return { changes: [], result: 'already' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    permitted(work, row.doc.agency, row.doc.body);
    const { lacking, screening } = await judged(work, row.doc);
    if (lacking[0])
      throw new Refusal(
        'incomplete',
        `The referral cannot be submitted yet. ${lacking[0].label} Press “Check answers”.`,
      );
    if (screening.hardStop)
      throw new Refusal('hard stop', `${screening.hardStop.why} ${screening.hardStop.advice} Your draft is kept.`);
    const { found } = await findDuplicates(work, row.doc.answers, referral);
    if (found.some(({ ref }) => !alike.includes(ref))) return { changes: [], result: 'somebody alike' };
    const at = work.now.toISOString();
    return {
      changes: [
        replace(row, {
          ...row.doc,
          ...(found.length > 0 && { links: linksWith([], found) }),
          state: 'submitted',
          submittedAt: at,
          screening,
          history: [...(row.doc.history ?? []), { what: 'submitted', at, by: work.actor.person }],
        }),
        ...(await indexChanges(work, referral, undefined, row.doc.answers)),
        ...work.coordinators.map((person) => tell(work, person, 'referral received', referral, row.doc.body)),
      ],
      result: 'submitted',
      whose: found.map(({ ref }) => ref),
    };
  });
