/** A case of Essex between two meetings, over HTTP: every form of its life once, by whoever it falls to, and the card at the end. */
import { expect, test } from 'vitest';
import { type Casting, castings, channelOf } from '../rehearsal/castings.ts';
import { atMeeting } from './support/atMeeting.ts';
import { adult, startScene } from './support/scene.ts';

const casting: Casting = castings.essex;
const channel = channelOf(casting);
const { name } = casting.panel;

test('a person who is taken on is seen, offered help, paid for, visited, imprisoned, released and tried, and the case tells of it', async () => {
  const { who, refers, room } = await startScene('essex');
  const meeting = atMeeting(who, name, channel);
  const { ref } = await refers({ ...adult, Statutory: 'No' });
  await who('referrer').press(`Check your answers: ${ref}`, 'Submit the referral');
  await who('coordinator').say('agenda', channel);
  const panel = ['chair', 'policeOfficer', 'drugs'] as const;
  await meeting.arrive(panel);
  await meeting.open('chair');
  await meeting.vote(
    'chair',
    ref,
    panel.map((role) => [role, 'Vote for']),
  );
  await who('chair').press(`Vote: ${ref}`, 'Close the vote', {}, channel);
  await meeting.adopt('chair', ref, [['Meet him', 'Essex Probation: IOM offender manager', '2027-01-15']], {
    'Colour of the case': 'Amber',
    'Reasons for the colour': 'He wants help',
    'Lead agency': 'Essex Probation',
    'Lead professional': 'Priya Example (Essex Probation)',
    'Police contact': 'Tom Sample (Essex Police)',
  });
  await meeting.close('chair');

  const [priya, tom, owen, leila, sam] = [
    who('chair'),
    who('policeOfficer'),
    who('drugs'),
    who('mentalHealth'),
    who('coordinator'),
  ];
  const card = `${ref}: Zebedee Nonesuch`;
  const opens = async (person: typeof tom, tab?: string): Promise<void> => {
    await person.say(`case ${ref}`);
    if (tab) await person.press(card, tab);
  };

  // What the scheme asks for after the decision.
  await opens(tom, 'Plan');
  await tom.press(card, 'Open the steps');
  await tom.press(`Steps: ${ref}`, 'Record');
  await tom.press('Assessed and graded', 'Record it', { Outcome: 'Engaging', Note: 'All agreed' });
  await tom.sees([`Steps: ${ref}`, '1 of 6 done. Next: Plan made.', 'Outcome: \nEngaging.']);

  // An offer, and what came of it. Nobody says on which pathway it was, at first.
  await opens(owen, 'Contacts');
  await owen.press(card, 'Record an offer');
  const offer = { 'What was offered': 'A place at the invented clinic', 'Offered by': 'Owen Invented' };
  expect(await owen.told('An offer', 'Record the offer', offer)).toContain('Please look at “Pathway”');
  await owen.press('An offer', 'Record the offer', { ...offer, Pathway: 'Drug and alcohol misuse' });
  await owen.press(`Offers and responses: ${ref}`, 'How they responded');
  await owen.press('How they responded', 'Record the response', { 'How the person responded': 'Attended' });
  await owen.press(`Offers and responses: ${ref}`, 'Intervention statement');
  await owen.sees([`Intervention statement: ${ref}`, '1 offer, 1 with a response.', '24 November 2026: \nAttended']);

  // The fund, for somebody who is under no order; there is no more in it than was granted.
  await opens(sam, 'Contacts');
  await sam.press(card, 'Open the fund');
  await sam.press(`Operational fund: ${ref}`, 'Budget of the area');
  await sam.press('Budget of the area', 'Set the budget', { 'Budget in pounds': '500' });
  await sam.press(`Operational fund: ${ref}`, 'Grant');
  await sam.press('Grant from the operational fund', 'Grant it', { 'Amount in pounds': '60', Why: 'To get to work' });
  await opens(tom, 'Contacts');
  await tom.press(card, 'Open the fund');
  await tom.press(`Operational fund: ${ref}`, 'Pay');
  const paid = { 'What for': 'Travel', 'What it is exactly': 'A bus pass for a month' };
  const pay = 'Pay from the operational fund';
  expect(await tom.told(pay, 'Record the payment', { ...paid, 'Amount in pounds': '62.50' })).toContain('£60.00');
  await tom.press(pay, 'Record the payment', { ...paid, 'Amount in pounds': '12.50' });
  await tom.sees([`Operational fund: ${ref}`, 'Balance: \n£47.50', 'A bus pass for a month']);

  // An order and the visit it brings, an appointment, what the person says, an arrest.
  await opens(tom, 'Contacts');
  await tom.press(card, 'Open appointments');
  const appointments = `Appointments, visits and orders: ${ref}`;
  await tom.press(appointments, 'Order or licence');
  await tom.press('An order or licence', 'Record it', { 'Order or licence': 'Suspended sentence order' });
  await tom.press(appointments, 'Record the visit');
  const visited = { 'Lives at the address given': 'Yes', 'Conditions explained': 'Yes' };
  await tom.press('The visit by the neighbourhood police', 'Record the visit', visited);
  await tom.press(appointments, 'Appointment or visit');
  const clinic = { When: '2026-11-24', 'With whom, and what for': 'Owen Invented, at the clinic' };
  await tom.press('An appointment or visit', 'Record it', clinic);
  await tom.press(appointments, 'Kept');
  await tom.press('Kept', 'It was kept', { 'What came of it': 'He came early' });
  await tom.press(appointments, 'Feedback');
  const said = { 'Does the scheme help': 'Yes', 'What the person says': 'Somebody asks how I am' };
  await tom.press('What the person says of the scheme', 'Record the feedback', said);
  await tom.press(appointments, 'Joint meeting');
  await tom.press('A joint meeting with another area', 'Note it', { 'Other area': 'Elsewhere', When: '2026-11-24' });
  await tom.press(appointments, 'Feed it back');
  await tom.press('Fed back', 'Feed it back', { 'What came of it': 'They watch the bus station' });
  await tom.press(appointments, 'Arrested');
  await tom.press('Arrested', 'Record the arrest', { 'Held at': 'Invented police station' });
  await tom.sees([appointments, '1 kept, 0 missed', 'address verified, conditions explained']);

  // Prison: its contact is named, and keeps it current; conditions of the licence go their way.
  await sam.say('due');
  await sam.press('What is due', 'Prisons');
  const hmp = { Prison: 'HMP Nowhere', 'Single point of contact': 'Leila Imaginary' };
  await sam.press('Prisons and their contacts', 'Save', hmp);
  await opens(tom);
  await tom.press(card, 'Record custody');
  await tom.press(`Into custody: ${ref}`, 'Record it', {
    'On remand or': 'By sentence',
    Prison: 'HMP Nowhere',
    'In custody since': '2026-11-24',
    'Length of the sentence': '4',
  });
  await leila.press(`At your prison: ${ref}`, 'Open');
  const licence = `Prison and licence: ${ref}`;
  await leila.press(licence, 'Keep it current');
  const stay = { 'Expected release': '2026-11-25', 'Supervision by probation': 'Yes' };
  await leila.press('In prison', 'Record it', stay);
  await leila.press(licence, 'Propose a condition');
  await leila.press('A licence condition', 'Propose it', { Condition: 'To live at the invented hostel' });
  await leila.press(licence, 'What the prison says');
  await leila.press('What the prison says', 'Record it', { 'What the prison says': 'He asks for it himself' });
  await opens(priya, 'Plan');
  await priya.press(card, 'Open prison and licence');
  await priya.press(licence, 'Agree');
  await priya.press(licence, 'Take it up');
  await priya.sees([licence, 'Taken up by probation', 'He asks for it himself']);
  room.clock.moveTo(new Date('2026-11-25T10:00:00Z'));
  await leila.press(licence, 'Released');
  expect(await leila.told('Released from prison', 'Record the release', {})).toContain('The release is recorded');

  // Court: the statement is asked for, the Crown Prosecution Service is told, the result is given the day after.
  await opens(tom, 'Plan');
  await tom.press(card, 'Open court and dates');
  const court = `Court and key dates: ${ref}`;
  await tom.press(court, 'Add a court date');
  const hearing = { 'Court date': '2026-12-01', Court: 'Invented Magistrates’ Court', 'What it is about': 'A gnome' };
  await tom.press('A court date', 'Add it', hearing);
  await tom.press(court, 'A statement is wanted');
  await tom.press('An intervention statement is wanted', 'Ask for the statement', {
    'Who writes the intervention statement': 'Owen Invented (Drug and Alcohol Service)',
  });
  await tom.press(court, 'The CPS is told');
  await tom.press('The Crown Prosecution Service is told', 'Record it');
  room.clock.moveTo(new Date('2026-12-02T10:00:00Z'));
  await tom.press(court, 'Give the result');
  await tom.press('The result', 'Record the result', { Result: 'A community order of twelve months' });

  // A landlord is told, once he has agreed and somebody has weighed the risk.
  await opens(owen, 'Contacts');
  await owen.press(card, 'Open disclosures');
  await owen.press(`Disclosures: ${ref}`, 'Disclose');
  const letting = { 'Who is told': 'Invented Lettings', 'What they are told': 'That he is on the scheme' };
  const told = { ...letting, 'How the person agreed': 'To Owen, on 5 November' };
  expect(await owen.told('Disclose: ', 'Record the disclosure', told)).toContain('isk assessment');
  await owen.press('Disclose: ', 'Record the disclosure', { ...told, 'Risk assessment': 'Low; housing and police' });

  // What the case says of it all.
  await opens(priya);
  await priya.sees([card, 'Amber', 'Not in custody.', 'Released on 25 November 2026.']);
  await priya.press(card, 'Plan');
  await priya.sees([card, '1 of 6 done', 'not recorded as in prison', '1 condition']);
  await priya.press(card, 'Contacts');
  await priya.sees([card, '1 kept, 0 missed', '1 order or licence', '£47.50 of £60.00']);
  await priya.press(card, 'History');
  const newest = await priya.sees(card);
  await priya.press(card, 'Earlier');
  const history = `${newest}${await priya.sees(card)}`;
  for (const happened of [
    'Disclosed to Ward councillor: Invented Lettings.',
    'on 1 December 2026: A community order of twelve months.',
    'The Crown Prosecution Service was told of the statement for court on 1 December 2026.',
    'An intervention statement is wanted for court on 1 December 2026, from Owen Invented.',
    'Released from custody on 25 November 2026.',
    'Licence condition taken up: To live at the invented hostel.',
    '“To live at the invented hostel”: He asks for it himself.',
    'a sentence of 4 months at HMP Nowhere since 24 November 2026.',
    'Arrested on 24 November 2026, held at Invented police station',
    'fed back: They watch the bus station.',
    'Somebody asks how I am.',
    'Owen Invented, at the clinic. He came early.',
    'A bus pass for a month',
    'A place at the invented clinic',
    'Assessed and graded',
  ])
    expect(history).toContain(happened);
});
