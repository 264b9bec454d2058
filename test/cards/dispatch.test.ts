import { describe, expect, test } from 'vitest';
import type { Answer, Caller } from '../../cards/command.ts';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import { LogEntries } from '../../services/log.ts';
import type { PersonKey } from '../../services/model.ts';
import { schemes } from '../../services/schemes/index.ts';
import { sealLog } from '../../services/sealing.ts';
import type { Store } from '../../services/store.ts';
import { castBallot } from '../../services/votes.ts';
import { area, areaId, at, coordinator, holder, referrer, seat, seatedPanel } from '../support/seated.ts';
import { rawTable } from '../support/tables.ts';

const desk = (store: Store): Desk => {
  let ids = 0;
  return { store, schemes, coordinators: [coordinator], newId: () => `n${++ids}` };
};
const from = (person: PersonKey): Caller => ({ person, name: 'Somebody', mri: '29:x', where: 'personal' });
const said = (answer: Answer): string => ('say' in answer ? answer.say : '');

describe('the log', () => {
  test('a view is written down before it opens: who, for which agency, what, whose, when', async () => {
    const { store } = await seatedPanel();
    await dispatch(desk(store), area(), from(holder(seat.housing)), at(31), 'papers.view', {
      meeting: 'm1',
      item: 'RICH-2026-001',
      referral: 'RICH-2026-001',
    });
    expect((await store.views.list(areaId, LogEntries)).map(({ doc }) => doc)).toMatchObject([
      {
        who: holder(seat.housing),
        agency: 'housing',
        what: 'papers.view',
        category: 'consultation',
        whose: ['RICH-2026-001'],
        at: at(31).toISOString(),
      },
    ]);
  });

  test('a refusal is written down with its kind and without its words', async () => {
    const { store } = await seatedPanel();
    const refused = dispatch(desk(store), area(), from(referrer), at(31), 'meeting.close', { meeting: 'm1' });
    await expect(refused).rejects.toThrow('Only the chair can do this');
    const [entry] = await store.views.list(areaId, LogEntries);
    expect(entry?.doc).toMatchObject({ what: 'meeting.close', refused: 'not allowed' });
    expect(JSON.stringify(entry?.doc)).not.toContain('Only');
  });

  test('naming another meeting beside the one a command is about gives nobody a role', async () => {
    const { store } = await seatedPanel();
    const press = dispatch(desk(store), area(), from(referrer), at(31), 'minutes.view', {
      meeting: 'm1',
      page: 1,
      referral: 'RICH-2026-001',
    });
    await expect(press).rejects.toThrow('Only');
  });

  test('“check log” says that it is whole, and names what somebody changed', async () => {
    const panel = await seatedPanel();
    const { store } = panel;
    const motion = await panel.open();
    await castBallot(panel.of(seat.housing), { motion, version: 0, choice: 'for' });
    await sealLog(store, areaId, at(40), 'one');
    const check = () => dispatch(desk(store), area(), from(coordinator), at(41), 'log.check', {});
    expect(said(await check())).toContain('The log is whole');
    const table = rawTable(store, 'area');
    const [entry] = await store.list(areaId, LogEntries);
    await table.updateEntity(
      { partitionKey: areaId, rowKey: `log|${entry?.id}`, doc0: JSON.stringify({ ...entry?.doc, who: 'a|nobody' }) },
      'Merge',
    );
    expect(said(await check())).toContain(`entry changed, ${entry?.id}`);
  });
});
