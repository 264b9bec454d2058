/** What of a list somebody may read: nothing of a restricted case that is closed to them. */
import { Cases } from './caseModel.ts';
import { isOutside } from './cases.ts';
import type { PersonKey } from './person.ts';
import type { Work } from './work.ts';

type Reader = Pick<Work, 'store' | 'area'> & { readonly actor: { readonly person: PersonKey } };

export const listReadable = async <One extends { readonly ref?: string }>(
  { store, area, actor }: Reader,
  all: readonly One[],
): Promise<One[]> => {
  const about = await Promise.all(
    all.map(async ({ ref }) => (ref === undefined ? undefined : (await store.get(area.id, Cases, ref))?.doc)),
  );
  return all.filter((_, at) => !isOutside(about[at], actor.person));
};
