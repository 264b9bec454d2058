/** Who looked at a case, read by key: what a page costs does not depend on how much was looked at. */
import { caseRow, refuseAside } from './cases.ts';
import { type Look, Looks } from './log.ts';
import type { PersonKey } from './person.ts';
import { namesOf, type Work } from './work.ts';

/** Looks on one page. */
const A_PAGE = 20;

export type LookedAt = {
  /** The newest first. */
  readonly looks: readonly Look[];
  readonly names: ReadonlyMap<string, string>;
  /** Behind which look the next page begins. */
  readonly more?: string;
};

/** Refused to whoever stands aside from the case. */
export const whoLooked = async (work: Work, ref: string, past?: string): Promise<LookedAt> => {
  const { doc } = await caseRow(work, ref);
  await refuseAside(work, ref, doc.body);
  const from = past?.startsWith(`${ref}|`) ? past : undefined;
  const rows = await work.store.views.list(work.area.id, Looks, `${ref}|`, A_PAGE + 1, from);
  const shown = rows.slice(0, A_PAGE);
  const last = shown.at(-1);
  return {
    looks: shown.map((row) => row.doc),
    names: await namesOf(
      work,
      shown.map((row) => row.doc.who as PersonKey),
    ),
    ...(rows.length > A_PAGE && last && { more: last.id }),
  };
};
