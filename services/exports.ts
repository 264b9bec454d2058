/** Files that people take away: asked for, made ready by itself, handed over to the person who asked. */
import { createHash } from 'node:crypto';
import { AREA, PEOPLE } from './area.ts';
import { sweptAway } from './bundles.ts';
import { type CaseLine, Cases } from './caseModel.ts';
import { caseRow, refuseAside } from './cases.ts';
import {
  type Export,
  type ExportOf,
  type ExportPart,
  ExportParts,
  Exports,
  KEPT_FOR,
  LINK_FOR,
  type Link,
  Links,
  partsUnder,
} from './exportModel.ts';
import { importRow } from './imports.ts';
import { Areas, Referrals } from './model.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import type { BodyId } from './rules/scheme.ts';
import { create, type Row, remove, replace, type Store } from './store.ts';
import { bodyOf, entryOf, must, save, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

export const exportRow = async (place: Place, id: string): Promise<Row<Export>> =>
  must(await place.store.get(place.area.id, Exports, id), 'a file');

/** Whether a line of the register may go out to whoever asked for the file. */
export const mayLeave = (person: PersonKey, { restrictedTo }: Pick<CaseLine, 'restrictedTo'>): boolean =>
  restrictedTo === undefined || restrictedTo.includes(person);

/** A case; or a referral that became none, once it has reached the panel. */
const aboutWhom = async (work: Work, ref: string): Promise<{ readonly body: BodyId }> => {
  const { store, area } = work;
  const referral = (await store.get(area.id, Cases, ref)) ? undefined : await store.get(area.id, Referrals, ref);
  const isHere = referral && !['draft', 'with gatekeeper'].includes(referral.doc.state);
  return isHere ? referral.doc : (await caseRow(work, ref)).doc;
};

const fileOf = async (work: Work, of: ExportOf): Promise<string> => {
  const today = dayIn(work.now);
  switch (of.kind) {
    case 'register':
      bodyOf(work, of.body);
      return `register-${of.body}-${today}.csv`;
    case 'person': {
      const { body } = await aboutWhom(work, of.ref);
      await refuseAside(work, of.ref, body);
      return `held-on-${of.ref}-${today}.${of.as}`;
    }
    case 'findings':
      await importRow(work, of.import);
      return `to-put-right-${today}.csv`;
  }
};

/** Files that one area keeps at the same time. */
const MOST_KEPT = 10;

/** A second press on the same while it is being made brings that one. */
export const askForExport = (work: Work, of: ExportOf): Promise<Export> =>
  save(work, async () => {
    const file = await fileOf(work, of);
    const all = (await work.store.list(work.area.id, Exports)).map(({ doc }) => doc);
    const open = all.filter(({ state }) => state !== 'gone');
    const same = open.find(
      (one) => one.state === 'making' && one.by === work.actor.person && JSON.stringify(one.of) === JSON.stringify(of),
    );
    if (same) return { changes: [], result: same };
    if (open.length >= MOST_KEPT)
      throw new Refusal('full', `${MOST_KEPT} files are kept already, each for an hour. Please try again later.`);
    const doc: Export = {
      id: work.newId(),
      of,
      file,
      by: work.actor.person,
      at: work.now.toISOString(),
      state: 'making',
      parts: 0,
      bytes: 0,
      lines: 0,
      leftOut: 0,
    };
    return { changes: [create(Exports, doc.id, doc)], result: doc };
  });

/** The file, ready, of the person who asked for it. */
export const readyExport = async (work: Work, id: string): Promise<Export> => {
  const { doc } = await exportRow(work, id);
  if (doc.by !== work.actor.person) throw new Refusal('not yours', 'Only whoever asked for this file can take it.');
  if (doc.state === 'making') throw new Refusal('not ready', 'The file is not ready yet. You are told when it is.');
  if (doc.state === 'gone' || isOld(doc, work.now))
    throw new Refusal('gone', 'This file was kept for an hour and is gone. Ask for it again: “export”.');
  return doc;
};

export const isOld = ({ readyAt, at }: Export, now: Date): boolean =>
  now.getTime() - new Date(readyAt ?? at).getTime() > KEPT_FOR;

const partsOf = (store: Store, area: string, doc: Export): Promise<Row<ExportPart>[]> =>
  store.list(area, ExportParts, partsUnder(doc));

/** Says in the log whose data goes to whom, before any of it does; answers with the bytes. */
const disclosed = async (
  work: Pick<Work, 'store' | 'newId'> & Parameters<typeof entryOf>[0],
  doc: Export,
): Promise<Buffer> => {
  const parts = await partsOf(work.store, work.area.id, doc);
  if (parts.length !== doc.parts) throw new Error('parts of a file are missing');
  for (const whose of new Map(parts.map(({ doc: part }) => [part.whose.join('|'), part.whose])).values())
    if (whose.length > 0)
      await work.store.record(work.area.id, {
        ...entryOf(work, work.newId()),
        category: 'disclosure',
        whose,
        recipients: [doc.by],
      });
  return Buffer.concat(parts.map(({ doc: part }) => Buffer.from(part.text)));
};

/** The bytes of a file for the person at work, who asked for it. */
export const takeExport = async (work: Work, id: string): Promise<{ doc: Export; bytes: Buffer }> => {
  const doc = await readyExport(work, id);
  return { doc, bytes: await disclosed(work, doc) };
};

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The token of a link that works once; only its hash is kept. */
export const makeLink = async (work: Work, id: string, token: string): Promise<Link> => {
  const doc = await readyExport(work, id);
  const until = new Date(work.now.getTime() + LINK_FOR).toISOString();
  const link: Link = { area: work.area.id, export: doc.id, by: doc.by, until };
  const made = await work.store.commit(PEOPLE, [create(Links, hashOf(token), link)]);
  if (made === 'overtaken') throw new Error('the same token twice');
  return link;
};

type Opening = { readonly store: Store; readonly now: Date; readonly newId: () => string };

const linkRow = async ({ store, now }: Opening, token: string): Promise<Row<Link> | undefined> => {
  const row = await store.get(PEOPLE, Links, hashOf(token));
  return row && new Date(row.doc.until) > now ? row : undefined;
};

/** Whether a link would work, without using it up: programs that look at links in messages do no harm. */
export const linkWorks = async (opening: Opening, token: string): Promise<boolean> =>
  (await linkRow(opening, token)) !== undefined;

/** The file behind a link, once; undefined for a link that never was, was used, or is too old. */
export const openLink = async (
  opening: Opening,
  token: string,
): Promise<{ file: string; bytes: Buffer } | undefined> => {
  const { store, now, newId } = opening;
  const row = await linkRow(opening, token);
  if (!row) return undefined;
  const [area, found] = await Promise.all([
    store.get(row.doc.area, Areas, AREA),
    store.get(row.doc.area, Exports, row.doc.export),
  ]);
  if (!area || found?.doc.state !== 'ready' || isOld(found.doc, now)) return undefined;
  // Whoever takes the row away has the file.
  if ((await store.commit(PEOPLE, [remove(row)])) === 'overtaken') return undefined;
  const bytes = await disclosed(
    {
      ...{ store, newId, now, area: area.doc, scheme: null, schemes: {}, coordinators: [] },
      ...{ verb: 'export.download', category: 'disclosure', whose: [] },
      actor: { person: row.doc.by, name: '', coordinator: false },
    },
    found.doc,
  );
  return { file: found.doc.file, bytes };
};

/** What has been kept for its hour goes; whether there was anything left to do. */
export const sweepExport = async (work: Work, row: Row<Export>): Promise<boolean> => {
  if (await sweptAway(work.store, work.area.id, [ExportParts], `${row.id}|`)) return true;
  await save(work, async () => {
    const now = must(await work.store.get(work.area.id, Exports, row.id), 'a file');
    return { changes: now.doc.state === 'gone' ? [] : [replace(now, { ...now.doc, state: 'gone' })], result: false };
  });
  return false;
};

/** Links that nobody used in their time. */
export const sweepLinks = async (store: Store, now: Date): Promise<void> => {
  for (const row of await store.list(PEOPLE, Links))
    if (new Date(row.doc.until) <= now) await store.commit(PEOPLE, [remove(row)]);
};
