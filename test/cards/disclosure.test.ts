import { expect, test } from 'vitest';
import { LogEntries } from '../../services/log.ts';
import { AREA_ID } from '../support/builders.ts';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { withConsentRules } from '../support/referring.ts';

const landlord = {
  of: 'landlord',
  recipient: 'Invented Lettings',
  told: 'That he is on the scheme, and who supports him.',
  ground: 'Low risk; housing and police, 2 November.',
  on: '2026-11-05',
};

test('to whom something may be disclosed, what each needs, and what was', async () => {
  const desk = await caseDesk();
  golden('disclosure-none', await desk.open('disclosure.view'));
  golden('disclosure-form-consent', await desk.open('disclosure.form', { of: 'landlord' }));
  golden('disclosure-form-lawful', await desk.open('disclosure.form', { of: 'receiving-area' }));
  golden('disclosure-made', await desk.send('disclosure.record', landlord, 'housing'));
  const made = (await desk.store.list(AREA_ID, LogEntries)).map(({ doc }) => doc);
  expect(made.filter(({ category }) => category === 'disclosure')).toMatchObject([
    { what: 'disclosure.record', recipients: ['Landlord: Invented Lettings'] },
  ]);
});

test.for<[string, object, object, string]>([
  [
    'without consent',
    { consent: { status: 'withdrawn', reason: 'Changed his mind.' } },
    {},
    'only with the person’s consent',
  ],
  ['without a risk assessment', {}, { ground: '' }, '“Risk assessment”: it is needed'],
  ['without a lawful reason', {}, { of: 'court', ground: '' }, '“Lawful reason”: it is needed'],
  ['to nobody', {}, { recipient: '' }, '“Who is told”: it is needed'],
])('%s nothing is disclosed, and it is said why', async ([, change, given, sentence]) => {
  const desk = await caseDesk(caseHere(change));
  expect(await desk.refusedOf('disclosure.record', { ...landlord, ...given })).toContain(sentence);
  expect((await desk.row()).version).toBe(1);
});

test('where people are only told that information is shared, each disclosure asks how they agreed to it (T 2.6)', async () => {
  const desk = await caseDesk(caseHere(), {}, withConsentRules({ rule: 'told' }));
  golden('disclosure-form-agreed', await desk.open('disclosure.form', { of: 'landlord' }));
  expect(await desk.refusedOf('disclosure.record', landlord)).toContain('“How the person agreed”');
  const made = await desk.send('disclosure.record', { ...landlord, agreed: 'Said yes to Tom on 3 November.' });
  expect(readable(made)).toContain('Said yes to Tom on 3 November.');
  expect(readable(made)).not.toContain('Consent is given.');
});
