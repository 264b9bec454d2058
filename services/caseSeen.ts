/** A case as somebody opens it. */

import { listed } from './actionIndex.ts';
import type { Case } from './caseModel.ts';
import { caseRow, refuseAside } from './cases.ts';
import { type Action, ActionsBy, type PersonKey } from './model.ts';
import type { Row } from './store.ts';
import { type CaseEvent, timelineOf } from './timeline.ts';
import { namesOf, type Work } from './work.ts';

/** Events one look at the history reads. */
const EVENTS = 20;
/** Actions one look at a case reads. */
const ACTIONS = 60;

export type CaseSeen = {
  readonly doc: Case;
  readonly version: number;
  readonly events: readonly Row<CaseEvent>[];
  /** In the order of their due dates. */
  readonly actions: readonly Action[];
  readonly names: ReadonlyMap<PersonKey, string>;
};

/** Refused to whoever stands aside from it. */
export const lookAtCase = async (work: Work, ref: string): Promise<CaseSeen> => {
  const { doc, version } = await caseRow(work, ref);
  await refuseAside(work, ref, doc.body);
  const events = await timelineOf(work, ref, EVENTS);
  const actions = (await work.store.list(work.area.id, ActionsBy, listed.case(ref), ACTIONS)).map((row) => row.doc);
  const people = [
    doc.leadProfessional,
    doc.policeContact,
    ...events.map((event) => event.doc.by),
    ...actions.map(({ owner }) => owner),
  ];
  const names = await namesOf(
    work,
    people.filter((person) => person !== undefined),
  );
  return { doc, version, events, actions, names };
};
