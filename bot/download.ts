/** The page behind a link that works once. Looking at it uses nothing up; its button does. */
import type { OutgoingHttpHeaders } from 'node:http';

/** Whose looking-at does no harm, and what the button brings. */
export type Downloads = {
  works(token: string): Promise<boolean>;
  open(token: string): Promise<{ readonly file: string; readonly bytes: Buffer } | undefined>;
};

export type Page = { readonly status: number; readonly headers: OutgoingHttpHeaders; readonly body: string | Buffer };

const safe = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
};

const page = (status: number, title: string, content: string): Page => ({
  status,
  headers: { ...safe, 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1.2rem}</style>
<h1>${title}</h1>
${content}
</html>
`,
});

const used = page(
  404,
  'This link does not work',
  '<p>It has been used, or is older than ten minutes. Ask for the file again in the chat with IOM Panel.</p>',
);

const ready = page(
  200,
  'IOM Panel: your file',
  '<p>The link works once. What you download is personal data: keep it where only those can read it who may.</p>\n<form method="post"><button>Download the file</button></form>',
);

const isToken = (token: string): boolean => /^[\w-]{43}$/.test(token);

export const lookAt = async (downloads: Downloads, token: string): Promise<Page> =>
  isToken(token) && (await downloads.works(token)) ? ready : used;

export const take = async (downloads: Downloads, token: string): Promise<Page> => {
  const found = isToken(token) ? await downloads.open(token) : undefined;
  if (!found) return used;
  const type = found.file.endsWith('.json') ? 'application/json' : 'text/csv; charset=utf-8';
  return {
    status: 200,
    headers: {
      ...safe,
      'content-type': type,
      'content-length': found.bytes.byteLength,
      'content-disposition': `attachment; filename="${found.file.replace(/[^\w.-]/g, '-')}"`,
    },
    body: found.bytes,
  };
};
