/** A week of London's team over HTTP: collected, listed, ticked off, sent up to the panel, answered, and read by whoever raised it. */
import { expect, onTestFinished, test } from 'vitest';
import { cast, type Role } from '../rehearsal/cast.ts';
import { castings } from '../rehearsal/castings.ts';
import { setUp } from '../rehearsal/setup.ts';
import { atMeeting } from './support/atMeeting.ts';
import { laid } from './support/cases.ts';
import { londonCase, REF } from './support/colouredCase.ts';
import { httpPlayer } from './support/httpPlayer.ts';
import { keyOf, startPanel } from './support/panel.ts';
import { pressed } from './support/pressing.ts';

const MEETING = 'IOM Team, weekly meeting of Monday 30 November 2026';
const FORM = 'For the meeting of Monday 30 November 2026';

test('the weekly meeting of the team, and an item that goes up to the panel and comes back answered', async () => {
  const panel = await startPanel({ casting: castings.london });
  onTestFinished(panel.stop);
  const { room, store } = panel;
  await setUp(room);
  const who = (role: Role) => httpPlayer(room.as(cast[role]));
  const goesTo = (instant: string) => room.clock.moveTo(new Date(instant));
  const people = { leadProfessional: keyOf(cast.chair), policeContact: keyOf(cast.policeOfficer) };
  await store.commit(panel.area, laid(londonCase({ ...people, owner: 'police' })));

  // During the week: from chat, with the case found by name; and from the card of the case.
  goesTo('2026-11-25T12:00:00Z');
  await who('drugs').say('for the meeting');
  const drugs = room.as(cast.drugs);
  const found = await drugs.search(await drugs.card(FORM), 'about', 'quil');
  expect(found).toEqual([{ title: `${REF}: Quillon Testerby`, value: REF }]);
  await pressed(drugs, await drugs.card(FORM), 'Add it', {
    kind: 'Problem case',
    about: REF,
    what: 'There is no bed for him at the invented hostel',
  });
  await who('drugs').sees([MEETING, 'It is being collected', 'There is no bed for him']);
  await who('policeOfficer').say(`case ${REF}`);
  await who('policeOfficer').press(`${REF}: Quillon Testerby`, 'For the team’s meeting');
  await who('policeOfficer').press(FORM, 'Add it', { 'What it is': 'Problem case', 'In words': 'Seen in the park' });
  await who('policeOfficer').press(MEETING, 'Take it back');
  await who('policeOfficer').sees([MEETING, 'It is taken back']);

  // Whoever has brought nothing has it on the card of their day.
  goesTo('2026-11-26T08:00:00Z');
  await who('mentalHealth').sees(['Your day: Thursday 26 November 2026', 'You have brought nothing yet']);

  goesTo('2026-11-27T09:00:00Z');
  const list = await who('policeOfficer').sees([MEETING, `Item 1: Problem case ${REF}`], 'IOM team');
  expect(list).not.toMatch(/Quillon|hostel/);
  await who('mentalHealth').press(MEETING, 'Add an item', {}, 'IOM team');
  await who('mentalHealth').press(
    FORM,
    'Add it',
    {
      'What it is': 'Service provision',
      'In words': 'The invented gate team is short of people',
    },
    'IOM team',
  );
  await who('policeOfficer').sees([MEETING, 'Item 2: Service provision', 'came after the list was out'], 'IOM team');

  goesTo('2026-11-30T09:40:00Z');
  await who('policeOfficer').say('team meeting');
  await who('policeOfficer').press(MEETING, 'Tick off');
  await who('policeOfficer').press(`Item 1: Problem case ${REF}`, 'Send it to the IOM Panel', {
    'Outcome, in words': 'We cannot solve this alone',
  });
  await who('policeOfficer').press(MEETING, 'Tick off');
  await who('policeOfficer').press('Item 2: Service provision', 'Dealt with', {
    'Outcome, in words': 'Two more from May',
  });
  const ticked = await who('drugs').sees([MEETING, 'sent to the body above', 'dealt with'], 'IOM team');
  expect(ticked).not.toMatch(/alone|May/);

  // It comes onto the panel's agenda by itself, and the panel's chair answers it.
  const meeting = atMeeting(who, 'IOM Panel', 'IOM panel');
  await who('coordinator').say('agenda', 'IOM panel');
  await meeting.arrive(['chair', 'inspector', 'coordinator', 'drugs']);
  await meeting.open('chair');
  const agenda = await who('chair').sees(['Agenda:', `Raised by a body below ${REF}`], 'IOM panel');
  const [, number] = agenda.match(/Item (\d+): Raised by a body below/) ?? [];
  await who('chair').press('Agenda:', `Open item ${number}`, {}, 'IOM panel');
  await who('chair').press(
    `Raised by a body below ${REF}`,
    'Send the answer down',
    {
      'In words': 'The council finds two beds by Monday',
    },
    'IOM panel',
  );

  await who('drugs').sees(['What you raised is answered', 'The council finds two beds by Monday']);
  await who('drugs').press('What you raised is answered', 'I have read the answer');
  await who('drugs').sees(['Raised in the IOM Team', 'Whoever raised it has read the answer']);
  await who('policeOfficer').say('team meeting');
  await who('policeOfficer').press('Answer from above', 'We have taken note');
  await who('policeOfficer').sees([MEETING, 'The team has taken note of it']);

  await panel.settled();
  const sent = room.teams.state.messages.filter(({ from }) => from === 'bot');
  const inChannels = sent.filter(({ conversation }) =>
    Object.values(room.teams.state.channels).some((channel) => conversation.startsWith(channel)),
  );
  expect(inChannels.length).toBeGreaterThan(2);
  expect(JSON.stringify(inChannels.map(({ card }) => card))).not.toMatch(/Quillon|no bed|two beds|short of people/);
});
