/** A case of London's panel over HTTP: its first colour, custody and release, an option given, and a proposal that a meeting decides. */
import { expect, test } from 'vitest';
import { type Casting, castings, channelOf } from '../rehearsal/castings.ts';
import { atMeeting } from './support/atMeeting.ts';
import { adult, startScene } from './support/scene.ts';

const casting: Casting = castings.london;
const channel = channelOf(casting);
const { name } = casting.panel;
const everybody = ['chair', 'inspector', 'coordinator', 'drugs'] as const;

test('a person is taken on as amber, goes to prison and comes out, and the next meeting turns the colour red', async () => {
  const { who, refers, meets, room } = await startScene('london');
  const meeting = atMeeting(who, name, channel);
  const { ref } = await refers(adult);
  await who('referrer').press(`Check your answers: ${ref}`, 'Submit the referral');
  await who('coordinator').say('agenda', channel);
  await meeting.arrive(everybody);
  await meeting.open('chair');
  await meeting.vote('chair', ref, [
    ['chair', 'Vote for'],
    ['inspector', 'Vote for'],
    ['drugs', 'Vote for'],
  ]);
  await who('chair').press(`Vote: ${ref}`, 'Close the vote', {}, channel);
  await meeting.adopt('chair', ref, [['Meet him', 'Drug Intervention Programme: Team manager', '2027-01-15']], {
    'Colour of the case': 'Amber',
    'Reasons for the colour': 'He wants help',
    'Lead agency': 'London Probation Trust',
    'Lead professional': 'Priya Example (London Probation Trust)',
    'Police contact': 'Grace Specimen (Metropolitan Police)',
  });
  await meeting.close('chair');

  // The drug programme only says so; the police contact confirms, and the panel reads of it without a name.
  const heard = { 'On remand or': 'On remand', Prison: 'Invented Prison', 'In custody since': '2026-11-24' };
  await who('drugs').say(`case ${ref}`);
  await who('drugs').press(`${ref}: Zebedee Nonesuch`, 'Record custody');
  await who('drugs').press(`Into custody: ${ref}`, 'Pass it on', heard);
  await who('inspector').press(`Custody of ${ref}`, 'Confirm it or say that it is not so');
  await who('inspector').press(`Into custody: ${ref}`, 'Record it');
  const told = await who('drugs').sees([`${ref} is in custody`, 'On release it becomes amber again'], channel);
  expect(told).not.toMatch(/Zebedee|Prison/);
  await who('inspector').press(`${ref}: Zebedee Nonesuch`, 'Record release');
  await who('inspector').press(`Release from custody: ${ref}`, 'Record the release');
  await who('drugs').sees([`${ref} is released from custody`, 'Its colour is amber again'], channel);

  await who('chair').say(`case ${ref}`);
  await who('chair').press(`${ref}: Zebedee Nonesuch`, 'Plan');
  await who('chair').press(`${ref}: Zebedee Nonesuch`, 'Give one as a task');
  const option =
    'Drug Intervention Programme: Daily monitoring of the drug intervention programme and its appointments';
  await who('chair').press(`Tactical options for ${ref}`, 'Choose it', { Option: option });
  await who('chair').press(`Give a task for ${ref}`, 'Give it');
  await who('drugs').press('Daily monitoring of the drug intervention programme', 'Accept');

  await who('inspector').say(`case ${ref}`);
  await who('inspector').press(`${ref}: Zebedee Nonesuch`, 'Propose a colour');
  await who('inspector').press(`Propose a colour for ${ref}`, 'Propose it', {
    Colour: 'Red',
    Reason: 'Two burglaries',
  });
  await meets(name, '2026-12-08');
  room.clock.moveTo(new Date('2026-12-08T09:50:00Z'));
  await who('coordinator').say('agenda', channel);
  await who('chair').sees(['Tuesday 8 December 2026', `Review due ${ref}`, `Change of colour ${ref}`], channel);
  await meeting.arrive(everybody);
  await meeting.open('chair');
  const agenda = await who('chair').sees(['Tuesday 8 December 2026', 'Agenda:'], channel);
  const [, number] = agenda.match(/Item (\d+): Change of colour/) ?? [];
  await who('chair').press('Agenda:', `Open item ${number}`, {}, channel);
  await who('chair').press(`Change of colour ${ref}`, 'Put it to the vote', {}, channel);
  for (const role of ['chair', 'inspector'] as const)
    await who(role).press(`That ${ref} is set to red.`, 'Vote for', {}, channel);
  await who('chair').press(`That ${ref} is set to red.`, 'Close the vote', {}, channel);
  await who('chair').say(`case ${ref}`);
  await who('chair').press(`${ref}: Zebedee Nonesuch`, 'Colour history');
  await who('chair').sees([
    `Colour history of ${ref}`,
    'Colour from amber to red. Reason: Two burglaries',
    'Colour from blue to amber',
    'Colour from amber to blue. Reason: On remand.',
    'Colour amber. Reason: He wants help',
  ]);
});
