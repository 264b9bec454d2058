import { expect, test } from 'vitest';
import { acknowledgementCard } from '../../cards/acknowledgement/card.ts';
import { LIMIT, size } from '../../cards/render.ts';
import { done } from '../../cards/words.ts';
import type { AcknowledgementSeen } from '../../services/acknowledgements.ts';
import type { Decision } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { areaId, bodyCalled, openMeetingOf, schemeWith } from '../support/bodies.ts';
import { richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';

const intervention = (what: string) => ({
  what,
  pathway: 'accommodation',
  seat: 'iom-housing-head-of-operations',
  due: day('2026-12-01'),
});

const seen = (decision: Partial<Decision>, receivedAt?: string): AcknowledgementSeen => ({
  acknowledgement: {
    referral: 'RICH-2026-001',
    meeting: 'm1',
    item: 'RICH-2026-001',
    ...(receivedAt && { receivedAt }),
  },
  decision: {
    meeting: 'm1',
    item: 'RICH-2026-001',
    referral: 'RICH-2026-001',
    kind: 'adopt',
    state: 'recorded',
    basis: { motion: 'v1' },
    interventions: [],
    ...decision,
  },
  meeting: openMeetingOf(bodyCalled('iom'), { state: 'closed', closedAt: '2026-11-05T12:00:00.000Z' }),
});

const adopted: Partial<Decision> = {
  category: 'ppo',
  leadAgency: 'probation',
  reviewOn: day('2027-02-05'),
  interventions: [intervention('A *supported* tenancy, as typed'), intervention('A second task')],
};

const card = (of: AcknowledgementSeen, forReferrer = true, scheme = richmond) =>
  acknowledgementCard({ seen: of, scheme, area: areaId, forReferrer });

const conference = bodyCalled('conference-one', 'leeds');
const onScore = (decision: Partial<Decision>) => {
  const weighed = { decidedOn: 'score' as const, whyScore: 'No partner *knows* him yet.', ...decision };
  return card({ ...seen(weighed), meeting: openMeetingOf(conference) }, true, schemeWith(conference));
};

test.for<[string, () => ReturnType<typeof card>]>([
  ['acknowledgement-accepted', () => card(seen(adopted))],
  ['acknowledgement-seen-by-chair', () => card(seen(adopted), false)],
  [
    'acknowledgement-seen-by-coordinator',
    () =>
      acknowledgementCard({
        ...{ seen: seen(adopted), scheme: richmond, area: areaId },
        ...{ forReferrer: false, forOffice: true },
      }),
  ],
  [
    'acknowledgement-received',
    () =>
      acknowledgementCard({
        seen: seen(adopted, '2026-11-06T09:00:00.000Z'),
        scheme: richmond,
        area: areaId,
        forReferrer: true,
        notice: done('Thank you. It is recorded that you have received this.'),
      }),
  ],
  [
    'acknowledgement-declined',
    () => card(seen({ kind: 'decline', reasons: 'Not enough offending.', alternatives: 'Mentoring.' })),
  ],
  [
    'acknowledgement-accepted-on-score',
    () =>
      onScore({
        leadAgency: 'probation',
        reviewOn: day('2027-02-05'),
        interventions: [{ what: 'A *weekly* visit', seat: 'conference-one-disc', due: day('2026-12-01') }],
      }),
  ],
  ['acknowledgement-declined-on-score', () => onScore({ kind: 'decline', reasons: 'Too low.' })],
  ['acknowledgement-deferred', () => card(seen({ kind: 'defer', wanted: 'A newer score.' }))],
])('%s', ([name, make]) => golden(name, make()));

test('twenty interventions of the longest words fit on the card', () => {
  const interventions = Array.from({ length: 20 }, () => intervention('“'.repeat(160)));
  const whyScore = '“'.repeat(1000);
  expect(size(card(seen({ ...adopted, interventions, decidedOn: 'score', whyScore })))).toBeLessThan(LIMIT);
});
