import { describe, expect, test } from 'vitest';
import { invitedCard, mentionCard, sentAgain, staleCard, teamsCard } from '../../cards/notice/card.ts';
import { size } from '../../cards/render.ts';
import type { Referral } from '../../services/model.ts';
import { people, richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { referral } from '../support/referring.ts';
import { areaId, at, meeting, members } from '../support/seated.ts';

const [somebody] = members;
if (!somebody) throw new Error('there are members');
const opens = { verb: 'acknowledgement.view', data: { referral: 'RICH-2026-001' } };
const released = referral({ history: [{ what: 'released', at: at(0).toISOString(), by: people.shelter }] });
const mention = () => mentionCard(somebody, 'there is an answer to a referral of yours.', opens, areaId);

describe('notices, as they look', () => {
  test('a mention', () => golden('notice-mention', mention()));
  test.for<[string, Referral]>([
    ['notice-invited', released],
    ['notice-invited-gatekeeper', released],
    ['notice-invited-gatekeeper-passed-by', referral()],
  ])('%s', ([name, of]) => {
    const reader = name === 'notice-invited' ? people.referrer : people.shelter;
    golden(name, invitedCard(of, reader, meeting(), richmond, areaId));
  });
  test('a card sent again', () => golden('notice-again', sentAgain(mention())));
  test('a choice of team', () =>
    golden(
      'notice-teams',
      teamsCard('help.view', {}, [
        { id: 'a', name: 'Meadow' },
        { id: 'b', name: 'Hill' },
      ]),
    ));
  test('a card that cannot be brought up to date', () =>
    golden('notice-stale', staleCard('vote.view', { motion: 'x' })));
});

test('the mention in the text is the one that Teams is told of', () => {
  const odd = mentionCard({ ...somebody, name: 'Mo *Example*' }, 'read this.', opens, areaId);
  const [entity] = (odd.msteams as { entities: { text: string }[] }).entities;
  expect(JSON.stringify(odd.body)).toContain(JSON.stringify(entity?.text).slice(1, -1));
});

test('a card that cannot be brought up to date gives back no more than a card holds', () => {
  expect(size(staleCard('vote.view', { motion: 'x'.repeat(250_000) }))).toBeLessThan(1_000);
});
