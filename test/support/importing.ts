/** Registers as files, of invented people, and the way of one through the services of the import. */
import { AREA } from '../../services/area.ts';
import { Cases } from '../../services/caseModel.ts';
import { type Import, Imports } from '../../services/importModel.ts';
import { stepImport } from '../../services/importSteps.ts';
import { dropFile } from '../../services/imports.ts';
import { Areas } from '../../services/model.ts';
import type { Store } from '../../services/store.ts';
import { must, type Work } from '../../services/work.ts';
import { AREA_ID, people, seed } from './builders.ts';
import { referring } from './referring.ts';

export const HEADINGS = [
  ...['Name', 'Date of birth', 'PNC id', 'Town', 'Body', 'Category', 'Owner agency', 'Lead agency'],
  ...['Lead professional', 'Consent', 'Adopted on', 'Accommodation'],
] as const;
export type Heading = (typeof HEADINGS)[number];
export type Person = Partial<Record<Heading, string>>;

const given = [
  'Quillon',
  'Zebedee',
  'Marlowe',
  'Tansy',
  'Isolde',
  'Barnaby',
  'Corwin',
  'Delphine',
  'Emeric',
  'Fenella',
];
const family = ['Testerby', 'Nonesuch', 'Specimen', 'Mockridge', 'Fictive', 'Imaginer', 'Pretendham', 'Notreal'];

const two = (of: number): string => String(of).padStart(2, '0');

/** The nth invented person, like nobody else in the same file. */
export const person = (n: number, change: Person = {}): Person => ({
  Name: `${given[n % given.length]} ${family[Math.floor(n / given.length) % family.length]}${'x'.repeat(Math.floor(n / 80) % 4)}`,
  'Date of birth': `${1960 + (n % 45)}-${two(1 + (Math.floor(n / 45) % 12))}-${two(1 + (Math.floor(n / 540) % 28))}`,
  'PNC id': `${2000 + (n % 20)}/${String(n).padStart(7, '0')}A`,
  Town: 'Twickenham Riverside',
  Body: 'IOM Panel',
  Category: 'Repeat offender',
  'Owner agency': 'Probation',
  'Lead agency': 'Richmond Police',
  'Lead professional': 'Tom Sample',
  Consent: 'given',
  'Adopted on': '14/03/2026',
  Accommodation: 'red',
  ...change,
});

export const fileOf = (all: readonly Person[], headings: readonly Heading[] = HEADINGS, separator = ','): string =>
  [headings, ...all.map((one) => headings.map((heading) => one[heading] ?? ''))]
    .map((cells) =>
      cells.map((cell) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator),
    )
    .join('\r\n');

/** The co-ordinator's way of a file; `store` in place of the table service's. */
export const importing = async (store?: Store) => {
  const panel = await referring();
  if (store) await seed(store);
  const own = store ?? panel.store;
  const area = async () => must(await own.get(AREA_ID, Areas, AREA), 'a team').doc;
  const by = async (change: Partial<Work> = {}): Promise<Work> => ({
    ...panel.by(people.coordinator),
    store: own,
    area: await area(),
    newId: () => crypto.randomUUID().slice(0, 13),
    ...change,
  });
  const row = async (id: string) => must(await own.get(AREA_ID, Imports, id), 'an import');
  const claim = { heldBy: 'test', until: new Date(Date.now() + 60_000).toISOString() };
  const step = async (id: string, bytes: Uint8Array | string = '') =>
    stepImport(await by(), id, claim, async () => bytes);
  /** On until it waits for somebody, or has nothing more to do; `before` hears of each step before it is taken. */
  const run = async (id: string, bytes?: Uint8Array | string, before?: (doc: Import) => Promise<unknown>) => {
    do await before?.((await row(id)).doc);
    while ((await step(id, bytes)) === 'more');
    return (await row(id)).doc;
  };
  const drop = async (text: string | Uint8Array, file = 'register.csv') => {
    const { id } = await dropFile(await by(), { file, source: 'https://example.sharepoint.com/register' });
    return run(id, typeof text === 'string' ? Buffer.from(text) : text);
  };
  const asked = async (id: string) => ({ import: id, version: (await row(id)).version });
  const cases = async () => (await own.list(AREA_ID, Cases)).map(({ doc }) => doc);
  return { store: own, area, by, row, step, run, drop, asked, cases };
};
