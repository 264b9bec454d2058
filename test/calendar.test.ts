/** A fortnight of Essex by its calendar, over HTTP: nobody has to remember a date, and a meeting that moves takes its dates along. */
import { expect, test } from 'vitest';
import { channelOf } from '../rehearsal/castings.ts';
import { atMeeting } from './support/atMeeting.ts';
import { startScene } from './support/scene.ts';

const body = 'IOM Panel, Thurrock';

test('the chain of a fortnight comes by itself; a meeting is moved, and what hangs on it comes on the new dates', async () => {
  const { who, room, casting } = await startScene('essex');
  const channel = channelOf(casting);
  const at = (moment: string) => room.clock.moveTo(new Date(moment));
  const sam = who('coordinator');
  const priya = who('chair');

  const opensMove = async () => {
    await sam.say('calendar');
    await sam.press('The next meeting of each body', `Calendar: ${body}`);
    await sam.press(`Calendar: ${body}`, 'Move it');
  };

  // A meeting was made off the rhythm; moved onto its day, it is held, and nobody has made the next one.
  await opensMove();
  await sam.press(`Move: ${body}`, 'Move the meeting', { 'New day': '2026-11-25', Reason: 'It is a Wednesday' });
  at('2026-11-25T10:00Z');
  const held = atMeeting(who, body, channel);
  await held.arrive(['chair', 'policeOfficer', 'drugs']);
  await held.open('chair');
  await held.close('chair');

  at('2026-11-26T08:01Z');
  const missing = `Meeting to be made: ${body}, Wednesday 9 December 2026`;
  await sam.sees(['Your day:', missing]);
  await sam.press(missing, 'Make this meeting');
  await sam.press(`New meeting: ${body}`, 'Make the meeting', { Place: 'Meadow House' });
  await sam.sees(['The meeting of 9 December 2026 is made.', `Calendar: ${body}`]);
  await priya.sees([`${body}, Wednesday 9 December 2026`, 'Meadow House'], channel);

  // Two working days before minutes and agenda are due, together; and the day on which people are asked.
  at('2026-11-30T08:01Z');
  await sam.sees(['Your day:', `Minutes of 25 November 2026 and agenda of 9 December 2026: ${body}`]);
  const asked = `Are you coming? ${body}, Wednesday 9 December 2026`;
  await priya.press(asked, 'I am coming');
  await priya.sees([asked, 'you have said that you are coming']);
  await who('policeOfficer').press(asked, 'Send apologies');
  await who('drugs').sees(
    [`${body}, Wednesday 9 December 2026`, 'Have said that they are coming: 1', 'Apologies: 1'],
    channel,
  );

  await opensMove();
  const form = `Move: ${body}`;
  const wanted = { 'New day': '2026-12-14', Reason: 'The hall is closed' };
  expect(await sam.told(form, 'Move the meeting', { ...wanted, 'New day': '2026-12-12' })).toContain(
    '12 December 2026 is no working day',
  );
  await sam.press(form, 'Move the meeting', wanted);
  await sam.sees([`Calendar: ${body}`, 'The meeting is on 14 December 2026 at 10:00 now', 'Moved from']);
  await priya.sees([`${body}, Monday 14 December 2026`, 'Moved from Wednesday 9 December 2026'], channel);
  const moved = `Moved: ${body}, Monday 14 December 2026`;
  await priya.sees([moved, 'The hall is closed', 'none yet.']);
  await who('policeOfficer').sees([moved, 'you have sent apologies']);

  // The minutes are due on their day, without the agenda, which is due on 7 December now.
  at('2026-12-02T08:01Z');
  const minutes = `Minutes: ${body}, Wednesday 25 November 2026`;
  await sam.sees(['Your day: Wednesday 2 December 2026', minutes, 'due today by 17:00']);
  await sam.press(minutes, 'Post the minutes');
  await sam.sees([`Calendar: ${body}`, 'The minutes are in the channel.']);
  await who('drugs').sees([minutes, 'Final'], channel);

  at('2026-12-03T08:01Z');
  const agenda = `Agenda: ${body}, Monday 14 December 2026`;
  await sam.sees(['Your day: Thursday 3 December 2026', agenda, 'due by 17:00 on 7 December 2026']);
  await priya.press('Your day: Thursday 3 December 2026', 'Post the agenda');
  await priya.sees([`Calendar: ${body}`, 'The agenda of 14 December 2026 is in the channel.']);
  await who('drugs').sees(agenda, channel);

  // Who has not answered since is asked again two working days before the new day.
  at('2026-12-10T08:01Z');
  await priya.sees(`Are you coming? ${body}, Monday 14 December 2026`);
  await priya.say('calendar');
  await priya.press('The next meeting of each body', `Calendar: ${body}`);
  await priya.press(`Calendar: ${body}`, 'All its dates');
  await priya.sees(['what hangs on the meeting', 'out since 3 December 2026', 'Have not said whether they are coming']);

  // That meeting is called off, after its agenda has gone out.
  await sam.say('calendar');
  await sam.press('The next meeting of each body', `Calendar: ${body}`);
  await sam.press(`Calendar: ${body}`, 'Call it off');
  const off = `Call it off: ${body}, Monday 14 December 2026`;
  expect(await sam.told(off, 'Call it off', {})).toContain('“Reason”: it is needed');
  await sam.press(off, 'Call it off', { Reason: 'The hall is flooded' });
  await sam.sees([
    `Calendar: ${body}`,
    'The meeting of 14 December 2026 is called off',
    'Sam Notional, 10 December 2026',
  ]);
  const calledOff = `Called off: ${body}, Monday 14 December 2026`;
  await who('drugs').sees([calledOff, 'The hall is flooded', 'Wednesday 23 December 2026'], channel);
  await who('policeOfficer').sees([calledOff, 'What waited on its agenda goes to the next meeting']);
  expect(await priya.told(`Are you coming? ${body}, Monday 14 December 2026`, 'I am coming')).toContain(
    'The meeting of 14 December 2026 was called off on 10 December 2026',
  );

  // The turn after that is skipped, and then it is not.
  await sam.say('calendar');
  await sam.press('The next meeting of each body', `Calendar: ${body}`);
  await sam.press(`Calendar: ${body}`, 'No meeting this time');
  const none = `No meeting: ${body}, Wednesday 23 December 2026`;
  expect(await sam.told(none, 'No meeting this time', {})).toContain('“Reason”: it is needed');
  await sam.press(none, 'No meeting this time', { Reason: 'Half of us are away' });
  await sam.sees([`Calendar: ${body}`, 'There is no meeting on 23 December 2026', 'Half of us are away']);
  await priya.sees([none, 'Half of us are away', 'Wednesday 6 January 2027'], channel);
  await sam.press(`Calendar: ${body}`, 'It meets after all');
  await sam.sees([`Calendar: ${body}`, 'It meets on 23 December 2026 after all']);
  await priya.sees(`It meets after all: ${body}, Wednesday 23 December 2026`, channel);
}, 120_000);
