/** What may import what, and what stays out of the sources: the layout as a table that is executed. */
import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

type Folder = {
  /** Folders (without those that have a line of their own) and single files of the project. */
  readonly imports: readonly string[];
  readonly packages: RegExp;
};

const PURE = /^(zod|date-holidays|damerau-levenshtein|temporal-polyfill)$/;
/** Neither the Bot Framework nor its web server nor Azure. */
const NO_SDK = /^(?!botbuilder|botframework|restify$|@azure\/)/;

const TABLE: { readonly [folder: string]: Folder } = {
  'services/rules': { imports: ['services/rules'], packages: PURE },
  'services/schemes': { imports: ['services/schemes', 'services/rules'], packages: /^(zod|node:fs)$/ },
  'services/tables': {
    imports: ['services/tables', 'services/store.ts', 'services/log.ts', 'services/model.ts'],
    packages: /^(@azure\/.*|node:.*|zod)$/,
  },
  services: { imports: ['services', 'services/rules', 'services/schemes'], packages: NO_SDK },
  cards: { imports: ['cards', 'services', 'services/rules', 'services/schemes'], packages: NO_SDK },
  bot: {
    imports: ['bot', 'cards', 'services', 'services/rules', 'services/schemes', 'services/tables'],
    packages: /^(?!@azure\/)/,
  },
  rehearsal: { imports: ['rehearsal'], packages: NO_SDK },
  manifest: { imports: ['manifest', 'cards'], packages: NO_SDK },
};

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const files = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules', 'manifest/build', '.data'] }).sort();
const sources = files(...Object.keys(TABLE).map((folder) => `${folder}/**/*.ts`)).filter(
  (file, at, all) => all.indexOf(file) === at,
);

/** The line of the table that a file falls under: the longest that fits. */
const folderOf = (file: string): string | undefined =>
  Object.keys(TABLE)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];

/** What a source asks for in any form: import, import type, export from, import() and require(), over several lines too. */
const importsOf = (source: string): string[] =>
  [...source.matchAll(/\b(?:from|import|require)\s*\(?\s*(['"`])([^'"`\n]+)\1/g)].map(([, , asked = '']) => asked);

const importFaults = (file: string, source: string): string[] => {
  const allowed = TABLE[folderOf(file) ?? ''];
  if (allowed === undefined) return [`${file} is in no folder of the table`];
  const permits = (asked: string): boolean => {
    if (!asked.startsWith('.')) return allowed.packages.test(packageOf(asked));
    const target = posix.join(posix.dirname(file), asked);
    return allowed.imports.includes(target) || allowed.imports.includes(folderOf(target) ?? '');
  };
  const computed = /\b(?:import|require)\s*\((?!\s*['"`])/.test(source) ? ['something computed'] : [];
  return [...importsOf(source).filter((asked) => !permits(asked)), ...computed].map(
    (asked) => `${file} imports ${asked}`,
  );
};

const packageOf = (asked: string): string => asked.match(/^(@[^/]+\/[^/]+|[^/]+)/)?.[0] ?? asked;

type Ban = { readonly where: RegExp; readonly what: RegExp };

const CODE = /\.(ts|js)$/;
const BANS: { readonly [name: string]: Ban } = {
  'asks the clock': {
    where: /^(services|cards)\//,
    what: /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|\bDate\(\)|\bperformance\.|\bhrtime\b/,
  },
  'rolls dice': {
    where: /^services\/rules\//,
    what: /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b|\bgetRandomValues\b/,
  },
  'reaches outside': {
    where: /^services\/rules\//,
    what: /\bprocess\.|\bfetch\(|\bset(Timeout|Interval)\b|\bconsole\./,
  },
  'has a default export': {
    where: /^(bot|cards|services|rehearsal|manifest|bench|test\/(?!support\/globalSetup\.ts))/,
    what: /^export default\b|\bas default\b/m,
  },
  'holds back or singles out a test': {
    where: /^test\//,
    what: /\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|fails|skipIf|runIf)\b/,
  },
  'names a place on one machine': {
    where: /./,
    what: /(?<![\w.:/*-])\/(home|root|Users|work|tmp)\/\w|\b[A-Z]:\\{1,2}\w/,
  },
  'points out of the project': { where: /./, what: /(?<!\w)(\.\.\/)+shared\// },
};

const banFaults = (file: string, source: string): string[] =>
  Object.entries(BANS)
    .filter(([, { where, what }]) => where.test(file) && what.test(source))
    .map(([name, { what }]) => `${file} ${name}: ${source.match(what)?.[0]}`);

describe('imports', () => {
  test('run one way', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((file) => importFaults(file, read(file)))).toEqual([]);
  });

  test.for<[string, string]>([
    ['services/votes.ts', "import { render } from '../cards/render.ts';"],
    ['services/votes.ts', "import { tables } from './tables/tables.ts';"],
    ['services/votes.ts', "import { TableClient } from '@azure/data-tables';"],
    ['services/rules/voting.ts', "import type { Store } from '../store.ts';"],
    ['services/rules/voting.ts', "import {\n  type Store,\n  type Row,\n} from '../store.ts';"],
    ['services/rules/voting.ts', "export * from '../store.ts';"],
    ['services/rules/voting.ts', 'import "node:crypto";'],
    ['services/rules/voting.ts', "const store = await import('../store.ts');"],
    ['services/rules/voting.ts', "type Row = import('../store.ts').Row<string>;"],
    ['services/rules/voting.ts', "const store = require('../store.ts');"],
    ['services/rules/voting.ts', 'const store = await import(name);'],
    ['services/tables/tables.ts', "import { cast } from '../votes.ts';"],
    ['services/schemes/index.ts', "import { cast } from '../votes.ts';"],
    ['cards/vote/commands.ts', "import { turn } from '../../bot/turn.ts';"],
    ['cards/vote/commands.ts', "import { tables } from '../../services/tables/tables.ts';"],
    ['cards/vote/commands.ts', "import { CardFactory } from 'botbuilder';"],
    ['cards/vote/commands.ts', "import { MessageFactory } from 'botbuilder-core/lib/index.js';"],
    ['bot/turn.ts', "import { room } from '../rehearsal/room.ts';"],
    ['bot/main.ts', "import { DefaultAzureCredential } from '@azure/identity';"],
    ['rehearsal/room.ts', "import { scheme } from '../services/schemes/index.ts';"],
    ['rehearsal/room.ts', "import { render } from '../cards/render.ts';"],
    ['rehearsal/room.ts', "import { port } from '../bot/config.ts';"],
    ['rehearsal/room.ts', "import restify from 'restify';"],
    ['rehearsal/room.ts', "import { ConnectorClient } from 'botframework-connector';"],
  ])('a line too many is found: %s, %s', ([file, source]) => {
    expect(importFaults(file, source)).toHaveLength(1);
  });

  test.for<[string, string]>([
    [
      'bot/main.ts',
      "import { tables } from '../services/tables/tables.ts';\nimport { CloudAdapter } from 'botbuilder';",
    ],
    ['services/rules/voting.ts', "import { z } from 'zod';\nimport type { Day } from './days.ts';"],
    [
      'services/tables/tables.ts',
      "import type { Store } from '../store.ts';\nimport { odata } from '@azure/data-tables';",
    ],
    ['cards/vote/card.ts', "import template from './template.json' with { type: 'json' };"],
  ])('what the table permits passes: %s', ([file, source]) => {
    expect(importFaults(file, source)).toEqual([]);
  });
});

describe('the sources', () => {
  test('keep out what the house does without', () => {
    const code = files('{bot,cards,services,rehearsal,manifest,bench,test}/**/*').filter((file) => CODE.test(file));
    const texts = files(
      '*.{md,json,ts}',
      '.ci/*',
      '.env.example',
      '{bot,cards,services,rehearsal,manifest,test}/**/*.{json,md,html,css}',
    );
    const all = [...code, ...texts].filter((file) => file !== 'package-lock.json');
    expect(all.flatMap((file) => banFaults(file, read(file)))).toEqual([]);
  });

  test.for<[string, string]>([
    ['services/rules/days.ts', 'const now = Date.now();'],
    ['services/votes.ts', 'const now = new Date();'],
    ['services/votes.ts', 'const now = new Date( );'],
    ['services/votes.ts', 'const now = new Date;'],
    ['services/rules/voting.ts', 'const coin = Math.random();'],
    ['services/rules/voting.ts', 'const id = crypto.randomUUID();'],
    ['services/rules/voting.ts', 'const area = process.env.AREA;'],
    ['cards/vote/card.ts', 'export default card;'],
    ['test/vote.test.ts', `test.${'only'}('one', () => {});`],
    ['test/vote.test.ts', `describe.concurrent.${'skip'}('one', () => {});`],
    ['test/vote.test.ts', `test.${'todo'}('one');`],
    ['README.md', `See ${'/home'}/anna/iom-panel`],
    ['bot/main.ts', `const data = '${'/tmp'}/iom';`],
    ['bot/main.ts', `const data = 'C:${'\\\\'}iom';`],
    ['README.md', `See ${'..'}/shared/domain.md`],
  ])('what is kept out is found: %s, %s', ([file, source]) => {
    expect(banFaults(file, source)).toHaveLength(1);
  });

  test.for<[string, string]>([
    ['services/votes.ts', 'const at = new Date(now.getTime() + 1000);'],
    ['services/rules/days.ts', 'const noon = new Date(day);'],
    ['rehearsal/clock.ts', 'const now = new Date();'],
    ['README.md', 'https://example.org/home/page and manifest/build/iom-panel.zip'],
  ])('what is fine passes: %s, %s', ([file, source]) => {
    expect(banFaults(file, source)).toEqual([]);
  });

  test('are files of 400 lines at most', () => {
    const long = files('{bot,cards,services,rehearsal}/**/*.{ts,js,css}').filter(
      (file) => read(file).split('\n').length > 401,
    );
    expect(long).toEqual([]);
  });
});
