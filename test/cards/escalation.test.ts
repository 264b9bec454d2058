import { expect, test } from 'vitest';
import { answered } from '../../cards/escalation/commands.ts';
import { postAgenda } from '../../services/agenda.ts';
import { escalationRow } from '../../services/escalating.ts';
import { Meetings } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { meetingRow } from '../../services/work.ts';
import { areaAt, at, startNight } from '../support/atNight.ts';
import { areaId, bodyCalled, coordinator, holder } from '../support/bodies.ts';
import { londonCase, REF } from '../support/colouredCase.ts';
import { golden } from '../support/golden.ts';
import { cardOf, teamDesk } from '../support/teamDesk.ts';

const NOW = '2026-12-08T10:30Z';
const chair = holder('iom-probation');
const top = bodyCalled('reducing-reoffending', 'london');

const ladder = async () => {
  const holders = { ...areaAt().holders, ...Object.fromEntries(top.seats.map(({ id }) => [id, holder(id)])) };
  const night = await startNight({ holders }, [londonCase()]);
  const press = teamDesk(night);
  /** An open meeting of a body whose chair is there and whose agenda has gone out; the first item about an escalation. */
  const meets = async (body: string, seat: string, id: string) => {
    const seats = bodyCalled(body, 'london').seats.map((one) => ({
      seat: one.id,
      agency: one.agency,
      holder: holder(one.id),
    }));
    const from = '2026-12-08T10:00:00.000Z';
    await night.store.commit(areaId, [
      create(Meetings, id, {
        ...{ id, body, date: day('2026-12-08'), time: '10:00', place: 'Here', state: 'open', quorum: null, seats },
        ...{ voting: { kind: 'agreement' }, invitees: [], items: [], motions: [], quorumLost: [] },
        attendance: [{ seat, version: 1, sitter: holder(seat), periods: [{ from }] }],
        chairs: [{ seat, person: holder(seat), by: 'chair', at: from }],
      }),
    ]);
    await postAgenda(await night.by(coordinator, NOW), id);
    const { doc } = await meetingRow(night.store, areaId, id);
    const items = doc.items.filter(({ escalation }) => escalation);
    return { meeting: id, item: items[0]?.id ?? '', items };
  };
  const version = async (id = 'e1') => (await escalationRow(await night.by(at.drugs, NOW), id)).version;
  return { night, press, meets, version };
};

const RAISE = { id: 'e1', body: 'iom-team', about: REF, what: 'There is *no* bed for him' };

test('an escalation: raised, on an agenda, answered, read by whoever raised it and taken note of below', async () => {
  const { night, press, meets, version } = await ladder();
  golden('escalation-form', await press(at.drugs, NOW, 'raised.form', {}));
  golden('escalation-raised', await press(at.drugs, NOW, 'raised.raise', RAISE));
  const { items: _, ...of } = await meets('iom', 'iom-probation', 'm1');
  golden('escalation-agenda', await press(chair, NOW, 'agenda.view', { meeting: 'm1' }));
  golden('escalation-item-member', await press(holder('iom-police'), NOW, 'agenda.item', of));
  golden('escalation-item-chair', await press(chair, NOW, 'agenda.item', of));
  await expect(press(chair, NOW, 'raised.reply', { ...of, version: await version() })).rejects.toThrow(/“In words”/);
  const reply = { ...of, version: await version(), says: 'Two beds from Monday' };
  golden('escalation-item-answered', await press(chair, NOW, 'raised.reply', reply));
  const told = await answered.card(await night.by(at.drugs, NOW), at.drugs, 'e1');
  golden('escalation-back', cardOf(told));
  golden('escalation-list', await press(at.drugs, NOW, 'raised.list', {}));
  golden('escalation-seen', await press(at.drugs, NOW, 'raised.seen', { id: 'e1' }));
  expect(await answered.card(await night.by(at.drugs, NOW), at.drugs, 'e1')).toBeUndefined();
  golden('team-list-answer', await press(at.police, NOW, 'team.view', { body: 'iom-team' }));
  await press(at.police, NOW, 'team.noted', { body: 'iom-team', id: 'e1' });
  golden('escalation-list-empty', await press(at.police, NOW, 'raised.list', {}));
});

test('the highest body tells whoever is above it, and records the answer; a body that sent it up takes note', async () => {
  const { press, meets, version } = await ladder();
  const seat = 'reducing-reoffending-local-authority';
  await press(holder('iom-police'), NOW, 'raised.raise', { ...RAISE, body: 'iom', about: '' });
  const { item: first } = await meets('iom-board', 'iom-board-local-authority', 'm1');
  await press(coordinator, NOW, 'raised.up', {
    meeting: 'm1',
    item: first,
    version: await version(),
    says: 'Not ours',
  });
  const { items: _, ...of } = await meets('reducing-reoffending', seat, 'm2');
  golden('escalation-item-highest', await press(holder(seat), NOW, 'agenda.item', of));
  const up = { ...of, version: await version(), says: 'Written to them today' };
  golden('escalation-item-told', await press(holder(seat), NOW, 'raised.up', up));
  const { items: __, ...later } = await meets('reducing-reoffending', seat, 'm3');
  golden('escalation-item-outside', await press(holder(seat), NOW, 'agenda.item', later));
  await press(holder(seat), NOW, 'raised.reply', { ...later, version: await version(), says: 'There is a fund' });
  const { items: ___, ...below } = await meets('iom', 'iom-probation', 'm4');
  golden('escalation-item-back', await press(chair, NOW, 'agenda.item', below));
  golden('escalation-item-noted', await press(chair, NOW, 'raised.noted', below));
});

test('what somebody has no seat for is said, and where they have none above', async () => {
  const { press } = await ladder();
  await expect(press(holder('reducing-reoffending-police'), NOW, 'raised.view', { id: 'e9' })).rejects.toThrow();
  await expect(press(coordinator, NOW, 'raised.form', {})).rejects.toThrow(/sit on none/);
  await expect(press(at.drugs, NOW, 'raised.raise', { ...RAISE, what: '' })).rejects.toThrow(/“What is raised”/);
});
