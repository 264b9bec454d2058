/** By what an action is found: its owner, its case, and while it is open its body. */

import { type Entry, reindexed } from './indexing.ts';
import { type Action, Actions, ActionsBy } from './model.ts';
import { type Change, create, type Row, replace } from './store.ts';
import type { Work } from './work.ts';

/** Under what a list of actions begins; each list is in the order of the due dates. */
export const listed = {
  /** A person's own, until completed. */
  owner: (person: string) => `owner|${person}|`,
  case: (ref: string) => `case|${ref}|`,
  open: (body: string) => `open|${body}|`,
  declined: (body: string) => `declined|${body}|`,
} as const;

export const entriesOf = (doc: Action): Entry[] => {
  const open = doc.state !== 'completed';
  return [
    listed.case(doc.ref),
    ...(open ? [listed.open(doc.body)] : []),
    ...(open && doc.state !== 'declined' ? [listed.owner(doc.owner)] : []),
    ...(doc.state === 'declined' ? [listed.declined(doc.body)] : []),
  ].map((under) => ({ of: ActionsBy, id: `${under}${doc.due}|${doc.id}`, doc }));
};

export const actionMade = (doc: Action): Change[] => [
  create(Actions, doc.id, doc),
  ...entriesOf(doc).map(({ of, id, doc: row }) => create(of, id, row)),
];

export const actionChanged = async (
  place: Pick<Work, 'store' | 'area'>,
  row: Row<Action>,
  doc: Action,
): Promise<Change[]> => [replace(row, doc), ...(await reindexed(place, entriesOf(row.doc), entriesOf(doc)))];
