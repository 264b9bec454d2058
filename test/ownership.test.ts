/** Ownership moves in Leeds, over HTTP: a body decides, the agency accepts, consent is refused, and the police decide. */
import { expect, test } from 'vitest';
import { castings, channelOf } from '../rehearsal/castings.ts';
import { atMeeting } from './support/atMeeting.ts';
import { adult, startScene } from './support/scene.ts';

test('leeds: the body moves ownership, DISC accepts and asks for consent again, and on a refusal the police place the person', async () => {
  const { who, refers, meets, proposes, room } = await startScene('leeds');
  const casting = castings.leeds;
  const channel = channelOf(casting);
  const { name } = casting.panel;
  const meeting = atMeeting(who, name, channel);
  const agencies = ['inspector', 'chair', 'viceChair', 'youth', 'drugs'] as const;
  const all = agencies.map((role) => [role, 'Vote for'] as const);
  const { ref } = await refers(adult);
  await who('referrer').press(`Check your answers: ${ref}`, 'Submit the referral');
  await who('coordinator').say('agenda', channel);
  await meeting.arrive(agencies);
  await meeting.open('inspector');
  await meeting.vote('inspector', ref, all);
  await who('inspector').press(`Vote: ${ref}`, 'Close the vote', {}, channel);
  await meeting.adopt('inspector', ref, [['Meet him at the gate', 'DISC: Project worker', '2027-01-15']], {
    'What decided': 'The score alone (a written reason is needed)',
    'Reason, when the score alone': 'Three burglaries in one week speak for themselves.',
    'Lead agency': 'DISC',
    'Lead professional': 'Owen Invented (DISC)',
    'Police contact': 'Grace Specimen (West Yorkshire Police)',
  });
  await meeting.close('inspector');

  await proposes('viceChair', ref, { motion: 'move ownership', agency: 'disc' }, 'DISC sees him every day.');
  await meets(name, '2026-12-01');
  room.clock.moveTo(new Date('2026-12-01T09:50:00Z'));
  await who('coordinator').say('agenda', channel);
  const agenda = await who('inspector').sees(['Tuesday 1 December 2026', `Question about a case ${ref}`], channel);
  const item = agenda.match(new RegExp(`Item (\\d+): Question about a case ${ref}`))?.[1];
  await meeting.arrive(agencies);
  await meeting.open('inspector');
  await who('inspector').press('Agenda:', `Open item ${item}`, {}, channel);
  await who('inspector').press(`Question about a case ${ref}`, 'Put it to the vote', {}, channel);
  for (const [role, vote] of all) await who(role).press(`ownership of ${ref} moves to DISC`, vote, {}, channel);
  await who('inspector').press(`ownership of ${ref} moves to DISC`, 'Close the vote', {}, channel);

  const drugs = who('drugs');
  await drugs.sees([`Ownership of ${ref}`, 'which has not answered yet']);
  await drugs.press(`Ownership of ${ref}`, 'Open');
  await drugs.sees([`Ownership of ${ref}`, 'Zebedee Nonesuch', 'DISC sees him every day.']);
  await drugs.press(`Ownership of ${ref}`, 'Accept');
  await drugs.sees([`Consent: ${ref}`, 'since ownership moved to DISC on 1 December 2026']);
  await drugs.say('consents to ask');
  await drugs.press('Consents to ask', `Record consent for ${ref}`);
  expect(await drugs.told(`Consent: ${ref}`, 'Record it', { 'Consent of': 'Refused' })).toContain('it is needed');
  const reason = 'Does not want the invented hostel to know';
  await drugs.press(`Consent: ${ref}`, 'Record it', { 'Consent of': 'Refused', 'Reason, where': reason });

  const police = who('inspector');
  await police.press(`Consent to ${ref}`, 'Open');
  await police.sees([`Consent refused: ${ref}`, 'Zebedee Nonesuch', reason]);
  await police.press(`Consent refused: ${ref}`, 'Place in catch and control', { Reason: 'Prolific' });
  await drugs.sees([`Consent: ${ref}`, 'placed the person in catch and control']);
  await who('chair').say(`case ${ref}`);
  const placed = await who('chair').sees([`${ref}: Zebedee Nonesuch`, 'Agencies and people', 'Owner: \nDISC']);
  expect(placed).toContain('West Yorkshire Police placed the person in catch and control on 1 December 2026');

  await drugs.say('consents to ask');
  await drugs.sees(['Consents to ask', 'No consent is to be asked again']);
  await drugs.say(`case ${ref}`);
  await drugs.press(`${ref}: Zebedee Nonesuch`, 'Record consent');
  await drugs.press(`Consent: ${ref}`, 'Record it', { 'Consent of': 'Given', 'Reason, where': '' });
  const ended = await police.sees([`Consent to ${ref}`, 'Consent came on 1 December 2026']);
  expect(ended).not.toContain('Zebedee');
});
