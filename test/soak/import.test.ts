/** A long register is imported while the bot is killed again and again: every line arrives once, and none shows before the last. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cast } from '../../rehearsal/cast.ts';
import { castings } from '../../rehearsal/castings.ts';
import { startRehearsal } from '../../rehearsal/rehearsal.ts';
import { AREA } from '../../services/area.ts';
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, Cases, OnRegister } from '../../services/caseModel.ts';
import { isHidden } from '../../services/cases.ts';
import { type Import, Imports, refIn } from '../../services/importModel.ts';
import { MOST_LINES } from '../../services/importReading.ts';
import { LogEntries } from '../../services/log.ts';
import { Areas } from '../../services/model.ts';
import { checkLog } from '../../services/sealing.ts';
import type { Kind, Row } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { fileOf, type Person, person } from '../support/importing.ts';
import { random } from '../support/storm.ts';
import { testStore } from '../support/tables.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** As many as a file may have. */
const LINES = Number(process.env.LINES ?? MOST_LINES);
const KILLS = 12;
/** The import stands still no longer than this, whatever was killed, a whole file being read in one go; in milliseconds. */
const PATIENCE = 300_000;
/** Cases whose index is looked at row by row. */
const SAMPLED = 150;

const lines: readonly Person[] = Array.from({ length: LINES }, (_, n) =>
  person(n, { Name: `Quillon Number${n.toString(36)} Testerby`, Body: 'IOM Panel' }),
);

test(`${LINES} lines arrive through ${KILLS} kills (SEED=${seed})`, { timeout: 1_800_000 }, async ({
  onTestFinished,
}) => {
  process.stdout.write(`SEED=${seed}\n`);
  const draw = random(seed);
  const rehearsal = await startRehearsal({ casting: castings.richmond, big: true });
  onTestFinished(rehearsal.stop);
  const { room, bot, tables } = rehearsal;
  const store = await testStore(tables);
  const area = room.teams.state.team.id;
  const coordinator = room.as(cast.coordinator);

  const all = async <T>(of: Kind<T>, under = ''): Promise<Row<T>[]> => {
    const found: Row<T>[] = [];
    for (let past: string | undefined; ; past = found.at(-1)?.id) {
      const rows = await store.list(area, of, under, 1_000, past);
      found.push(...rows);
      if (rows.length < 1_000) return found;
    }
  };
  let id = '';
  const present = async (): Promise<Import> => must(await store.get(area, Imports, id), 'an import').doc;
  /** Whether the first and the newest of those placed would be shown. */
  const shown = async ({ block, placed }: Import): Promise<boolean> => {
    const here = must(await store.get(area, Areas, AREA), 'a team').doc;
    const some = block ? [refIn(block, 0), refIn(block, Math.max(0, placed - 1))] : [];
    const cases = await Promise.all(some.map((ref) => store.get(area, Cases, ref)));
    return cases.some((row) => row !== undefined && !isHidden(here, row.doc));
  };
  const until = async (fits: (doc: Import) => boolean): Promise<Import> => {
    let [last, since] = ['', Date.now()];
    for (;;) {
      const doc = await present();
      if (fits(doc)) return doc;
      const { heldBy: _heldBy, until: _until, ...state } = doc;
      if (JSON.stringify(state) !== last) [last, since] = [JSON.stringify(state), Date.now()];
      if (Date.now() - since > PATIENCE) throw new Error(`The import stands still: ${last}`);
      await pause(100);
    }
  };

  const began = performance.now();
  await coordinator.drop('register.csv', fileOf(lines));
  id = (await store.list(area, Imports))[0]?.id ?? '';
  // In the midst of reading, too.
  await pause(draw() * 1_000);
  await bot.kill();
  await until(({ state }) => state === 'checked');
  const read = performance.now();
  await bot.ready();
  const card = await coordinator.card('Every line can be placed');
  await coordinator.press(card, card.buttons.find((title) => title.startsWith('Place ')) ?? '');
  const shownEarly: number[] = [];
  for (let kills = 1; kills < KILLS; kills++) {
    const at = Math.floor(((kills - draw()) / (KILLS - 1)) * LINES);
    const doc = await until(({ placed, state }) => placed >= at || state === 'done');
    if (doc.state !== 'done' && (await shown(doc))) shownEarly.push(doc.placed);
    await bot.kill();
  }
  const done = await until(({ state }) => state === 'done');
  const placedIn = performance.now() - read;
  expect(shownEarly).toEqual([]);
  expect(await shown(done)).toBe(true);
  expect(done).toMatchObject({ placed: LINES, lines: LINES });

  const cases = (await all(Cases)).map(({ doc }) => doc);
  const number = ({ ref }: Case): number => Number(ref.split('-').at(-1));
  expect(cases.toSorted((a, b) => number(a) - number(b)).map(({ identity }) => identity.name)).toEqual(
    lines.map(({ Name }) => Name),
  );
  expect((await all(OnRegister, 'all|iom|')).length).toBe(LINES);
  for (let n = 0; n < SAMPLED; n++) {
    const doc = cases[Math.floor(draw() * LINES)];
    for (const { of, id } of doc ? entriesOf(doc) : []) expect(await store.get(area, of, id), id).toBeDefined();
  }
  const logged = (await all(LogEntries))
    .filter(({ doc }) => doc.what === 'import.placing')
    .flatMap(({ doc }) => doc.whose);
  expect(logged).toHaveLength(LINES);
  expect(new Set(logged).size).toBe(LINES);
  expect((await checkLog(store, area)).filter(({ fault }) => fault !== 'entry unsealed')).toEqual([]);
  const perSecond = Math.round(LINES / (placedIn / 1_000));
  process.stdout.write(
    `${LINES} lines read in ${Math.round((read - began) / 1_000)} s, placed in ${Math.round(placedIn / 1_000)} s (${perSecond} a second), ${Math.round((performance.now() - began) / 1_000)} s in all\n`,
  );
});
