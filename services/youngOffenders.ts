/** The deter young offenders of an area, for those who follow them in each agency (Richmond 3.6). */
import { facet } from './caseIndex.ts';
import { type Case, Cases, OnRegister } from './caseModel.ts';
import { isHidden, isOutside } from './cases.ts';
import type { PersonKey } from './model.ts';
import type { Work } from './work.ts';

/** Every case that is flagged and open to the reader, of all bodies, the oldest reference first. */
export const youngOffenders = async (
  { store, area }: Pick<Work, 'store' | 'area'>,
  reader: PersonKey,
): Promise<Case[]> => {
  const lines = await store.list(area.id, OnRegister, facet.young());
  const rows = await Promise.all(lines.map(({ doc }) => store.get(area.id, Cases, doc.ref)));
  return rows.flatMap((row) => (row && !isOutside(row.doc, reader) && !isHidden(area, row.doc) ? [row.doc] : []));
};
