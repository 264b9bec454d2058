/** The police feed: how far a file of it is, what came of it, and how such a file is written. */
import type { FeedFile } from '../../services/feedModel.ts';
import type { FeedFindings } from '../../services/feeds.ts';
import type { Fault } from '../../services/importModel.ts';
import { inWords } from '../../services/rules/days.ts';
import type { FeedStanding } from '../../services/rules/feed.ts';
import { FEED_COLUMNS, feedHeading, feedHolds } from '../../services/rules/feedColumns.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { button, count, moment, type Notice } from '../words.ts';

const PNC = 'PNC is the Police National Computer, IDIOM the system in which the police follow everybody of IOM on it.';

const unchangedIn = ({ lines, changed, bad, missing }: FeedFile): number => lines - changed - bad - missing.count;

/** Where a file stands, in one line. */
export const feedInWords = (doc: FeedFile): string => {
  switch (doc.state) {
    case 'taking':
      return `${doc.taken} of ${count(doc.known, 'line')} read against the register`;
    case 'done':
      return `${count(doc.lines, 'line')}, ${doc.changed} changed a case, ${doc.bad} to put right`;
    case 'unreadable':
      return 'nothing of it was taken';
  }
};

const introOf = (doc: FeedFile): string[] => {
  switch (doc.state) {
    case 'taking':
      return [
        `${doc.taken} of ${count(doc.known, 'line')} about people on the register ${doc.taken === 1 ? 'is' : 'are'} read. You are told here when all are.`,
      ];
    case 'done':
      return [
        `Every line is read against the register of ${inWords(doc.day)}.`,
        ...(doc.bad > 0
          ? ['Mend the lines below and drop the file here again: what was taken already changes nothing a second time.']
          : []),
      ];
    case 'unreadable':
      return [plain(doc.why ?? '')];
  }
};

const factsOf = (doc: FeedFile): Block[] => [
  {
    heading: 'What came of it',
    lines: [
      line(String(doc.lines), 'Lines'),
      line(String(doc.changed), 'Changed a case'),
      line(String(unchangedIn(doc)), 'Said nothing new'),
      line(String(doc.missing.count), 'About people on no register'),
      line(String(doc.bad), 'To put right, not taken'),
    ],
    buttons: [],
  },
];

const faultLine = ({ line: at, column, why }: Fault) => line(why, column ? `Line ${at}, ${column}` : `Line ${at}`);

export type FeedView = {
  readonly doc: FeedFile;
  readonly findings: FeedFindings;
  readonly page: number;
  readonly area: string;
  readonly notice?: Notice | undefined;
};

export const feedCard = ({ doc, findings: { faults, pages }, page, area, notice }: FeedView): Card => {
  const done = doc.state === 'done';
  const at = Math.min(page, pages);
  const turn = (title: string, to: number) => button(title, 'feed.view', { feed: doc.id, page: to });
  const blocks: Block[] = [
    ...(done ? factsOf(doc) : []),
    ...(done && doc.missing.count > 0
      ? [
          {
            heading: 'PNC id on no register',
            lines: [line(doc.missing.lines, 'Lines'), line('Nothing of these is kept.')],
            buttons: [],
          },
        ]
      : []),
    ...(doc.unknown.length > 0
      ? [
          {
            heading: 'Headings that mean nothing here and are left out',
            lines: [line(doc.unknown.join(', '))],
            buttons: [],
          },
        ]
      : []),
    ...(done && faults.length > 0
      ? [
          {
            heading: `To put right: ${count(doc.bad, 'line')}`,
            lines: [
              ...faults.map(faultLine),
              ...(doc.faults > faults.length && at === pages ? [line('What goes beyond this is not listed.')] : []),
            ],
            buttons: [],
          },
        ]
      : []),
  ];
  return sheet({
    notice,
    heading: `Police feed: ${plain(doc.file)}${done && pages > 1 ? ` (page ${at} of ${pages})` : ''}`,
    intro: introOf(doc),
    blocks,
    buttons: [
      ...(done && at > 1 ? [turn('Previous page', at - 1)] : []),
      ...(done && at < pages ? [turn('Next page', at + 1)] : []),
      ...(doc.state === 'taking' ? [turn('See how far it is', 1)] : []),
      ...(doc.state === 'unreadable' ? [] : [button('How a feed is written', 'feed.list', {})]),
    ],
    area,
  });
};

const standingInWords = (standing: FeedStanding): string => {
  if (standing.status === 'here')
    return `Here: ${count(standing.lines, 'line')}, ${standing.changed} changed a case, ${standing.bad} to put right.`;
  if (standing.status === 'being read') return 'A file of today is being read against the register.';
  return standing.last
    ? `None has come today; the last was of ${inWords(standing.last)}.`
    : 'None has come today, nor in the forty days before.';
};

export const feedsCard = (all: readonly FeedFile[], standing: FeedStanding, area: string, page = 1): Card =>
  sheet({
    heading: 'Police feed',
    intro: [
      'Drop the feed of the day here as a CSV file: attach it to a message in this chat. What its lines say goes onto the cases at once; a line that says nothing new changes nothing.',
      PNC,
      'Never drop it in a channel, where everybody could read it. Each of these facts can also be typed on the case.',
    ],
    blocks: [
      { heading: 'The feed of today', lines: [line(standingInWords(standing))], buttons: [] },
      ...all.map((doc) => ({
        heading: plain(doc.file),
        lines: [line(`${feedInWords(doc)}; dropped on ${moment(doc.at)}`)],
        buttons: [button('Open', 'feed.view', { feed: doc.id, page: 1 })],
      })),
      {
        heading: 'Columns, in any order; only “PNC id” is needed',
        lines: [
          ...FEED_COLUMNS.map((column) => line(feedHolds(column), feedHeading(column))),
          line('An empty cell says nothing, and what is known stays. “none” says that there is none any more.'),
          line('Days: 2026-11-05, 05/11/2026 or 5 Nov 2026, the day first.'),
        ],
        buttons: [],
      },
    ],
    buttons: [],
    page,
    turn: (title, to) => button(title, 'feed.list', { page: to }),
    area,
  });
