/** Taking data away as a file: what there is, and how the file reaches the person. */
import type { Export } from '../../services/exportModel.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, clock, count, type Notice } from '../words.ts';

const REASON = 'What leaves here is written in the log as a disclosure to you, with everybody whose data it is.';

export const registersCard = (scheme: Scheme, area: string): Card =>
  sheet({
    heading: 'Export',
    intro: [
      'Everybody of one register, as a CSV file for a spreadsheet.',
      REASON,
      'For everything held on one person, type “export” and the reference of the case or the referral.',
    ],
    buttons: scheme.bodies
      .filter(({ motions }) => motions.includes('adopt'))
      .map(({ id, name }) => button(`Register of the ${name}`, 'export.register', { body: id })),
    area,
  });

/** `about`: what the reference is of. */
export const personCard = (ref: string, about: 'case' | 'referral', area: string): Card =>
  sheet({
    heading: `Export: ${ref}`,
    intro: [
      'Everything held on this person under this reference, for a subject access request: the case and its history, the referral, decisions, meetings, actions, incidents, and who looked.',
      'Under “alsoHeldUnder” the file names other references of the same person. Export each of them as well.',
      'Check the file before you hand it on: it names others too.',
      REASON,
    ],
    buttons: [
      button('As JSON', 'export.person', { [about]: ref, as: 'json' }),
      button('As CSV', 'export.person', { [about]: ref, as: 'csv' }),
    ],
    area,
  });

const sizeInWords = (bytes: number): string =>
  bytes < 1_000
    ? count(bytes, 'byte')
    : bytes < 1_000_000
      ? `${Math.ceil(bytes / 1_000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;

const whatIn = (doc: Export, scheme: Scheme): string => {
  switch (doc.of.kind) {
    case 'register':
      return `The register of the ${bodyOf({ scheme }, doc.of.body).name}`;
    case 'person':
      return `Everything held on the person of ${doc.of.ref}`;
    case 'findings':
      return 'What is to be put right in the file you dropped';
  }
};

const UNTIL = 60 * 60_000;

export const exportCard = ({
  doc,
  scheme,
  area,
  notice,
  link,
}: {
  readonly doc: Export;
  readonly scheme: Scheme;
  readonly area: string;
  readonly notice?: Notice | undefined;
  /** The address that works once. */
  readonly link?: string | undefined;
}): Card => {
  const about = { export: doc.id };
  const what = whatIn(doc, scheme);
  // Of one person the file is one thing, however long it is.
  const lines = doc.of.kind === 'person' ? [] : [count(doc.lines, 'line')];
  const left =
    doc.leftOut > 0
      ? [`${count(doc.leftOut, 'case')} that you may not open ${doc.leftOut === 1 ? 'is' : 'are'} left out.`]
      : [];
  switch (doc.state) {
    case 'making':
      return sheet({
        notice,
        heading: 'Export',
        intro: [
          `${what} is being made${lines.map((so) => `: ${so} so far`).join('')}. You are told here when the file is ready.`,
        ],
        buttons: [button('See how far it is', 'export.view', about)],
        area,
      });
    case 'ready':
      return sheet({
        notice,
        heading: 'Export: ready',
        intro: [
          `${what}: ${[doc.file, ...lines, sizeInWords(doc.bytes)].join(', ')}.`,
          ...left,
          ...(link
            ? [
                `[Download ${doc.file}](${link})`,
                'The link works once, within ten minutes, for whoever has it: pass it to nobody.',
              ]
            : []),
          `The file is kept until ${clock(new Date(new Date(doc.readyAt ?? doc.at).getTime() + UNTIL).toISOString())}. Guests have no OneDrive here and take the link.`,
        ],
        buttons: [
          button('Put it in my OneDrive', 'export.offer', about),
          button('Give me a link that works once', 'export.link', about),
        ],
        area,
      });
    case 'gone':
      return sheet({
        notice,
        heading: 'Export',
        intro: [`${what} was kept for an hour and is gone. Ask for it again: “export”.`],
        buttons: [],
        area,
      });
  }
};
