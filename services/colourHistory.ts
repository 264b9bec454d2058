/** Every colour a case has had, and what was decided for release, the newest first. */

import type { Case } from './caseModel.ts';
import { caseRow, refuseAside } from './cases.ts';
import type { PersonKey } from './model.ts';
import { type CaseEvent, timelineOf } from './timeline.ts';
import { namesOf, type Work } from './work.ts';

const AT_ONCE = 200;
/** Events read at most: years of a busy case. */
const MOST = 4_000;

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
  let past: string | undefined;
  for (let read = 0; read < MOST; read += AT_ONCE) {
    const rows = await timelineOf(work, ref, AT_ONCE, past);
    events.push(...rows.map((row) => row.doc).filter(({ what }) => ABOUT.some((about) => about === what)));
    past = rows.at(-1)?.id;
    if (rows.length < AT_ONCE) break;
  }
  return {
    doc,
    events,
    names: await namesOf(
      work,
      events.map(({ by }) => by),
    ),
  };
};
