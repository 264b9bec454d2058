/** Whoever was removed and is referred again brings their former case along, to those who may open it. */
import { type Case, Cases } from './caseModel.ts';
import { isHidden, standsAside } from './cases.ts';
import type { Meeting, Referral } from './model.ts';
import { rolesOf, workers } from './permission.ts';
import type { Row } from './store.ts';
import { type CaseEvent, timelineOf } from './timeline.ts';
import type { Work } from './work.ts';

/** Events of each that the papers of a new referral show; the case itself has all of them. */
const EVENTS = 20;

export type Former = { readonly doc: Case; readonly events: readonly Row<CaseEvent>[]; readonly more: boolean };

/** Of links that somebody has confirmed; `meeting`: at which the papers are read, for a substitute. */
export const formerCases = async (work: Work, { links = [] }: Referral, meeting?: Meeting): Promise<Former[]> => {
  const same = links.filter(({ verdict }) => verdict === 'same person');
  const rows = await Promise.all(same.map(({ ref }) => work.store.get(work.area.id, Cases, ref)));
  const opens = (doc: Case): boolean => {
    const roles = rolesOf(work.area, work.scheme, work.actor, {
      case: doc,
      ...(meeting?.body === doc.body && { meeting }),
    });
    return workers.some((role) => roles.has(role));
  };
  const former: Former[] = [];
  for (const doc of rows.flatMap((row) => (row ? [row.doc] : [])))
    if (
      doc.state === 'removed' &&
      !isHidden(work.area, doc) &&
      opens(doc) &&
      !(await standsAside(work, doc.ref, doc.body))
    ) {
      const events = await timelineOf(work, doc.ref, EVENTS + 1);
      former.push({ doc, events: events.slice(0, EVENTS), more: events.length > EVENTS });
    }
  return former;
};
