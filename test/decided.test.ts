/** A referral of each scheme beside Richmond's, over HTTP: voted on, decided as the scheme has it, and answered. */
import { expect, test } from 'vitest';
import { type Casting, castings, channelOf, type SchemeName } from '../rehearsal/castings.ts';
import { atMeeting } from './support/atMeeting.ts';
import { adult, startScene } from './support/scene.ts';
import type { Cast } from './support/walk.ts';

/** Somebody is referred to the scheme's panel, and its agenda goes out. */
const referred = async (scheme: SchemeName) => {
  const { who, refers, meets, room } = await startScene(scheme);
  const casting: Casting = castings[scheme];
  const { name } = casting.panel;
  const channel = channelOf(casting);
  const { ref } = await refers(adult);
  await who('referrer').press(`Check your answers: ${ref}`, 'Submit the referral');
  await who('coordinator').say('agenda', channel);
  return { who, meets, room, name, channel, ref, meeting: atMeeting(who, name, channel) };
};

const answered = async (who: Cast, ref: string, says: readonly string[]): Promise<void> => {
  await who('referrer').sees([`Answer to referral ${ref}`, ...says]);
  await who('referrer').press(`Answer to referral ${ref}`, 'I have received this');
  await who('referrer').sees([`Answer to referral ${ref}`, ...says, 'Received by the referrer on']);
};

test('london: the panel adopts by a majority, with what is to be done by whom', async () => {
  const { who, channel, ref, meeting } = await referred('london');
  await meeting.arrive(['chair', 'inspector', 'coordinator', 'drugs', 'mentalHealth', 'victims']);
  await meeting.open('chair');
  await meeting.vote('chair', ref, [
    ['chair', 'Vote for'],
    ['inspector', 'Vote for'],
    ['coordinator', 'Vote for'],
    ['drugs', 'Vote against'],
    ['mentalHealth', 'Abstain'],
  ]);
  await who('chair').press(`Vote: ${ref}`, 'Close the vote', {}, channel);
  const declared = await who('drugs').sees([`Vote: ${ref}`, 'Carried.'], channel);
  expect(declared).toContain('Rule: simple majority; abstentions do not count. Quorum: 4 agencies needed, 6 present.');
  await meeting.adopt(
    'chair',
    ref,
    [['Offer a place on the invented programme', 'Drug Intervention Programme: Team manager', '2027-01-15']],
    {
      'Colour of the case': 'Amber',
      'Reasons for the colour': 'He wants help and has kept every appointment',
      'Lead agency': 'London Probation Trust',
      'Lead professional': 'Priya Example (London Probation Trust)',
      'Police contact': 'Grace Specimen (Metropolitan Police)',
    },
  );
  await who('drugs').press('Offer a place on the invented programme', 'Accept');
  await meeting.close('chair');
  await answered(who, ref, [
    'Your referral was accepted',
    'colour amber',
    'Offer a place on the invented programme',
    '15 January 2027',
  ]);
});

test('essex: the votes are equal, the chair’s casting vote is against, and the panel declines with its reasons', async () => {
  const { who, channel, ref, meeting } = await referred('essex');
  await meeting.arrive(['chair', 'policeOfficer', 'viceChair', 'drugs']);
  await meeting.open('chair');
  await meeting.vote('chair', ref, [
    ['chair', 'Vote for'],
    ['policeOfficer', 'Vote for'],
    ['viceChair', 'Vote against'],
    ['drugs', 'Vote against'],
  ]);
  await who('chair').press(`Vote: ${ref}`, 'Close the vote', {}, channel);
  await who('chair').press(`Vote: ${ref}`, 'Casting vote: against', {}, channel);
  await who('drugs').sees([`Vote: ${ref}`, 'Lost.', 'casting vote (against) decided'], channel);
  await who('chair').press(`Vote: ${ref}`, 'Record the decision', {}, channel);
  await who('chair').press(`Decision on ${ref}`, 'Decline', {}, channel);
  const why = { Reasons: 'He has moved to another county', 'Suggested alternatives': 'The invented hostel there' };
  await who('chair').press(`Decline ${ref}`, 'Record the decision', why, channel);
  await meeting.close('chair');
  await answered(who, ref, ['Your referral was not accepted', why.Reasons, why['Suggested alternatives']]);
});

test('leeds: each agency has one ballot and nobody a casting vote, so a tie goes back and is voted on again', async () => {
  const { who, channel, ref, meeting, meets, name, room } = await referred('leeds');
  const agencies = ['inspector', 'chair', 'viceChair', 'youth', 'drugs'] as const;
  await meeting.arrive(agencies);
  await meeting.open('inspector');
  await meeting.vote('inspector', ref, [
    ['inspector', 'Vote for'],
    ['chair', 'Vote for'],
    ['viceChair', 'Vote against'],
    ['youth', 'Vote against'],
    ['drugs', 'Abstain'],
  ]);
  await who('inspector').press(`Vote: ${ref}`, 'Close the vote', {}, channel);
  const tied = await who('inspector').sees([`Vote: ${ref}`, 'Equal: it goes back for more evidence.'], channel);
  expect(tied).toContain('this body has no casting vote');
  expect(tied).toContain(
    `Agency and post
Vote
West Yorkshire Police: Detective Inspector, IOM Hub Co-ordinator
for
West Yorkshire Probation Service: Offender manager
for
Safer Leeds: Partnership officer
against
Leeds Youth Offending Service: Case worker
against
DISC: Project worker
abstained`,
  );
  const buttons = await who('inspector').buttons(`Vote: ${ref}`, channel);
  expect(buttons.filter((title) => title.startsWith('Casting vote'))).toEqual([]);
  await who('inspector').press(`Vote: ${ref}`, 'Record the decision', {}, channel);
  await who('inspector').press(`Decision on ${ref}`, 'Defer', {}, channel);
  const wanted = 'What the invented hostel knows of him';
  await who('inspector').press(`Defer ${ref}`, 'Record the decision', { 'What is wanted': wanted }, channel);
  await meeting.close('inspector');
  await answered(who, ref, ['comes back to the next meeting', wanted]);

  await meets(name, '2026-12-01');
  room.clock.moveTo(new Date('2026-12-01T09:50:00Z'));
  await who('coordinator').say('agenda', channel);
  await who('inspector').sees(['Tuesday 1 December 2026', `New referral ${ref}`], channel);
  await meeting.arrive(agencies);
  await meeting.open('inspector');
  await meeting.vote('inspector', ref, [...agencies.map((role) => [role, 'Vote for'] as const)]);
  await who('inspector').press(`Vote: ${ref}`, 'Close the vote', {}, channel);
  await who('inspector').sees([`Vote: ${ref}`, 'Carried.'], channel);
  await meeting.adopt('inspector', ref, [['Meet him at the gate', 'DISC: Project worker', '2027-01-15']], {
    'What decided': 'The score alone (a written reason is needed)',
    'Reason, when the score alone': 'Three burglaries in one week speak for themselves.',
    'Lead agency': 'DISC',
    'Lead professional': 'Owen Invented (DISC)',
    'Police contact': 'Grace Specimen (West Yorkshire Police)',
  });
  await meeting.close('inspector');
  await answered(who, ref, [
    'Your referral was accepted',
    'Three burglaries in one week speak for themselves.',
    'Meet him at the gate',
    '15 January 2027',
  ]);
});
