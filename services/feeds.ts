/** The police feed as people look at it: who may drop it, what came of a file, whether today's is there. */
import { FeedFaults, type FeedFile, FeedFiles } from './feedModel.ts';
import type { Fault } from './importModel.ts';
import { Feeds } from './overnightModel.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import { type FeedStanding, feedLooksFrom, feedStanding } from './rules/feed.ts';
import type { Row } from './store.ts';
import { schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

/** Whether this person is of the police, by the agency that is recorded. */
export const isPolice = (work: Pick<Work, 'scheme' | 'actor'>): boolean =>
  schemeOf(work).agencies.some(({ id, kind }) => id === work.actor.agency && kind === 'police');

/** “Richmond Police” */
export const policeAgencies = (work: Pick<Work, 'scheme'>): string[] =>
  schemeOf(work)
    .agencies.filter(({ kind }) => kind === 'police')
    .map(({ name }) => name);

/** Of whoever dropped it only: what is wrong with a line quotes it. */
export const feedRow = async (work: Place & Pick<Work, 'actor'>, id: string): Promise<Row<FeedFile>> => {
  const row = await work.store.get(work.area.id, FeedFiles, id);
  if (!row) throw new Refusal('gone', 'What came of this file was kept for a week and is gone.');
  if (row.doc.by !== work.actor.person)
    throw new Refusal('not yours', 'Only whoever dropped this file can look at what came of it.');
  return row;
};

/** The newest first. */
export const feedFilesOf = async ({ store, area, actor }: Place & Pick<Work, 'actor'>): Promise<FeedFile[]> =>
  (await store.list(area.id, FeedFiles))
    .map(({ doc }) => doc)
    .filter(({ by }) => by === actor.person)
    .sort((a, b) => b.at.localeCompare(a.at));

/** Findings on one page of the card. */
export const FEED_FINDINGS = 15;

export type FeedFindings = { readonly faults: readonly Fault[]; readonly pages: number };

/** One page of the findings, in the order of the lines. */
export const feedFindings = async ({ store, area }: Place, doc: FeedFile, page: number): Promise<FeedFindings> => {
  const pages = Math.max(1, Math.ceil(doc.faults / FEED_FINDINGS));
  const at = Math.min(page, pages);
  if (doc.faults === 0) return { faults: [], pages };
  const rows = await store.list(area.id, FeedFaults, `${doc.id}|${doc.reading}|`, at * FEED_FINDINGS);
  return { faults: rows.slice((at - 1) * FEED_FINDINGS).map((row) => row.doc), pages };
};

/** Whether today's feed is there. */
export const feedToday = async ({ store, area }: Place, today: Day): Promise<FeedStanding> => {
  const [feeds, files] = await Promise.all([
    store.list(area.id, Feeds, '', undefined, feedLooksFrom(today)),
    store.list(area.id, FeedFiles),
  ]);
  return feedStanding(
    feeds.map(({ doc }) => doc),
    today,
    files.some(({ doc }) => doc.state === 'taking' && doc.day === today),
  );
};
