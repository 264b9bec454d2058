/** A register that comes as a file: what the check says of it, how far it is placed, and the way back. */
import type { Double, Fault, Import } from '../../services/importModel.ts';
import type { Findings } from '../../services/imports.ts';
import { headingOfColumn, NEEDED } from '../../services/rules/registerColumns.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { type Button, button, count, moment, type Notice } from '../words.ts';

/** 3,200 */
const many = (n: number): string => n.toLocaleString('en-GB');
const people = (n: number): string => `${many(n)} ${n === 1 ? 'person' : 'people'}`;

const NOTHING_YET = 'Nothing of it is on the register yet.';

/** Where an import stands, in one line. */
export const stateInWords = (doc: Import): string => {
  switch (doc.state) {
    case 'receiving':
      return 'waits to be read';
    case 'checking':
      return 'is being compared with the register once more';
    case 'checked':
      return `${people(doc.lines)}, checked, not placed`;
    case 'faulty':
      return `${count(doc.faults, 'fault')}, nothing placed`;
    case 'unreadable':
      return 'could not be read';
    case 'placing':
      return `${many(doc.placed)} of ${many(doc.lines)} placed`;
    case 'done':
      return `${people(doc.placed)} placed`;
    case 'undoing':
      return `${many(doc.undone)} of ${many(doc.placed)} taken out`;
    case 'undone':
      return doc.kept.count > 0 ? `taken out again, but for ${people(doc.kept.count)}` : 'taken out again';
    case 'dropping':
    case 'dropped':
      return 'forgotten, never placed';
  }
};

const introOf = (doc: Import): string[] => {
  switch (doc.state) {
    case 'receiving':
      return [
        'The file is being fetched and read. You are told here when that is done.',
        doc.feedOnly ? 'Nothing of it is on a case yet.' : NOTHING_YET,
      ];
    case 'checking':
      return [
        'Another import came between, so this one is compared with the register once more. You are told here when that is done.',
        NOTHING_YET,
      ];
    case 'checked':
      return [
        `Every line can be placed: ${people(doc.lines)}.`,
        NOTHING_YET,
        ...(doc.doubles > 0
          ? [
              'Some are likely the same person as somebody else in the file or on the register. Placing takes them as they are; to leave one out, mend the file and drop it again.',
            ]
          : []),
      ];
    case 'faulty':
      return [
        `${count(doc.faults, 'thing is', 'things are')} to be put right, line by line below. Mend the file and drop it here again.`,
        NOTHING_YET,
      ];
    case 'unreadable':
      return doc.feedOnly ? [doc.why ?? ''] : [doc.why ?? '', NOTHING_YET];
    case 'placing':
      return [
        `${many(doc.placed)} of ${many(doc.lines)} are placed. Nobody sees any of them before all have arrived; you are told here when they have.`,
      ];
    case 'done':
      return [`${people(doc.placed)} ${doc.placed === 1 ? 'stands' : 'stand'} on the register: ${rangeOf(doc)}.`];
    case 'undoing':
      return [
        `${many(doc.undone)} of ${many(doc.placed)} are taken out. Nobody sees any of them any more; you are told here when all are gone.`,
      ];
    case 'undone':
      return [
        `${people(doc.placed - doc.kept.count)} are gone from the register.`,
        ...(doc.kept.count > 0
          ? [
              `Somebody has worked on ${doc.kept.count === 1 ? 'one of them' : `${many(doc.kept.count)} of them`} since, which therefore ${doc.kept.count === 1 ? 'stays' : 'stay'}: ${doc.kept.refs.join(', ')}${doc.kept.count > doc.kept.refs.length ? ' and more' : ''}.`,
            ]
          : []),
      ];
    case 'dropping':
    case 'dropped':
      return ['This file was never placed, and what was kept of it is deleted.'];
  }
};

const rangeOf = ({ block, placed }: Import): string => {
  if (!block) return '';
  const ref = (at: number) => `${block.before}-${String(block.first + at).padStart(3, '0')}`;
  return placed > 1 ? `${ref(0)} to ${ref(placed - 1)}` : ref(0);
};

const faultLine = ({ line: at, column, why }: Fault) => line(why, column ? `Line ${at}, ${column}` : `Line ${at}`);
const doubleLine = ({ line: at, with: other, why }: Double) =>
  line(
    `likely the same person as ${'ref' in other ? other.ref : `line ${other.line}`} (${why.join(', ')})`,
    `Line ${at}`,
  );

const buttonsOf = (doc: Import, version: number): Button[] => {
  const about = { import: doc.id, version };
  const look = button('See how far it is', 'import.view', { import: doc.id, page: 1 });
  const forget = button('Forget this file', 'import.forget', about, { style: 'destructive' });
  const asFile = button('All findings as a file', 'export.findings', { import: doc.id });
  switch (doc.state) {
    case 'receiving':
    case 'checking':
    case 'undoing':
      return [look];
    case 'placing':
      return [look, button('Stop and take them out', 'import.ask', { import: doc.id }, { style: 'destructive' })];
    case 'checked':
      return [
        button(
          doc.doubles > 0 ? `Place ${people(doc.lines)}, doubles too` : `Place ${people(doc.lines)}`,
          'import.place',
          about,
          { style: 'positive' },
        ),
        ...(doc.doubles > 0 ? [asFile] : []),
        forget,
      ];
    case 'faulty':
      return [asFile, forget];
    case 'done':
      return [button('Undo this import', 'import.ask', { import: doc.id }, { style: 'destructive' })];
    default:
      return [];
  }
};

export type ImportView = {
  readonly doc: Import;
  readonly version: number;
  readonly findings: Findings;
  readonly page: number;
  readonly area: string;
  readonly notice?: Notice | undefined;
};

export const importCard = ({ doc, version, findings, page, area, notice }: ImportView): Card => {
  const shows = doc.state === 'faulty' || doc.state === 'checked';
  const { faults, doubles, pages } = findings;
  const at = Math.min(page, pages);
  const turn = (title: string, to: number) => button(title, 'import.view', { import: doc.id, page: to });
  const blocks: Block[] = [
    ...(doc.unknown.length > 0 && shows
      ? [
          {
            heading: 'Headings that mean nothing here and are left out',
            lines: [line(doc.unknown.join(', '))],
            buttons: [],
          },
        ]
      : []),
    ...(shows && faults.length > 0
      ? [{ heading: `To put right: ${many(doc.faults)}`, lines: faults.map(faultLine), buttons: [] }]
      : []),
    ...(shows && doubles.length > 0
      ? [{ heading: `Likely the same person: ${many(doc.doubles)}`, lines: doubles.map(doubleLine), buttons: [] }]
      : []),
  ];
  return sheet({
    notice,
    heading: `${doc.feedOnly ? 'File' : 'Import of'} ${plain(doc.file)}${shows && pages > 1 ? ` (page ${at} of ${pages})` : ''}`,
    intro: introOf(doc).map((text, index) => (doc.state === 'unreadable' && index === 0 ? plain(text) : text)),
    blocks,
    buttons: [
      ...(shows && at > 1 ? [turn('Previous page', at - 1)] : []),
      ...(shows && at < pages ? [turn('Next page', at + 1)] : []),
      ...buttonsOf(doc, version),
      ...(doc.feedOnly ? [] : [button('All imports', 'import.list', {})]),
    ],
    area,
  });
};

/** Before it is done: what undoing means. */
export const askCard = (doc: Import, version: number, area: string): Card =>
  sheet({
    heading: `Undo the import of ${plain(doc.file)}?`,
    intro: [
      `Everybody it brought is hidden at once and then deleted: ${people(doc.placed)}, ${rangeOf(doc)}.`,
      'Whoever has been worked on since stays on the register, and is named to you.',
    ],
    buttons: [
      button('Undo this import', 'import.undo', { import: doc.id, version }, { style: 'destructive' }),
      button('Leave it', 'import.view', { import: doc.id, page: 1 }),
    ],
    area,
  });

export const listCard = (all: readonly Import[], headings: readonly string[], area: string, page = 1): Card =>
  sheet({
    heading: 'Imports',
    intro: [
      'Drop a register here as a CSV file: attach it to a message in this chat. It is checked first; nothing is placed before you say so.',
      'Never drop it in a channel, where everybody could read it.',
    ],
    blocks: [
      {
        heading: 'Columns, in any order',
        lines: [
          line(`${NEEDED.map(headingOfColumn).join(', ')}.`, 'Needed'),
          line(`${headings.join(', ')}.`, 'All'),
          line('2026-11-05, 05/11/2026 or 5 Nov 2026, the day first.', 'Days'),
        ],
        buttons: [],
      },
      ...all.map((doc) => ({
        heading: plain(doc.file),
        lines: [line(`${stateInWords(doc)}; dropped on ${moment(doc.at)}`)],
        buttons: [button('Open', 'import.view', { import: doc.id, page: 1 })],
      })),
    ],
    buttons: [],
    page,
    turn: (title, to) => button(title, 'import.list', { page: to }),
    area,
  });
