import { describe, expect, test } from 'vitest';
import { meetingCard } from '../../cards/meeting/card.ts';
import { done } from '../../cards/words.ts';
import type { Meeting, PersonKey } from '../../services/model.ts';
import { richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import {
  areaId,
  at,
  attending,
  coordinator,
  holder,
  meeting,
  members,
  referrer,
  seat,
  six,
  stranger,
} from '../support/seated.ts';

const planned: Partial<Meeting> = { state: 'planned', chairs: [], attendance: [] };
const apologies = { seat: seat.housing, version: 1, apologies: true, periods: [] };
const substituted = {
  seat: seat.housing,
  version: 2,
  sitter: stranger,
  substitute: true,
  periods: [{ from: at(3).toISOString() }],
};
const withoutHousing = attending(six.filter((id) => id !== seat.housing));
const invited = [{ person: referrer, version: 1, periods: [{ from: at(1).toISOString() }] }];

const states: Record<string, { over?: Partial<Meeting>; viewer?: PersonKey; notice?: ReturnType<typeof done> }> = {
  planned: { over: planned },
  'planned-member': { over: planned, viewer: holder(seat.youth) },
  'planned-chair-away': { over: planned, viewer: holder(seat.chair) },
  'planned-chair-here': { over: { ...planned, attendance: attending(six) }, viewer: holder(seat.chair) },
  'planned-next-to-chair': { over: { ...planned, attendance: attending(six.slice(1)) }, viewer: holder(seat.council) },
  inquorate: { over: { attendance: attending(six.slice(0, 3)) } },
  quorate: { over: { attendance: attending([...six, seat.inspector]) } },
  apologies: { over: { attendance: [...withoutHousing, apologies] }, viewer: holder(seat.housing) },
  substitute: { over: { attendance: [...withoutHousing, substituted] }, viewer: stranger },
  substituted: { over: { attendance: [...withoutHousing, substituted] }, viewer: holder(seat.housing) },
  'member-here': { viewer: holder(seat.youth), notice: done('You are marked as here.') },
  'chair-here': { viewer: holder(seat.chair) },
  'next-to-chair': { over: { attendance: attending(six.slice(1)) }, viewer: holder(seat.council) },
  'referrer-away': { viewer: referrer },
  'referrer-here': { over: { invitees: invited }, viewer: referrer },
  coordinator: { viewer: coordinator },
  closed: { over: { state: 'closed', closedAt: at(90).toISOString() }, viewer: holder(seat.youth) },
};

const view = ({ over, viewer, notice }: (typeof states)[string]) =>
  meetingCard({
    meeting: meeting(over),
    scheme: richmond,
    area: areaId,
    ...(viewer && { viewer: { person: viewer, coordinator: viewer === coordinator } }),
    notice,
    refresh: ['29:a'],
  });

describe('the meeting, as it looks', () => {
  test.for(Object.entries(states))('%s', ([name, state]) => {
    golden(`meeting-${name}`, view(state));
  });

  test('names nobody', () => {
    for (const state of Object.values(states)) {
      const text = JSON.stringify(view(state));
      expect(members.filter(({ name }) => text.includes(name))).toEqual([]);
    }
  });
});
