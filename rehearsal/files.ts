/** The page and the two libraries it draws cards with. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Route, route } from './http.ts';

const page = fileURLToPath(new URL('./page/', import.meta.url));
const packageFolder = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

const files: Readonly<Record<string, string>> = {
  '/': join(page, 'index.html'),
  '/style.css': join(page, 'style.css'),
  '/messages.css': join(page, 'messages.css'),
  '/writing.css': join(page, 'writing.css'),
  '/room.js': join(page, 'room.js'),
  '/cards.js': join(page, 'cards.js'),
  '/finder.js': join(page, 'finder.js'),
  '/files.js': join(page, 'files.js'),
  '/membership.js': join(page, 'membership.js'),
  '/markdown.js': join(page, 'markdown.js'),
  '/threads.js': join(page, 'threads.js'),
  '/hostConfig.js': join(page, 'hostConfig.js'),
  '/icon.svg': join(page, 'icon.svg'),
  '/lib/adaptivecards.js': join(packageFolder('adaptivecards'), 'dist/adaptivecards.min.js'),
  '/lib/markdown-it.js': join(packageFolder('markdown-it'), 'dist/browser/markdown-it.esm.min.mjs'),
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

export const pageRoutes = (): readonly Route[] =>
  Object.entries(files).map(([path, file]) =>
    route('GET', path, async ({ response }) => {
      const content = await readFile(file);
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'cache-control': 'no-cache',
      });
      response.end(content);
      return undefined;
    }),
  );
