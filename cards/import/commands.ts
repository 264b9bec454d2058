import { z } from 'zod';
import { FeedFiles } from '../../services/feedModel.ts';
import { type Import, Imports } from '../../services/importModel.ts';
import {
  dropFile,
  findingsOf,
  forgetImport,
  importRow,
  importsOf,
  placeImport,
  undoImport,
} from '../../services/imports.ts';
import { Refusal } from '../../services/refusal.ts';
import { COLUMNS, headingOfColumn } from '../../services/rules/registerColumns.ts';
import type { Row } from '../../services/store.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Place, type Telling, type Turn } from '../command.ts';
import { feedAnswer } from '../feed/commands.ts';
import type { Card } from '../render.ts';
import { done, heed, type Notice, overtaken } from '../words.ts';
import { askCard, importCard, listCard } from './card.ts';

const Pressed = z.object({ import: Id, version: z.int().min(1) });
const allowed = ['co-ordinator'] as const;
/** Until a file is read nobody knows whether it is a register or a feed of the police. */
const droppers = ['co-ordinator', 'police'] as const;

const cardOf = async (place: Place, row: Row<Import>, page: number, notice?: Notice): Promise<Card> =>
  importCard({
    doc: row.doc,
    version: row.version,
    findings: await findingsOf(place, row.doc, page),
    page,
    area: place.area.id,
    notice,
  });

const answer = async (turn: Turn, id: string, notice?: Notice, page = 1): Promise<Answer> => ({
  card: await cardOf(turn, await importRow(turn, id), page, notice),
});

export const list = command({
  verb: 'import.list',
  does: 'view',
  allowed,
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: {
    words: 'import',
    does: 'puts a register that you keep as a file onto this one',
    where: ['personal'],
    menu: false,
  },
  run: async ({ page }, turn) => {
    const headings = [...COLUMNS.map(headingOfColumn), ...schemeOf(turn).pathways.map(({ name }) => name)];
    return {
      card: listCard(
        (await importsOf(turn)).map(({ doc }) => doc),
        headings,
        turn.area.id,
        page,
      ),
    };
  },
});

/** What a file that is dropped in personal chat becomes. */
export const drop = command({
  verb: 'import.drop',
  does: 'change',
  category: 'collection',
  allowed: droppers,
  input: z.object({
    file: z.string().trim().min(1).max(150, 'the file’s name can be 150 characters at most'),
    source: z.url({ protocol: /^https?$/, error: 'the file has no address' }).max(4_000),
  }),
  run: async ({ file, source }, turn) => {
    if (!/\.(csv|txt)$/i.test(file))
      throw new Refusal(
        'not CSV',
        'I read registers and feeds as CSV files. In Excel: “Save as”, “CSV UTF-8”; then drop that file here.',
      );
    const { id } = await dropFile(turn, { file, source });
    return answer(turn, id);
  },
});

export const view = command({
  verb: 'import.view',
  does: 'view',
  allowed: droppers,
  input: z.object({ import: Id, page: z.int().min(1).default(1) }),
  run: async ({ import: id, page }, turn) => {
    const row = await turn.store.get(turn.area.id, Imports, id);
    if (!row && (await turn.store.get(turn.area.id, FeedFiles, id))) return feedAnswer(turn, id, page);
    if (row && row.doc.by !== turn.actor.person && !turn.actor.coordinator)
      throw new Refusal('not yours', 'Only whoever dropped this file, and the co-ordinator, can look at it.');
    return answer(turn, id, undefined, page);
  },
});

export const place = command({
  verb: 'import.place',
  does: 'change',
  category: 'collection',
  allowed,
  input: Pressed,
  run: async (input, turn) => {
    const status = await placeImport(turn, input);
    const notice = {
      placing: done('They are being placed.'),
      again: heed('Another import came between. This one is checked once more; then press again.'),
      overtaken,
    }[status];
    return answer(turn, input.import, notice);
  },
});

export const forget = command({
  verb: 'import.forget',
  does: 'change',
  category: 'erasure',
  allowed,
  input: Pressed,
  run: async (input, turn) =>
    answer(
      turn,
      input.import,
      (await forgetImport(turn, input)) === 'forgotten' ? done('The file is forgotten.') : overtaken,
    ),
});

/** The newest import that is being placed or was. */
const newest = async (turn: Turn): Promise<string> => {
  const found = (await importsOf(turn)).find(({ doc }) => ['placing', 'done'].includes(doc.state));
  if (!found) throw new Refusal('no import', 'There is no import to undo.');
  return found.id;
};

export const ask = command({
  verb: 'import.ask',
  does: 'view',
  allowed,
  input: z.object({ import: Id }),
  typed: {
    words: 'undo import',
    does: 'takes the people of the last import off the register again',
    where: ['personal'],
    menu: false,
    data: async (turn) => ({ import: turn.actor.coordinator ? await newest(turn) : 'none' }),
  },
  run: async ({ import: id }, turn) => {
    const row = await importRow(turn, id);
    if (!['placing', 'done'].includes(row.doc.state)) return answer(turn, id, overtaken);
    return { card: askCard(row.doc, row.version, turn.area.id) };
  },
});

export const undo = command({
  verb: 'import.undo',
  does: 'change',
  category: 'erasure',
  allowed,
  input: Pressed,
  run: async (input, turn) =>
    answer(
      turn,
      input.import,
      (await undoImport(turn, input)) === 'undoing' ? done('They are hidden, and are being deleted.') : overtaken,
    ),
});

/** Sent to whoever dropped the file, when it is read, placed, or taken out. */
export const told: Telling = {
  view: 'import',
  mention: 'the file you dropped is dealt with.',
  opens: (id) => ({ verb: view.verb, data: { import: id, page: 1 } }),
  card: async (place, _person, id) => {
    const row = await place.store.get(place.area.id, Imports, id);
    return row && { card: await cardOf(place, row, 1), summary: `Import of ${row.doc.file}` };
  },
};
