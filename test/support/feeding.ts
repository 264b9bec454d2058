/** Feeds of the police as files, about invented people, and the way of one through the services. */
import { type Case, Cases } from '../../services/caseModel.ts';
import { type FeedFile, FeedFiles } from '../../services/feedModel.ts';
import { stepFeed } from '../../services/feedSteps.ts';
import { feedFindings } from '../../services/feeds.ts';
import { Imports } from '../../services/importModel.ts';
import { stepImport } from '../../services/importSteps.ts';
import { dropFile } from '../../services/imports.ts';
import { type FeedColumn, feedHeading } from '../../services/rules/feedColumns.ts';
import { schemes } from '../../services/schemes/index.ts';
import type { Store } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { must, type Work } from '../../services/work.ts';
import { AREA_ID, people } from './builders.ts';
import { caseOf, laid } from './cases.ts';
import { importing } from './importing.ts';

export type FeedRow = Partial<Record<FeedColumn, string>>;

/** The nth invented person's PNC id. */
export const pnc = (n: number): string => `2014/${String(100 + n).padStart(7, '0')}A`;

export const feedOf = (
  rows: readonly FeedRow[],
  columns: readonly FeedColumn[] = [...new Set(rows.flatMap((row) => Object.keys(row) as FeedColumn[]))],
  separator = ',',
): string =>
  [columns.map(feedHeading), ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) =>
      cells.map((cell) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator),
    )
    .join('\r\n');

export const refOf = (n: number): string => `LONDON-2026-${String(n).padStart(3, '0')}`;

/** On the register of London's panel, which has colours and court dates. */
export const fedCase = (n: number, change: Partial<Case> = {}): Case =>
  caseOf({
    ref: refOf(n),
    identity: { name: `Quillon Testerby ${n}`, pncId: pnc(n) },
    owner: 'police',
    leadAgency: 'probation',
    leadProfessional: people.chair,
    policeContact: people.police,
    rag: { colour: 'amber', since: caseOf().reviewOn, why: 'He engages and wants help.' },
    ...change,
  });

/** A police officer's way of a file; `store` in place of the table service's. */
export const feeding = async (cases: readonly Case[], store?: Store) => {
  const the = await importing(store);
  for (const doc of cases) await the.store.commit(AREA_ID, laid(doc));
  const by = async (change: Partial<Work> = {}): Promise<Work> => ({
    ...(await the.by()),
    scheme: schemes.london ?? null,
    actor: { person: people.police, name: '', agency: 'police', coordinator: false },
    category: 'collection',
    verb: 'feed.take',
    ...change,
  });
  const claim = { heldBy: 'test', until: new Date(Date.now() + 60_000).toISOString() };
  /** As far as it is known whether it is a feed. */
  const received = async (text: string | Uint8Array, change: Partial<Work> = {}): Promise<string> => {
    const { id } = await dropFile(await by(change), {
      file: 'feed.csv',
      source: 'https://example.sharepoint.com/feed',
    });
    await stepImport(await by(change), id, claim, async () => (typeof text === 'string' ? Buffer.from(text) : text));
    return id;
  };
  const row = async (id: string) => must(await the.store.get(AREA_ID, FeedFiles, id), 'a feed');
  const step = async (id: string, change: Partial<Work> = {}) => stepFeed(await by(change), id, claim);
  const run = async (id: string, change: Partial<Work> = {}): Promise<FeedFile> => {
    while ((await step(id, change)) === 'more');
    return (await row(id)).doc;
  };
  const drop = async (text: string | Uint8Array, change: Partial<Work> = {}): Promise<FeedFile> =>
    run(await received(text, change), change);
  return {
    store: the.store,
    by,
    received,
    row,
    step,
    run,
    drop,
    import: (id: string) => the.store.get(AREA_ID, Imports, id),
    caseNow: async (n: number): Promise<Case> => must(await the.store.get(AREA_ID, Cases, refOf(n)), 'a case').doc,
    happened: async (n: number) => (await timelineOf(await by(), refOf(n), 200)).map(({ doc }) => doc),
    findings: async (doc: FeedFile, page = 1) => feedFindings(await by(), doc, page),
  };
};
