import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { startLongWork } from '../../bot/longWork.ts';
import { AREA } from '../../services/area.ts';
import { dropFile } from '../../services/imports.ts';
import { Areas } from '../../services/model.ts';
import { seatFor } from '../../services/rules/joined.ts';
import { schemes } from '../../services/schemes/index.ts';
import { replace } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { AREA_ID, NOW, people, richmond } from '../support/builders.ts';
import { fileOf, importing, person } from '../support/importing.ts';

test('what is done by itself knows the agencies that have joined since the scheme was written', async () => {
  const { store, by, row } = await importing();
  const area = must(await store.get(AREA_ID, Areas, AREA), 'a team');
  const asked = { name: 'Lantern Trust', kind: 'voluntary', post: 'Mentor', attends: 'permanent' } as const;
  await store.commit(AREA_ID, [replace(area, { ...area.doc, joined: [seatFor(richmond, 'iom', asked)] })]);
  const { id } = await dropFile(await by(), { file: 'register.csv', source: 'https://example.sharepoint.com/r' });
  const work = startLongWork({
    desk: { store, schemes, coordinators: [people.coordinator], newId: () => crypto.randomUUID() },
    areas: async () => [AREA_ID],
    fetchFile: async () => Buffer.from(fileOf([person(1, { 'Owner agency': 'Lantern Trust' })])),
    delivery: { nudge: () => {} },
    ...{ now: () => NOW, instance: 'one', log: pino({ enabled: false }) },
  });
  await vi.waitFor(async () => expect((await row(id)).doc).toMatchObject({ state: 'checked', faults: 0 }), 20_000);
  await work.stop();
});
