import { describe, expect, test } from 'vitest';
import { eventInWords } from '../../cards/case/timeline.ts';
import { postAgenda } from '../../services/agenda.ts';
import { Cases } from '../../services/caseModel.ts';
import {
  answerSeen,
  escalationRow,
  lookAtEscalation,
  noted,
  notedAt,
  raise,
  reply,
  sendOn,
} from '../../services/escalating.ts';
import { type Escalation, Standings } from '../../services/escalationModel.ts';
import { MOST_RAISED, raisedTo, standingsOf } from '../../services/escalationsDue.ts';
import { type AgendaItem, type Area, Meetings } from '../../services/model.ts';
import type { PersonKey } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create, replace } from '../../services/store.ts';
import { addItem, answerNoted, tickOff } from '../../services/teamMeetingItems.ts';
import { type CaseEvent, timelineOf } from '../../services/timeline.ts';
import { meetingRow, must } from '../../services/work.ts';
import { areaAt, at, startNight } from '../support/atNight.ts';
import { areaId, bodyCalled, coordinator, holder } from '../support/bodies.ts';
import { londonCase, REF } from '../support/colouredCase.ts';

const NOW = '2026-12-01T10:00Z';
const panelChair = holder('iom-probation');
const boardChair = holder('iom-board-local-authority');
const boards = ['iom-board', 'reducing-reoffending'].map((id) => bodyCalled(id, 'london'));
const holders: Area['holders'] = {
  ...areaAt().holders,
  ...Object.fromEntries(boards.flatMap(({ seats }) => seats.map(({ id }) => [id, holder(id)]))),
};
const channels = { ...areaAt().channels, 'iom-board': '19:board@thread.tacv2' };

const ladderOf = async (cases = [londonCase()]) => {
  const night = await startNight({ holders, channels }, cases);
  const raises = async (who: PersonKey, body = 'iom-team', id = 'e1', ref = REF) =>
    raise(await night.by(who, NOW), { id, body, what: 'No beds for him', ref });
  /** A planned meeting of a body whose agenda goes out. */
  const meets = async (body: string, id: string, on = '2026-12-08'): Promise<readonly AgendaItem[]> => {
    const seats = bodyCalled(body, 'london').seats.map(({ id: seat, agency }) => ({
      seat,
      agency,
      holder: holder(seat),
    }));
    await night.store.commit(areaId, [
      create(Meetings, id, {
        ...{ id, body, date: day(on), time: '10:00', place: 'Here', state: 'planned', quorum: null, seats },
        ...{ voting: { kind: 'agreement' }, attendance: [], invitees: [], chairs: [], items: [], motions: [] },
        quorumLost: [],
      }),
    ]);
    await postAgenda(await night.by(coordinator, NOW), id);
    const { doc } = await meetingRow(night.store, areaId, id);
    return doc.items.filter(({ escalation }) => escalation);
  };
  const press = async (meeting: string, id = 'e1') => {
    const { doc } = await meetingRow(night.store, areaId, meeting);
    const item = doc.items.find(({ escalation }) => escalation?.id === id);
    return {
      meeting,
      item: item?.id ?? '',
      version: (await escalationRow(await night.by(coordinator, NOW), id)).version,
    };
  };
  const kept = async (id = 'e1'): Promise<Escalation> =>
    (await escalationRow(await night.by(coordinator, NOW), id)).doc;
  const stands = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await night.store.list(areaId, Standings)).map(({ id, doc }) => [id, doc.standing]));
  return { ...night, raises, meets, press, kept, stands };
};

describe('somebody with a seat raises something for the body above', () => {
  test('of any body that meets, once for the same press, and it comes onto the next agenda above by itself', async () => {
    const ladder = await ladderOf();
    expect(await ladder.raises(at.drugs)).toBe('done');
    expect(await ladder.raises(at.drugs)).toBe('overtaken');
    expect(await ladder.stands()).toEqual({ 'iom-team|e1': 'above', 'iom|e1': 'waits' });
    expect(await ladder.meets('iom', 'm1')).toMatchObject([
      { heading: 'escalations', escalation: { id: 'e1', ref: REF }, state: 'waiting' },
    ]);
    expect(await ladder.raises(panelChair, 'iom', 'e2', '')).toBe('done');
    expect(await ladder.meets('iom-board', 'm2')).toMatchObject([{ escalation: { id: 'e2' } }]);
  });

  test.for<[string, PersonKey, string, string, RegExp]>([
    ['somebody without a seat there', panelChair, 'iom-team', REF, /seat on the IOM Team/],
    ['about a case that there is not', at.drugs, 'iom-team', 'LONDON-2026-999', /“Case”/],
  ])('not %s', async ([, who, body, ref, refusal]) => {
    const ladder = await ladderOf();
    await expect(ladder.raises(who, body, 'e1', ref)).rejects.toThrow(refusal);
    expect(await ladder.stands()).toEqual({});
  });

  test('an agenda says nothing of whom a restricted case is about, and only those named read it', async () => {
    const ladder = await ladderOf();
    await ladder.raises(at.drugs);
    const row = must(await ladder.store.get(areaId, Cases, REF), 'a case');
    await ladder.store.commit(areaId, [replace(row, { ...row.doc, restrictedTo: [panelChair] })]);
    expect((await ladder.meets('iom', 'm1')).map(({ escalation }) => escalation)).toEqual([{ id: 'e1' }]);
    await expect(lookAtEscalation(await ladder.by(at.drugs, NOW), 'e1')).rejects.toThrow(/not open|open to who/);
    expect((await lookAtEscalation(await ladder.by(panelChair, NOW), 'e1')).escalation.id).toBe('e1');
  });

  test('people of bodies that it has not reached do not read it', async () => {
    const ladder = await ladderOf();
    await ladder.raises(at.drugs);
    await expect(lookAtEscalation(await ladder.by(boardChair, NOW), 'e1')).rejects.toThrow(/open to who raised it/);
    expect(await lookAtEscalation(await ladder.by(at.drugs, NOW), 'e1')).toBeTruthy();
  });

  test('an agenda takes so many and counts the others, which come to the next', async () => {
    const ladder = await ladderOf();
    for (let n = 0; n < MOST_RAISED + 2; n++) await ladder.raises(at.drugs, 'iom-team', `e${n}`);
    const { due, noRoom } = await raisedTo(await ladder.by(coordinator, NOW), 'iom');
    expect([due.length, noRoom]).toEqual([MOST_RAISED, 2]);
  });

  test('nothing is left out of a long list, and what waits for somebody outside keeps nothing else off an agenda', async () => {
    const ladder = await ladderOf();
    const many = Array.from({ length: 60 }, (_, n) =>
      create(Standings, `iom|a${n}`, { id: `a${n}`, standing: 'outside', at: '2026-11-01T10:00:00.000Z' }),
    );
    await ladder.store.commit(areaId, many);
    await ladder.raises(at.drugs);
    expect(await standingsOf(await ladder.by(coordinator, NOW), 'iom')).toHaveLength(61);
    const { due } = await raisedTo(await ladder.by(coordinator, NOW), 'iom');
    expect(due).toHaveLength(MOST_RAISED);
    expect(due[0]).toEqual({ id: 'e1', ref: REF });
  });
});

describe('the body above', () => {
  test('answers: its item is dealt with, who raised it is told, and the body below has it until it is taken note of', async () => {
    const ladder = await ladderOf();
    await ladder.raises(at.drugs);
    await ladder.meets('iom', 'm1');
    const press = await ladder.press('m1');
    const chair = await ladder.by(panelChair, NOW);
    expect(await reply(chair, { ...press, says: 'Two beds from Monday' })).toBe('done');
    expect(await reply(chair, { ...press, says: 'No beds' })).toBe('overtaken');
    expect(await sendOn(chair, { ...press, says: 'Too late' })).toBe('overtaken');
    const { state, path } = await ladder.kept();
    expect(state).toBe('answered');
    expect(path.map(({ what, body, by, says }) => [what, body, by, says])).toEqual([
      ['raised', 'iom-team', at.drugs, 'No beds for him'],
      ['sent up', 'iom-team', at.drugs, ''],
      ['answered', 'iom', panelChair, 'Two beds from Monday'],
    ]);
    expect((await meetingRow(ladder.store, areaId, 'm1')).doc.items.find(({ id }) => id === press.item)?.state).toBe(
      'done',
    );
    expect((await ladder.sends()).filter(({ view }) => view === 'escalation back')).toMatchObject([
      { kind: 'tell', person: at.drugs, subject: 'e1' },
    ]);
    expect(await ladder.stands()).toEqual({ 'iom-team|e1': 'back' });
    await expect(answerNoted(await ladder.by(at.drugs, NOW), 'iom-team', 'e1')).rejects.toThrow(/chairs/);
    expect(await answerNoted(await ladder.by(at.police, NOW), 'iom-team', 'e1')).toBe('done');
    expect(await answerNoted(await ladder.by(at.police, NOW), 'iom-team', 'e1')).toBe('overtaken');
    expect(await ladder.stands()).toEqual({});
  });

  test('whoever raised it says that they have read the answer, once, and nobody says it for them', async () => {
    const ladder = await ladderOf();
    await ladder.raises(at.drugs);
    await ladder.meets('iom', 'm1');
    expect(await answerSeen(await ladder.by(at.drugs, NOW), 'e1')).toBe('overtaken');
    await reply(await ladder.by(panelChair, NOW), { ...(await ladder.press('m1')), says: 'Two beds' });
    await expect(answerSeen(await ladder.by(at.police, NOW), 'e1')).rejects.toThrow(/Only whoever raised it/);
    expect(await answerSeen(await ladder.by(at.drugs, NOW), 'e1')).toBe('done');
    expect(await answerSeen(await ladder.by(at.drugs, NOW), 'e1')).toBe('overtaken');
  });

  test('sends it on, rung by rung, to whoever is above the highest; the answer comes down to every rung', async () => {
    const ladder = await ladderOf();
    await ladder.raises(at.drugs);
    for (const [body, id] of [
      ['iom', 'm1'],
      ['iom-board', 'm2'],
      ['reducing-reoffending', 'm3'],
    ] as const) {
      await ladder.meets(body, id);
      expect(
        await sendOn(await ladder.by(coordinator, NOW), { ...(await ladder.press(id)), says: `From ${body}` }),
      ).toBe('done');
    }
    const { path, state, with: present } = await ladder.kept();
    expect([state, present]).toEqual(['outside', 'reducing-reoffending']);
    expect(path.at(-1)).toMatchObject({
      ...{ what: 'told outside', body: 'reducing-reoffending', to: 'Regional board (MOPAC IOM Executive Board)' },
      ...{ by: coordinator, at: '2026-12-01T10:00:00.000Z' },
    });
    await expect(
      sendOn(await ladder.by(coordinator, NOW), { ...(await ladder.press('m3')), says: 'Again' }),
    ).rejects.toThrow(/outside already/);

    // It waits on each agenda of the highest body until the answer is there.
    expect(await ladder.meets('reducing-reoffending', 'm4', '2027-03-11')).toHaveLength(1);
    await reply(await ladder.by(coordinator, NOW), { ...(await ladder.press('m4')), says: 'London has a fund' });
    expect((await ladder.kept()).path.at(-1)).toMatchObject({
      ...{ what: 'answered', outside: 'Regional board (MOPAC IOM Executive Board)', says: 'London has a fund' },
    });
    expect(await ladder.stands()).toEqual({ 'iom-board|e1': 'back', 'iom-team|e1': 'back', 'iom|e1': 'back' });

    // On the next agenda of each rung, until its chair has said that it is taken note of.
    const [item] = await ladder.meets('iom-board', 'm5', '2027-01-21');
    expect(item?.escalation).toEqual({ id: 'e1', ref: REF, back: true });
    const of = { meeting: 'm5', item: item?.id ?? '' };
    expect(await notedAt(await ladder.by(boardChair, NOW), of)).toBe('done');
    expect(await notedAt(await ladder.by(boardChair, NOW), of)).toBe('overtaken');
    expect(await ladder.meets('iom-board', 'm6', '2027-03-18')).toEqual([]);
  });

  test('what was raised about a case stands in its history, on its way up and down', async () => {
    const ladder = await ladderOf();
    const told = async () => {
      const events = await timelineOf(await ladder.by(coordinator, NOW), REF, 10);
      const words = (event: CaseEvent) => eventInWords(event, new Map(), schemes.london as Scheme);
      return events.map(({ doc }) => words(doc)).sort();
    };
    await ladder.raises(at.drugs);
    const sent = 'Sent by the IOM Team to the IOM Panel: No beds for him';
    expect(await told()).toEqual([sent]);
    await ladder.meets('iom', 'm1');
    await sendOn(await ladder.by(panelChair, NOW), { ...(await ladder.press('m1')), says: 'We have none' });
    await ladder.meets('iom-board', 'm2');
    await reply(await ladder.by(boardChair, NOW), { ...(await ladder.press('m2')), says: 'Two beds' });
    expect(await told()).toEqual([
      'Answer of the IOM Board: Two beds',
      'Sent by the IOM Panel to the IOM Board: We have none',
      sent,
    ]);
  });

  test('which does not have it any more changes nothing', async () => {
    const ladder = await ladderOf();
    await ladder.raises(at.drugs);
    await ladder.meets('iom', 'm1');
    const before = await ladder.press('m1');
    await sendOn(await ladder.by(panelChair, NOW), { ...before, says: 'On' });
    expect(await raisedTo(await ladder.by(panelChair, NOW), 'iom')).toEqual({ due: [], noRoom: 0 });
    const now = await ladder.press('m1');
    expect(await reply(await ladder.by(panelChair, NOW), { ...now, says: 'Late' })).toBe('overtaken');
    expect(await noted(await ladder.by(panelChair, NOW), 'iom', 'e1')).toBe('overtaken');
  });
});

test.for([
  ['problem-case', 'iom'],
  ['board', 'iom-board'],
] as const)(
  'an item of the team’s list of the kind %s goes up to %s, raised by whoever brought it',
  async ([kind, to]) => {
    const ladder = await ladderOf();
    await ladder.look('2026-11-24T11:00Z');
    await addItem(await ladder.by(at.drugs, '2026-11-24T12:00Z'), {
      ...{ body: 'iom-team', id: 'i1', kind, ref: REF, what: 'No beds for him' },
    });
    await ladder.look('2026-11-27T09:00Z');
    const press = {
      body: 'iom-team',
      item: 'i1',
      version: 1,
      ticked: { how: 'escalated', says: 'We need the panel' },
    } as const;
    expect(await tickOff(await ladder.by(at.police, '2026-11-30T09:45Z'), press)).toBe('done');
    expect(await tickOff(await ladder.by(at.police, '2026-11-30T09:45Z'), press)).toBe('overtaken');
    const [standing] = await standingsOf(await ladder.by(coordinator, NOW), to);
    expect(await ladder.kept(standing?.id)).toMatchObject({
      ...{ from: 'iom-team', by: at.drugs, with: to, state: 'waiting' },
      path: [
        { what: 'raised', by: at.drugs, says: 'No beds for him' },
        { what: 'sent up', by: at.police, says: 'We need the panel', to },
      ],
    });
  },
);
