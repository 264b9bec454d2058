/** Every colour a case has had, and what was decided for release, the newest first. */

import type { Case } from './caseModel.ts';
import { caseRow, refuseAside } from './cases.ts';
import type { PersonKey } from './model.ts';
import { inOrder } from './reading.ts';
import { type CaseEvent, CaseEvents } from './timeline.ts';
import { namesOf, type Work } from './work.ts';

const AT_ONCE = 200;

const ABOUT = ['colour', 'colour for release', 'monitoring', 'custody', 'released'] as const;

export type ColourHistory = {
  readonly doc: Case;
  readonly events: readonly CaseEvent[];
  readonly names: ReadonlyMap<PersonKey, string>;
};

export const colourHistory = async (work: Work, ref: string): Promise<ColourHistory> => {
  const { doc } = await caseRow(work, ref);
  await refuseAside(work, ref, doc.body);
  const events: CaseEvent[] = [];
  for await (const { doc: event } of inOrder(work.store, work.area.id, CaseEvents, `${ref}|`, AT_ONCE))
    if (ABOUT.some((about) => about === event.what)) events.push(event);
  return {
    doc,
    events,
    names: await namesOf(
      work,
      events.map(({ by }) => by),
    ),
  };
};
