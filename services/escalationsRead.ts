/** What of a list somebody may read: nothing of a restricted case that is closed to them. */
import { type Case, Cases } from './caseModel.ts';
import { isOutside } from './cases.ts';
import type { PersonKey } from './person.ts';
import type { Work } from './work.ts';

type Reader = Pick<Work, 'store' | 'area'> & { readonly actor: { readonly person: PersonKey } };

export const listReadable = async <One extends { readonly ref?: string }>(
  { store, area, actor }: Reader,
  all: readonly One[],
): Promise<One[]> => {
  const about = await casesAbout({ store, area }, all);
  return all.filter(({ ref }) => !isOutside(about.get(ref ?? ''), actor.person));
};

/** The cases that these are about, each read once, by reference. */
export const casesAbout = async (
  { store, area }: Pick<Work, 'store' | 'area'>,
  all: readonly { readonly ref?: string }[],
): Promise<ReadonlyMap<string, Case>> => {
  const refs = [...new Set(all.flatMap(({ ref }) => ref ?? []))];
  const rows = await Promise.all(refs.map((ref) => store.get(area.id, Cases, ref)));
  return new Map(rows.flatMap((row) => (row ? [[row.doc.ref, row.doc]] : [])));
};
