/** A case as somebody opens it. */

import type { Case } from './caseModel.ts';
import { caseRow, refuseAside } from './cases.ts';
import type { PersonKey } from './model.ts';
import type { Row } from './store.ts';
import { type CaseEvent, timelineOf } from './timeline.ts';
import { namesOf, type Work } from './work.ts';

/** Events one look at the history reads. */
const EVENTS = 20;

export type CaseSeen = {
  readonly doc: Case;
  readonly version: number;
  readonly events: readonly Row<CaseEvent>[];
  readonly names: ReadonlyMap<PersonKey, string>;
};

/** Refused to whoever stands aside from it. */
export const lookAtCase = async (work: Work, ref: string): Promise<CaseSeen> => {
  const { doc, version } = await caseRow(work, ref);
  await refuseAside(work, ref, doc.body);
  const events = await timelineOf(work, ref, EVENTS);
  const people = [doc.leadProfessional, doc.policeContact, ...events.map((event) => event.doc.by)];
  const names = await namesOf(
    work,
    people.filter((person) => person !== undefined),
  );
  return { doc, version, events, names };
};
