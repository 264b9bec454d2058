/** What people do day by day with a register, and what it may cost in storage however many people are on it. */
import { postAgenda, referralsWaiting } from '../../services/agenda.ts';
import { Cases } from '../../services/caseModel.ts';
import { lookAtCase } from '../../services/caseSeen.ts';
import { casesDue } from '../../services/casesDue.ts';
import { agencyDuties } from '../../services/consentsDue.ts';
import { startDraft } from '../../services/drafts.ts';
import { findCases } from '../../services/finding.ts';
import { propose } from '../../services/proposals.ts';
import { referralsBy } from '../../services/referralIndex.ts';
import { type Filter, register } from '../../services/register.ts';
import { day } from '../../services/rules/days.ts';
import type { Store } from '../../services/store.ts';
import { must, type Work } from '../../services/work.ts';
import { refOf } from './fullRegister.ts';
import { areaId, coordinator, holder, iom, referrer, seat, work } from './seated.ts';

const version = async ({ store }: Work, ref: string): Promise<number> =>
  must(await store.get(areaId, Cases, ref), 'a case').version;

type Way = readonly [name: string, run: (store: Store) => Promise<unknown>];

const registerBy = (store: Store, filter: Filter) => register(work(store, holder(seat.housing)), { body: iom, filter });

/** Those that write nothing but the log of what was looked at. */
export const reading: readonly Way[] = [
  ['a case is opened by its reference', (store) => lookAtCase(work(store, holder(seat.housing)), refOf(500))],
  ['the register is opened', (store) => registerBy(store, {})],
  ['the register is opened for one lead agency', (store) => registerBy(store, { agency: 'probation' })],
  ['somebody is found by reference', (store) => findCases(work(store, holder(seat.housing)), refOf(500))],
  ['somebody is found by the beginning of a name', (store) => findCases(work(store, holder(seat.housing)), 'sm')],
  ['the reviews that are due are taken', (store) => casesDue(work(store, coordinator), iom, day('2026-11-05'))],
  ['an agency’s consents to ask are listed', (store) => agencyDuties(work(store, holder(seat.housing)))],
  ['a referrer’s own referrals are listed', (store) => referralsBy(work(store, coordinator), referrer)],
  ['referrals that wait are listed', (store) => referralsWaiting(work(store, coordinator), iom.id)],
];

/** The agenda goes out last: it takes what the others count. */
export const ways: readonly Way[] = [
  ...reading,
  [
    'a change is proposed',
    async (store) => {
      const by = work(store, holder(seat.youth));
      const change = { motion: 'set lead agency', agency: 'housing' } as const;
      const ref = refOf(700);
      await propose(by, { case: ref, version: await version(by, ref), change, why: 'So.' });
    },
  ],
  ['a referral is begun', (store) => startDraft(work(store, holder(seat.youth)), { body: 'iom', seen: 0 })],
  ['the agenda is sent out', (store) => postAgenda(work(store, coordinator), 'm1')],
];
