/** What a whole meeting has stored is found as it should be; what somebody has damaged is put right, over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast } from '../rehearsal/cast.ts';
import { OnRegister } from '../services/caseModel.ts';
import { ReferralsBy } from '../services/model.ts';
import { remove } from '../services/store.ts';
import { httpPlayer } from './support/httpPlayer.ts';
import { type Panel, REF, startPanel } from './support/panel.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await startPanel();
});
afterAll(() => panel.stop());

test('from a referral to the end of the meeting the lists keep in step; lost rows come back when they are checked', async () => {
  await panel.reach('closed');
  const sam = httpPlayer(panel.room.as(cast.coordinator));
  await sam.say('check register');
  await sam.sees(['Check of the register', 'The register is whole']);

  const [line] = await panel.store.list(panel.area, OnRegister, 'all|iom|');
  const [own] = await panel.store.list(panel.area, ReferralsBy, 'own|');
  if (!line || !own) throw new Error('nobody is on the register');
  await panel.store.commit(panel.area, [remove(line), remove(own)]);
  await sam.press('Check of the register', 'Check again');
  const ended = await sam.sees(['Check of the register', 'The register was damaged and is put right.']);
  expect(ended).toContain(`Missing rows: \n2`);
  expect(ended).toContain(REF);
  expect((await panel.store.list(panel.area, OnRegister, 'all|iom|')).map(({ doc }) => doc)).toEqual([line.doc]);
});
