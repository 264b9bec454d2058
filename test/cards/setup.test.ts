import { describe, expect, test } from 'vitest';
import { channelCard, schemeCard, seatsCard } from '../../cards/setup/card.ts';
import { done } from '../../cards/words.ts';
import { schemes } from '../../services/schemes/index.ts';
import { richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { area, iom, members, seat } from '../support/seated.ts';

describe('set-up, as it looks', () => {
  test('a team without a scheme', () =>
    golden('setup-scheme', schemeCard(area({ scheme: null, channels: {} }), schemes)));
  test('a team with one', () =>
    golden('setup-scheme-chosen', schemeCard(area(), schemes, done('The scheme is chosen.'))));
  test('a channel without a body', () => golden('setup-channel', channelCard(area(), richmond, '19:new@thread.tacv2')));
  test('a channel with one', () =>
    golden('setup-channel-bound', channelCard(area(), richmond, '19:panel@thread.tacv2')));
  test('seats that nobody holds yet', () =>
    golden('setup-seats-empty', seatsCard(area({ holders: {} }), richmond, 'iom', members)));
  test('seats with holders', () =>
    golden('setup-seats', seatsCard(area({ viceChairs: { iom: seat.council } }), richmond, 'iom', members)));
});

test('a holder’s name is shown as it is, whatever it holds', () => {
  const [first, ...rest] = members;
  if (!first) throw new Error('there are members');
  const odd = [{ ...first, name: 'Mo *Example*' }, ...rest];
  expect(JSON.stringify(seatsCard(area(), richmond, iom.id, odd))).toContain(
    JSON.stringify('Mo \\*Example\\* (chair)'),
  );
});
