/** Two short forms: name a substitute for a seat, or, for chair and co-ordinator, mark somebody. */
import { seatTakenBy } from '../../services/attendance.ts';
import type { Meeting, PersonKey } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { seatName } from '../../services/work.ts';
import { type Card, render } from '../render.ts';
import { type Button, button } from '../words.ts';
import template from './template.json' with { type: 'json' };

type Choice = { readonly title: string; readonly value: string };

export type AttendanceCard = {
  heading: string;
  explains: string;
  seat: readonly { choices: readonly Choice[] }[];
  state: readonly { choices: readonly Choice[] }[];
  person: readonly { label: string; dataset: string }[];
  buttons: readonly Button[];
};

const back = (meeting: Meeting) => button('Back', 'meeting.view', { meeting: meeting.id });

export const substituteCard = (
  meeting: Meeting,
  person: PersonKey,
  version: number,
  scheme: Scheme,
  area: string,
): Card => {
  const seat = seatTakenBy(meeting, person);
  return render(
    template,
    {
      heading: 'Name a substitute',
      explains: `For ${seat ? seatName({ scheme }, seat) : 'your seat'}, at this meeting only. A substitute is a briefed colleague of the same agency; they take the seat, not the chair.`,
      seat: [],
      state: [],
      person: [{ label: 'Who sits in this seat', dataset: `members|${area}` }],
      buttons: [
        button('Name the substitute', 'attendance.name', { meeting: meeting.id, version }, { inputs: 'auto' }),
        back(meeting),
      ],
    } satisfies AttendanceCard,
    { area },
  );
};

export const markingCard = (meeting: Meeting, scheme: Scheme, area: string): Card =>
  render(
    template,
    {
      heading: 'Mark somebody',
      explains:
        'For somebody who cannot use their own card just now. To end a substitution, mark the substitute as gone, then name the seat’s holder below.',
      seat: [{ choices: meeting.seats.map(({ seat }) => ({ title: seatName({ scheme }, seat), value: seat })) }],
      state: [
        {
          choices: [
            { title: 'Here', value: 'present' },
            { title: 'Gone', value: 'gone' },
            { title: 'Apologies', value: 'apologies' },
            { title: 'Somebody else takes this seat: named below', value: 'substitute' },
          ],
        },
      ],
      person: [{ label: 'Who takes the seat (only for somebody else)', dataset: `members|${area}` }],
      buttons: [button('Record', 'attendance.mark', { meeting: meeting.id }, { inputs: 'auto' }), back(meeting)],
    } satisfies AttendanceCard,
    { area },
  );
