/** What can happen to a referral on its way, over HTTP: a gatekeeper, consent, a missing score, an emergency, a change of mind. */
import { describe, expect, test } from 'vitest';
import { adult, startScene } from './support/scene.ts';

const iom = 'IOM panel';
const asb = 'ASB panel';

/** Nothing but the score would be a reason to refer them. */
const noScore = {
  ...adult,
  'Date of birth': '1991-07-17',
  Sex: 'Male',
  'Type of offence': 'Public order offences',
  'OGRS score': '',
  'OGRS version': '',
  'Date of the OGRS score': '',
  'Professional judgement': '',
};
const refused = { ...adult, 'Consent of': 'Refused', 'Reason, where': 'He fears for his tenancy' };

describe('an agency with a gatekeeper', () => {
  test('returns it with a comment, gets it changed and releases it; before that no panel and no co-ordinator knows', async () => {
    const { who, refers, knows } = await startScene('richmond');
    const [joe, ines, sam, amara] = [who('referrer'), who('gatekeeper'), who('coordinator'), who('housing')];
    await sam.say('seats');
    await sam.press('Seats: IOM Panel', 'Name as its gatekeeper', {
      Agency: 'Riverside Mentoring',
      Person: 'Ines Assumed (Riverside Mentoring)',
    });
    await sam.sees('Gatekeeper of Riverside Mentoring');

    const { ref } = await refers(adult);
    await joe.press(`Check your answers: ${ref}`, 'Submit the referral');
    await joe.sees([`Referral ${ref}`, 'It is with your organisation’s gatekeeper now.']);
    expect(await knows(ref)).toEqual(['gatekeeper']);

    await ines.press(`To release: ${ref}`, 'Open');
    expect(await ines.reads(`To release: ${ref}`)).toContain('Zebedee Nonesuch');
    await ines.press(`To release: ${ref}`, 'Return it');
    expect(await ines.told(`Return ${ref}`, 'Return it')).toContain('Please look at “Comment”: it is needed');
    await ines.press(`Return ${ref}`, 'Return it', { Comment: 'Say how often he would come' });
    await ines.sees(['Referrals of my agency', `${ref} is returned`]);

    await joe.sees([`News of ${ref}`, 'Say how often he would come']);
    expect(await knows(ref)).toEqual(['gatekeeper', 'referrer']);
    await joe.press(`News of ${ref}`, 'Carry on');
    await joe.sees([`Check your answers: ${ref}`, 'Returned by the gatekeeper', 'Say how often he would come']);
    await joe.press(`Check your answers: ${ref}`, 'Change step 4');
    await joe.press('Step 4 of 5', 'Check answers', { 'Intervention proposed': 'Every Tuesday, twelve times' });
    await joe.press(`Check your answers: ${ref}`, 'Submit the referral');

    await ines.press(`To release: ${ref}`, 'Open');
    expect(await ines.reads(`To release: ${ref}`)).toContain('Every Tuesday, twelve times');
    expect(await knows(ref)).toEqual(['gatekeeper', 'referrer']);
    await ines.press(`To release: ${ref}`, 'Release it');
    await ines.sees(['Referrals of my agency', `${ref} is released to the panel`]);
    await joe.sees([`News of ${ref}`, 'has released it to the panel']);
    await sam.sees(`Referral received: ${ref}`);
    expect(await knows(ref)).toEqual(['coordinator', 'gatekeeper', 'referrer']);

    await sam.say('agenda', iom);
    await amara.press(`New referral ${ref}`, `Open ${ref}`, {}, iom);
    const papers = await amara.reads(`Papers: ${ref}`, iom);
    expect(papers).toContain('Every Tuesday, twelve times');
    expect(papers).toContain('Returned by the gatekeeper, Ines Assumed: Say how often he would come');
    expect(papers).toContain('Released by the gatekeeper, Ines Assumed.');
    await ines.sees(`${ref} is on the agenda`);
  });
});

describe('consent', () => {
  test('richmond: a refusal stops it until the chair lets it go ahead, with a reason', async () => {
    const { who, refers, knows } = await startScene('richmond');
    const [joe, priya, sam, amara] = [who('referrer'), who('chair'), who('coordinator'), who('housing')];
    const { ref, check } = await refers(refused);
    expect(check).toContain(
      'Consent is refused. So this cannot be submitted, unless the person is asked again and agrees.',
    );
    expect(await joe.buttons(`Check your answers: ${ref}`)).not.toContain('Submit the referral');

    await joe.press(`Check your answers: ${ref}`, 'Ask to go ahead without consent');
    await joe.sees([`Check your answers: ${ref}`, 'They are asked, and you are told what they decide.']);
    await priya.press(`Without consent? ${ref}`, 'Open');
    await priya.sees([`Without consent? ${ref}`, 'Zebedee Nonesuch', 'He fears for his tenancy']);
    expect(await knows(ref)).toEqual(['chair', 'coordinator']);
    expect(await priya.told(`Without consent? ${ref}`, 'Let it go ahead')).toContain(
      'Please look at “Reason”: it is needed',
    );
    await sam.press(`Without consent? ${ref}`, 'Open');
    const why = 'His neighbours are in danger';
    await priya.press(`Without consent? ${ref}`, 'Let it go ahead', { Reason: why });
    await sam.press(`Without consent? ${ref}`, 'Do not', { Reason: 'He may change his mind' });
    await sam.sees([`Without consent? ${ref}`, 'This had moved on before your press arrived', why]);

    await joe.sees([`News of ${ref}`, 'You may go ahead without consent', why]);
    await joe.press(`News of ${ref}`, 'Carry on');
    await joe.press(`Check your answers: ${ref}`, 'Submit the referral');
    await sam.sees(`Referral received: ${ref}`);
    await sam.say('agenda', iom);
    await amara.press(`New referral ${ref}`, `Open ${ref}`, {}, iom);
    expect(await amara.reads(`Papers: ${ref}`, iom)).toContain(
      `Priya Example let it go ahead without consent. Reason: ${why}`,
    );
  });

  test('leeds: a refusal is passed on to the police, who place the person in catch and control until consent comes', async () => {
    const { who, refers, knows } = await startScene('leeds');
    const [joe, grace, sam] = [who('referrer'), who('inspector'), who('coordinator')];
    const { ref, check } = await refers(refused);
    expect(check).toContain('Consent is refused. So this cannot be submitted');
    expect(await joe.buttons(`Check your answers: ${ref}`)).not.toContain('Ask to go ahead without consent');
    await joe.press(`Check your answers: ${ref}`, 'Pass the refusal on to West Yorkshire Police');
    await joe.sees([`Check your answers: ${ref}`, 'The refusal is passed on.', 'who decide about catch and control']);
    expect(await knows(ref)).toEqual(['inspector']);

    await grace.press(`Consent to ${ref}`, 'Open');
    await grace.sees([`Consent refused: ${ref}`, 'Zebedee Nonesuch', 'He fears for his tenancy']);
    expect(await grace.told(`Consent refused: ${ref}`, 'Place in catch and control')).toContain(
      'Please look at “Reason”',
    );
    await grace.press(`Consent refused: ${ref}`, 'Place in catch and control', {
      Reason: 'He burgles while he thinks it over',
    });
    await joe.sees([
      `News of ${ref}`,
      'West Yorkshire Police placed the person in catch and control',
      'He burgles while he thinks it over',
    ]);

    await joe.press(`News of ${ref}`, 'Carry on');
    await joe.press(`Check your answers: ${ref}`, 'Change what is said of consent');
    await joe.press('Step 5 of 5', 'Check answers', { 'Consent of': 'Given', 'Reason, where': '' });
    await grace.sees([`Consent to ${ref}`, 'Consent came', 'catch and control by West Yorkshire Police has ended']);
    expect(await joe.reads(`Check your answers: ${ref}`)).toContain(
      'catch and control by West Yorkshire Police has ended',
    );
    await joe.press(`Check your answers: ${ref}`, 'Submit the referral');
    await joe.sees([`Referral ${ref}`, 'catch and control by West Yorkshire Police has ended']);
    await joe.press(`Referral ${ref}`, 'Record consent');
    await joe.press(`Consent to ${ref}`, 'Record it', {
      'Consent of': 'Withdrawn',
      'Reason, where': 'His landlord heard',
    });
    await joe.sees([`Consent to ${ref}`, 'Consent is withdrawn.', 'passed on to West Yorkshire Police']);
    await grace.sees([`Consent to ${ref}`, 'was passed on to West Yorkshire Police']);
    await sam.press(`Referral received: ${ref}`, 'Open the papers');
    const papers = await sam.reads(`Papers: ${ref}`);
    expect(papers).toContain(
      'Placed in catch and control by Grace Specimen. Reason: He burgles while he thinks it over',
    );
    expect(papers).toContain('Consent came');
  });
});

test('a missing score: probation is asked, works it out by the sum it is shown, and the referrer and the papers have it', async () => {
  const { who, refers, knows } = await startScene('richmond');
  const [joe, priya, sam, amara] = [who('referrer'), who('chair'), who('coordinator'), who('housing')];
  const { ref } = await refers(noScore);
  await joe.press(`Check your answers: ${ref}`, 'Submit the referral');
  await joe.say('my referrals');
  await joe.sees(['My referrals', 'Probation is asked for the OGRS score']);
  expect(await knows('OGRS score wanted')).toEqual(['chair']);

  await priya.press(`OGRS score wanted: ${ref}`, 'Open');
  // Sex and date of birth stand there already, from the form.
  const typed = {
    'Date of the current conviction': '2021-08-05',
    'Start of the two years': '2021-12-12',
    'Number of sanctions': '2',
    'Age at the first sanction': '31',
    'Group of the current offence': 'Other offence',
  };
  expect(await priya.told(`OGRS score: ${ref}`, 'Work it out', typed)).toContain(
    'Please look at “Age at the first sanction”: expected at most 30, the age at the current conviction',
  );
  await priya.press(`OGRS score: ${ref}`, 'Work it out', { ...typed, 'Age at the first sanction': '21' });
  const explained = await priya.sees([`OGRS score: ${ref}`, '17 percent within two years, 9 percent within one: low']);
  expect(explained).toContain('30 at the start of the two years, so 30-34: minus 1.32600.');
  expect(explained).toContain('minus 3.74028 together.');
  await priya.press(`OGRS score: ${ref}`, 'Record this result');

  await joe.sees([`News of ${ref}`, 'The OGRS score has been given: 17 percent within two years (low).']);
  await joe.say('my referrals');
  expect(await joe.sees('My referrals')).not.toContain('Probation is asked');
  await joe.press('My referrals', 'Open');
  await joe.press(`Referral ${ref}`, 'Open the papers');
  const given = 'OGRS 3 of 24 November 2026: 17 percent within two years, 9 percent within one (low).';
  expect(await joe.reads(`Papers: ${ref}`)).toContain(given);
  await sam.say('agenda', iom);
  await amara.press(`New referral ${ref}`, `Open ${ref}`, {}, iom);
  const papers = await amara.reads(`Papers: ${ref}`, iom);
  expect(papers).toContain(given);
  expect(papers).toContain(' score is 17');
});

describe('an emergency', () => {
  test('is told to the anti-social behaviour officer as it is submitted, with its papers', async () => {
    const { who, refers, knows } = await startScene('richmond');
    const [joe, helen] = [who('referrer'), who('viceChair')];
    const { ref, check } = await refers(adult, 'ASB Panel');
    expect(check).toContain('Submitted as an emergency, it is told at once to');
    await joe.press(`Check your answers: ${ref}`, 'Submit as an emergency');
    await joe.sees([`Referral ${ref}`, 'As an emergency it was told at once to', 'Anti-Social Behaviour Officer']);
    await helen.press(`Emergency: ${ref}`, 'Open the papers');
    expect(await helen.reads(`Papers: ${ref}`)).toContain('Its referrer says that it is an emergency.');
    expect(await knows(`Emergency: ${ref}`)).toEqual(['viceChair']);
  });

  test('is told to them, too, when a referral that waits becomes one', async () => {
    const { who, refers, knows } = await startScene('richmond');
    const joe = who('referrer');
    const { ref } = await refers(adult, 'ASB Panel');
    await joe.press(`Check your answers: ${ref}`, 'Submit the referral');
    expect(await knows(`Emergency: ${ref}`)).toEqual([]);
    await joe.press(`Referral ${ref}`, 'It is an emergency');
    await joe.sees([`Referral ${ref}`, 'It is told as an emergency at once.']);
    await who('viceChair').sees(`Emergency: ${ref}`);
  });
});

test('a change of mind: changed with a reason, changed late, withdrawn with a reason, and the agenda and papers say so', async () => {
  const { who, refers, meets, knows } = await startScene('richmond');
  const [joe, sam] = [who('referrer'), who('coordinator')];
  await meets('ASB Panel', '2026-12-22');
  const { ref } = await refers(adult, 'ASB Panel');
  await joe.press(`Check your answers: ${ref}`, 'Submit the referral');

  /** Up to the question why. */
  const changes = async (proposal: string): Promise<void> => {
    await joe.press(`Referral ${ref}`, 'Change something');
    await joe.press(`Change referral ${ref}`, 'Change “What is proposed”');
    await joe.press('Change: What is proposed', 'Keep and check the changes', { 'Intervention proposed': proposal });
    expect(await joe.reads(`Change referral ${ref}`)).toContain(`became “${proposal}”`);
    await joe.press(`Change referral ${ref}`, 'Go on to confirm');
  };
  await changes('Every Tuesday, twelve times');
  const why = `Why do you change ${ref}?`;
  expect(await joe.told(why, 'Make this change')).toContain('Please look at “Reason”: it is needed');
  await joe.press(why, 'Make this change', { Reason: 'He can come on Tuesdays' });
  await joe.sees([`Referral ${ref}`, 'The change is made.', 'He can come on Tuesdays']);
  expect(await knows(`Referral changed: ${ref}`)).toEqual([]);

  await sam.say('agenda', asb);
  await sam.sees(`New referral ${ref}`, asb);
  await joe.press(`${ref} is on the agenda`, 'Where it stands');
  await joe.press('My referrals', 'Open');
  await changes('Every Wednesday, twelve times');
  await joe.sees([why, 'so the change is marked as late']);
  await joe.press(why, 'Make this change', { Reason: 'Tuesdays are taken' });
  await sam.sees(`Referral changed: ${ref}`);
  await sam.sees(`New referral ${ref} (changed by its referrer since the agenda)`, asb);
  await sam.press('Agenda: ', `Open ${ref}`, {}, asb);
  const papers = await sam.reads(`Papers: ${ref}`, asb);
  expect(papers).toContain('“Invented words” became “Every Tuesday, twelve times”');
  expect(papers).toContain('Changed by Joe Hypothetical. Reason: He can come on Tuesdays');
  expect(papers).toContain('“Every Tuesday, twelve times” became “Every Wednesday, twelve times”');
  expect(papers).toContain('Changed by Joe Hypothetical, late: the agenda had gone out. Reason: Tuesdays are taken');

  await joe.press(`Referral ${ref}`, 'Withdraw it');
  expect(await joe.told(`Withdraw ${ref}?`, 'Withdraw the referral')).toContain('Please look at “Reason”');
  await joe.press(`Withdraw ${ref}?`, 'Withdraw the referral', { Reason: 'He has moved away' });
  await joe.sees([`Referral ${ref}`, 'The referral is withdrawn.', 'He has moved away']);
  await sam.sees(`Referral withdrawn: ${ref}`);
  await sam.sees([`New referral ${ref} (withdrawn by its referrer)`, 'Not to be taken.'], asb);
});
