/** One instance sends into a tenant: who holds the lease, who takes it over, and what the next one knows of the one before. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PEOPLE } from '../../services/area.ts';
import { StorageAway, type Store } from '../../services/store.ts';
import { NOT_DELIVERED, Undelivereds } from '../../services/undelivered.ts';
import { HOST, TEAM } from '../support/bot.ts';
import { arrived, gate, priya, refuse, SECOND, startWorld, tom, type World } from '../support/outbox.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ memory: true });
});
afterEach(() => world.close());

const subjects = () => world.sent().map((card) => card.subject);

describe('the lease', () => {
  test('is held by one of those who run, and the others send nothing', async () => {
    const one = world.start({ instance: 'one' });
    await one.idle();
    const two = world.start({ instance: 'two' });
    for (let card = 0; card < 5; card++) {
      await world.tell(card % 2 ? priya : tom, String(card));
      await world.look(two);
      expect(subjects()).toHaveLength(card);
      await world.look(one);
      expect(subjects()).toHaveLength(card + 1);
      world.clock += 6 * SECOND;
      await world.look(one);
    }
  });

  test('is taken over when its holder has died and it has run out, and nothing is sent twice', async () => {
    const dead = world.start({ instance: 'dead' });
    await world.tell(priya, 'before');
    await world.look(dead);
    const two = world.start({ instance: 'two' });
    await world.tell(priya, 'after');
    world.clock += 14.9 * SECOND;
    await world.look(two);
    expect(subjects()).toEqual(['before']);
    world.clock += 0.1 * SECOND;
    await world.look(two);
    expect(subjects()).toEqual(['before', 'after']);
    // Not dead after all: it finds that it is the sender no more.
    await world.tell(priya, 'last');
    await world.look(dead);
    expect(subjects()).toEqual(['before', 'after']);
    await world.look(two);
    expect(subjects()).toEqual(['before', 'after', 'last']);
  });

  test('is given back at the end, and taken up by another at once', async () => {
    const one = world.start({ instance: 'one' });
    await one.idle();
    await one.stop();
    await world.tell(priya, 'one');
    await world.start({ instance: 'two' }).idle();
    expect(subjects()).toEqual(['one']);
  });

  test('is taken up at once by the same instance after a crash, which waits as long as the shortest limits', async () => {
    await world.start({ instance: 'same' }).idle();
    await world.tell(priya, 'one');
    const again = world.start({ instance: 'same' });
    await again.idle();
    expect(subjects()).toEqual([]);
    world.clock += 2 * SECOND;
    await world.look(again);
    expect(subjects()).toEqual(['one']);
  });

  test('is not believed in by a process that could not renew it', async () => {
    let away = false;
    const flaky: Store = {
      ...world.store,
      get: (partition, ...of) => {
        if (away && partition === PEOPLE) throw new StorageAway('away');
        return world.store.get(partition, ...of);
      },
    };
    const one = world.start({ instance: 'one', store: flaky });
    await one.idle();
    away = true;
    world.clock += 13 * SECOND;
    await world.tell(priya, 'one');
    await world.look(one);
    expect(subjects()).toEqual([]);
    away = false;
    await world.look(one);
    expect(subjects()).toEqual(['one']);
  });

  test('that ends while a card is on its way keeps the next from going out', async () => {
    const { begun, pass, letGo } = gate();
    world.teams.answer(async () => {
      await pass();
      return arrived;
    });
    await world.tell(priya, 'one');
    await world.tell(priya, 'two');
    const one = world.start({ instance: 'one' });
    await begun;
    world.clock += 13 * SECOND;
    letGo();
    await one.idle();
    expect(subjects()).toEqual(['one']);
    expect(await world.outbox()).toMatchObject([{ send: { subject: 'two' }, state: 'waiting', attempts: 0 }]);
  });
});

test('a press at another instance is followed by its card within a second or so', async () => {
  world.start({ instance: 'sender', sweepEvery: 50 });
  const other = world.start({ instance: 'other', sweepEvery: 50 });
  await other.idle();
  await world.tell(priya, 'one');
  other.nudge(TEAM);
  await vi.waitFor(() => expect(subjects()).toEqual(['one']), { timeout: 20_000 });
});

describe('a busy conversation', () => {
  const fill = async (count: number, to = priya): Promise<void> => {
    for (let card = 0; card < count; card++) await world.tell(to, `${to === priya ? 'p' : 't'}${card}`);
  };
  /** Looks ten times a second for so long. */
  const run = async (delivery: Parameters<World['look']>[0], seconds: number): Promise<void> => {
    for (let tenth = 0; tenth < seconds * 10; tenth++) {
      world.clock += SECOND / 10;
      await world.look(delivery);
    }
  };

  test('waits, and others do not', async () => {
    await fill(20);
    const delivery = world.start();
    await delivery.idle();
    expect(subjects()).toHaveLength(6);
    world.teams.answer((asked) => ({ status: 201, body: { id: asked.body.members ? 'a:tom' : '1700' } }));
    await fill(1, tom);
    await world.look(delivery);
    expect(subjects()).toHaveLength(7);
    expect(subjects().at(-1)).toBe('t0');
    await run(delivery, 8);
    expect(subjects()).toHaveLength(21);
    // What waits for its turn has not been tried.
    expect(await world.outbox()).toEqual([]);
  });

  test('is left alone by all cards for as long as Teams asked of one', async () => {
    await fill(2);
    world.teams.answer(refuse(429, 'Throttled', { 'retry-after': '40' }));
    const delivery = world.start();
    await delivery.idle();
    world.teams.answer(arrived);
    world.clock += 39 * SECOND;
    await world.look(delivery);
    expect(subjects()).toEqual(['p0']);
    world.clock += SECOND;
    await world.look(delivery);
    expect(subjects()).toEqual(['p0', 'p0', 'p1']);
  });

  test('is known to an instance that begins again at once', async () => {
    await fill(100);
    await run(world.start({ instance: 'same' }), 16);
    const before = subjects().length;
    expect(before).toBe(54);
    await run(world.start({ instance: 'same' }), 10);
    expect(subjects().length).toBeLessThanOrEqual(60);
  });

  test('is known to whoever takes the sending over', async () => {
    await fill(70);
    const one = world.start({ instance: 'one' });
    await run(one, 16);
    const before = subjects().length;
    expect(before).toBe(54);
    const row = await world.store.get(PEOPLE, { prefix: 'sender' }, HOST);
    expect(JSON.stringify(row?.doc)).toContain('a:priya');
    const two = world.start({ instance: 'two' });
    world.clock += 15 * SECOND;
    await world.look(two);
    // Of the first of these 30 seconds nothing is left, of the others all: no more than Teams takes.
    expect(subjects().length).toBeLessThanOrEqual(60);
    await run(two, 30);
    expect(subjects()).toHaveLength(70);
  });
});

describe('co-ordinators hear of what failed', () => {
  const notices = () => world.sent().filter(({ subject }) => subject === NOT_DELIVERED);

  test('on one card for what failed within a minute, and not before', async () => {
    const delivery = world.start({ coordinators: [tom, priya] });
    world.teams.answer(refuse(500, 'ServiceError'));
    await world.tell(priya, 'one');
    await world.look(delivery);
    world.clock += 30 * SECOND;
    await world.tell(priya, 'two');
    await world.look(delivery);
    world.teams.answer((asked) => ({ status: 201, body: { id: asked.body.members ? 'a:tom' : '1700' } }));
    world.clock += 29 * SECOND;
    await world.look(delivery);
    expect(notices()).toEqual([]);
    world.clock += SECOND;
    await world.look(delivery);
    expect(
      notices()
        .map(({ person }) => person)
        .toSorted(),
    ).toEqual([priya, tom].toSorted());
    expect(await world.store.list(TEAM, Undelivereds)).toHaveLength(2);
  });

  test('at most every quarter of an hour, and of the last one too', async () => {
    const delivery = world.start({ coordinators: [priya] });
    const fail = async (subject: string) => {
      world.teams.answer(refuse(500, 'ServiceError'));
      await world.tell(priya, subject);
      await world.look(delivery);
      world.teams.answer(arrived);
    };
    const minute = async () => {
      world.clock += 60 * SECOND;
      await world.look(delivery);
    };
    await fail('one');
    await minute();
    expect(notices()).toHaveLength(1);
    await fail('two');
    for (let minutes = 0; minutes < 14; minutes++) {
      await minute();
      await fail('and on');
    }
    expect(notices()).toHaveLength(1);
    await minute();
    expect(notices()).toHaveLength(2);
    await fail('last');
    for (let minutes = 0; minutes < 15; minutes++) await minute();
    expect(notices()).toHaveLength(3);
  });

  test('and never of that card itself, nor is it sent to somebody who is not in the team', async () => {
    const delivery = world.start({ coordinators: [priya, `${HOST}|elsewhere`] });
    world.teams.answer(refuse(500, 'ServiceError'));
    await world.tell(priya, 'one');
    await world.look(delivery);
    world.clock += 60 * SECOND;
    await world.look(delivery);
    expect(notices()).toHaveLength(1);
    world.clock += 3_600 * SECOND;
    await world.look(delivery);
    expect(notices()).toHaveLength(1);
    expect((await world.failed()).length).toBe(1);
  });
});
