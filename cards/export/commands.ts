import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Cases } from '../../services/caseModel.ts';
import { type Export, Exports } from '../../services/exportModel.ts';
import { askForExport, exportRow, makeLink, readyExport, takeExport } from '../../services/exports.ts';
import { Referrals } from '../../services/model.ts';
import { Refusal } from '../../services/refusal.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Telling, type Turn } from '../command.ts';
import { done, type Notice } from '../words.ts';
import { exportCard, personCard, registersCard } from './card.ts';

const allowed = ['co-ordinator'] as const;
const File = z.object({ export: Id });
const About = z.object({ case: Id.optional(), referral: Id.optional() });

const answer = (turn: Turn, doc: Export, notice?: Notice, link?: string): Answer => ({
  card: exportCard({ doc, scheme: schemeOf(turn), area: turn.area.id, notice, link }),
});

/** What a reference is of: a case, or a referral that became none. */
const kindOf = async ({ store, area }: Turn, ref: string): Promise<'case' | 'referral'> =>
  !(await store.get(area.id, Cases, ref)) && (await store.get(area.id, Referrals, ref)) ? 'referral' : 'case';

export const start = command({
  verb: 'export.start',
  does: 'view',
  allowed,
  input: About,
  typed: {
    words: 'export',
    does: 'makes a file of a register, or with a reference after it of all that is held on one person',
    where: ['personal'],
    menu: false,
    data: async (turn, words) => (words ? { [await kindOf(turn, words.toUpperCase())]: words.toUpperCase() } : {}),
  },
  run: async ({ case: taken, referral }, turn) => ({
    card: taken
      ? personCard(taken, 'case', turn.area.id)
      : referral
        ? personCard(referral, 'referral', turn.area.id)
        : registersCard(schemeOf(turn), turn.area.id),
  }),
});

export const register = command({
  verb: 'export.register',
  does: 'change',
  category: 'consultation',
  allowed,
  input: z.object({ body: Id }),
  run: async ({ body }, turn) => answer(turn, await askForExport(turn, { kind: 'register', body })),
});

export const person = command({
  verb: 'export.person',
  does: 'change',
  category: 'consultation',
  allowed,
  input: About.extend({ as: z.enum(['json', 'csv']) }),
  run: async ({ case: taken, referral, as }, turn) =>
    answer(turn, await askForExport(turn, { kind: 'person', ref: taken ?? referral ?? '', as })),
});

export const findings = command({
  verb: 'export.findings',
  does: 'change',
  category: 'consultation',
  allowed,
  input: z.object({ import: Id }),
  run: async ({ import: id }, turn) => answer(turn, await askForExport(turn, { kind: 'findings', import: id })),
});

export const view = command({
  verb: 'export.view',
  does: 'view',
  allowed,
  input: File,
  run: async ({ export: id }, turn) => answer(turn, (await exportRow(turn, id)).doc),
});

/** Everybody in the channel would see the question, and whoever answers it gets the file. */
const inPersonalChat = ({ caller }: Turn): void => {
  if (caller.where !== 'personal') throw new Refusal('not here', 'Please take the file in your own chat with me.');
};

export const offer = command({
  verb: 'export.offer',
  does: 'view',
  allowed,
  input: File,
  run: async ({ export: id }, turn) => {
    inPersonalChat(turn);
    const doc = await readyExport(turn, id);
    return {
      ...answer(turn, doc, done('Teams asks you below whether the file may be put there.')),
      offers: { file: doc.file, bytes: doc.bytes, context: { export: id, area: turn.area.id } },
    };
  },
});

/** The person allowed Teams to take the file; the bot puts it there. */
export const accept = command({
  verb: 'export.accept',
  does: 'view',
  allowed,
  input: File,
  run: async ({ export: id }, turn) => {
    inPersonalChat(turn);
    const { doc, bytes } = await takeExport(turn, id);
    return { say: `${doc.file} is being put into your OneDrive.`, hands: bytes };
  },
});

export const link = command({
  verb: 'export.link',
  does: 'view',
  allowed,
  input: File,
  run: async ({ export: id }, turn) => {
    inPersonalChat(turn);
    if (!turn.publicUrl)
      throw new Refusal(
        'no address',
        'This bot has no public address in its settings, so it can give no links: PUBLIC_HOST. Take the file into your OneDrive.',
      );
    const doc = await readyExport(turn, id);
    const token = randomBytes(32).toString('base64url');
    await makeLink(turn, id, token);
    return answer(turn, doc, done('The link is made.'), `${turn.publicUrl}/download/${token}`);
  },
});

/** Sent to whoever asked, when the file is ready. */
export const told: Telling = {
  view: 'export',
  mention: 'the file you asked for is ready.',
  opens: (id) => ({ verb: view.verb, data: { export: id } }),
  card: async (place, _person, id) => {
    const row = await place.store.get(place.area.id, Exports, id);
    return (
      row && {
        card: exportCard({ doc: row.doc, scheme: schemeOf(place), area: place.area.id }),
        summary: 'A file is ready for you',
      }
    );
  },
};
