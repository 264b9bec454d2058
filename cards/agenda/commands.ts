import { z } from 'zod';
import { admitLate, declareInterest, finishItem, itemOf, postAgenda } from '../../services/agenda.ts';
import { confirmChair } from '../../services/chairing.ts';
import { escalationRow } from '../../services/escalating.ts';
import { admitProposal } from '../../services/lateProposals.ts';
import type { PersonKey } from '../../services/model.ts';
import { lookAtReferral } from '../../services/referrals.ts';
import { meetingRow, motionRow, schemeOf } from '../../services/work.ts';
import { arisingAnswer } from '../arising/answer.ts';
import { command, Id, type Place, type Showing, type Telling } from '../command.ts';
import { raisedAnswer } from '../escalation/answer.ts';
import { joinItemAnswer } from '../joining/answer.ts';
import { meetingTitle } from '../meeting/card.ts';
import { meetingMeant } from '../meeting/meant.ts';
import { invitedCard } from '../notice/card.ts';
import { voteAnswer } from '../vote/answer.ts';
import { done, overtaken } from '../words.ts';
import { agendaAnswer, itemAnswer, viewOf } from './answer.ts';
import { agendaCard } from './card.ts';

const OfMeeting = z.object({ meeting: Id });
const Item = OfMeeting.extend({ item: Id });
const Page = OfMeeting.extend({ page: z.int().min(1).default(1) });

export const view = command({
  verb: 'agenda.view',
  does: 'refresh',
  allowed: ['anyone'],
  input: Page,
  run: ({ meeting, page }, turn) => agendaAnswer(turn, meeting, page),
});

export const post = command({
  verb: 'agenda.post',
  does: 'change',
  allowed: ['chair', 'next to chair', 'co-ordinator'],
  input: OfMeeting,
  typed: {
    words: 'agenda',
    does: 'sends out the agenda of the present meeting, or posts it again',
    where: ['channel'],
    data: meetingMeant,
  },
  run: async ({ meeting }, turn) => {
    await postAgenda(turn, meeting);
    return { posted: true };
  },
});

export const item = command({
  verb: 'agenda.item',
  does: 'view',
  allowed: ['member', 'chair', 'co-ordinator'],
  input: Item,
  whose: async (of, turn) => {
    const { doc } = await meetingRow(turn.store, turn.area.id, of.meeting);
    const raised = itemOf(doc, of.item).escalation?.id;
    const ref = raised && (await escalationRow(turn, raised)).doc.ref;
    return ref ? [ref] : turn.whose;
  },
  run: async (of, turn) => {
    const { doc } = await meetingRow(turn.store, turn.area.id, of.meeting);
    const found = itemOf(doc, of.item);
    if (found.join) return joinItemAnswer(turn, of);
    if (found.escalation) return raisedAnswer(turn, of);
    return found.action ? arisingAnswer(turn, of) : itemAnswer(turn, of);
  },
});

export const finish = command({
  verb: 'agenda.done',
  does: 'change',
  allowed: ['chair'],
  input: Item,
  run: async ({ meeting, item }, turn) =>
    agendaAnswer(
      turn,
      meeting,
      1,
      (await finishItem(turn, meeting, item)) === 'done' ? done('The item is dealt with.') : overtaken,
    ),
});

/** Answers with the vote if one is open on the item, else with the agenda. */
export const interest = command({
  verb: 'agenda.interest',
  does: 'change',
  allowed: ['member'],
  input: Item,
  run: async ({ meeting, item }, turn) => {
    const notice =
      (await declareInterest(turn, meeting, item)) === 'recorded'
        ? done('Your interest is recorded. You stand aside from this item: its quorum, its vote and its papers.')
        : overtaken;
    const { doc } = await meetingRow(turn.store, turn.area.id, meeting);
    const voted = doc.motion && (await motionRow(turn.store, turn.area.id, doc.motion)).doc.item === item;
    return doc.motion && voted ? voteAnswer(turn, doc.motion, notice) : agendaAnswer(turn, meeting, 1, notice);
  },
});

/** The chair stands aside from an item, so the next by the ladder takes it. */
export const chair = command({
  verb: 'agenda.chair',
  does: 'change',
  allowed: ['chair', 'next to chair'],
  input: Item,
  run: async ({ meeting, item }, turn) =>
    agendaAnswer(
      turn,
      meeting,
      1,
      (await confirmChair(turn, meeting, item)) === 'recorded' ? done('You chair this item.') : overtaken,
    ),
});

export const admit = command({
  verb: 'agenda.admit',
  does: 'change',
  allowed: ['chair'],
  input: OfMeeting.extend({ referral: Id }),
  run: async ({ meeting, referral }, turn) =>
    agendaAnswer(
      turn,
      meeting,
      1,
      (await admitLate(turn, meeting, referral)) === 'admitted'
        ? done(`${referral} is admitted as a late item.`)
        : overtaken,
    ),
});

/** A proposal for a case, in the same way; the case is not on the agenda yet, so the chair’s part is in the meeting alone. */
export const admitProposed = command({
  verb: 'agenda.admitProposal',
  does: 'change',
  allowed: ['chair'],
  input: OfMeeting.extend({ about: Id, proposal: Id }),
  run: async ({ meeting, about, proposal }, turn) =>
    agendaAnswer(
      turn,
      meeting,
      1,
      (await admitProposal(turn, { meeting, case: about, proposal })) === 'admitted'
        ? done(`What is proposed for ${about} is admitted as a late item.`)
        : overtaken,
    ),
});

const invitation = async (place: Place, reader: PersonKey, ref: string) => {
  const { referral, whereabouts } = await lookAtReferral(place, ref);
  if (whereabouts.status !== 'on the agenda') return undefined;
  return invitedCard(referral, reader, whereabouts.meeting, schemeOf(place), place.area.id);
};

/** What the invitation says, for a referrer or gatekeeper who cannot be messaged. */
export const invited = command({
  verb: 'agenda.invited',
  does: 'view',
  allowed: ['referrer', 'gatekeeper'],
  input: z.object({ referral: Id }),
  run: async ({ referral }, turn) => {
    const card = await invitation(turn, turn.actor.person, referral);
    const list = turn.roles.has('referrer') ? 'my referrals' : 'agency referrals';
    return card ? { card } : { say: `${referral} is on no agenda now. “${list}” says where it stands.` };
  },
});

export const invitationSent: Telling = {
  view: 'invited',
  mention: 'A referral of your agency is on the agenda.',
  opens: (referral) => ({ verb: 'agenda.invited', data: { referral } }),
  card: async (place, person, ref) => {
    const card = await invitation(place, person, ref);
    return card && { card, summary: `${ref} is on the agenda` };
  },
};

export const shown: Showing = {
  view: 'agenda',
  card: async (place, id) => {
    const { doc } = await meetingRow(place.store, place.area.id, id);
    return { card: agendaCard(await viewOf(place, doc, 1)), summary: `Agenda: ${meetingTitle(doc, schemeOf(place))}` };
  },
};
