import { z } from 'zod';
import { caseRow, refuseAside } from '../../services/cases.ts';
import { agencyDuties } from '../../services/consentsDue.ts';
import { acceptOwnership, declineOwnership, leaveOwnership } from '../../services/ownership.ts';
import { rolesOf } from '../../services/permission.ts';
import { dayIn } from '../../services/rules/days.ts';
import { schemeOf } from '../../services/work.ts';
import { Pressed, workers } from '../case/answer.ts';
import { consentAnswer } from '../caseConsent/answer.ts';
import { type Answer, command, Id, type Place, type Telling, type Turn } from '../command.ts';
import { typedMust } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { declineReason, dutiesCard, noticeCard, ownershipCard } from './card.ts';

/** The co-ordinator answers for an agency that has nobody here; the service sees to that. */
const answerers = ['receiving agency', 'co-ordinator'] as const;

const shown = async (turn: Turn, ref: string, notice?: Notice): Promise<Answer> => {
  const { doc, version } = await caseRow(turn, ref);
  await refuseAside(turn, ref, doc.body);
  // After a press somebody may be less than they were before it.
  const roles = rolesOf(turn.area, turn.scheme, turn.actor, { case: doc });
  return { card: ownershipCard({ doc, version, scheme: schemeOf(turn), area: turn.area.id, roles, notice }) };
};

export const view = command({
  verb: 'ownership.view',
  does: 'view',
  allowed: [...workers, 'receiving agency'],
  input: z.object({ case: Id }),
  run: ({ case: ref }, turn) => shown(turn, ref),
});

/** Answers with what is to be done next: the card of consent. */
export const accept = command({
  verb: 'ownership.accept',
  does: 'change',
  allowed: answerers,
  input: Pressed,
  run: async (press, turn) =>
    (await acceptOwnership(turn, press)) === 'done'
      ? consentAnswer(turn, press.case, done('Accepted: the case is yours. Please ask the person for consent again.'))
      : shown(turn, press.case, overtaken),
});

export const decline = command({
  verb: 'ownership.decline',
  does: 'change',
  allowed: answerers,
  input: Pressed.extend({ reason: z.string().optional() }),
  run: async (press, turn) => {
    const why = typedMust(declineReason, press, dayIn(turn.now));
    const status = await declineOwnership(turn, { ...press, why });
    return shown(
      turn,
      press.case,
      status === 'done' ? done('Declined. The owner stays, and the chair reads your reason.') : overtaken,
    );
  },
});

export const leave = command({
  verb: 'ownership.leave',
  does: 'change',
  allowed: ['body chair', 'co-ordinator'],
  input: Pressed,
  run: async (press, turn) => {
    const status = await leaveOwnership(turn, press);
    return shown(turn, press.case, status === 'done' ? done('It is left with its owner.') : overtaken);
  },
});

export const list = command({
  verb: 'ownership.list',
  does: 'view',
  allowed: ['agency', 'co-ordinator'],
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: {
    words: 'consents to ask',
    does: 'lists cases offered to your agency, and those where it asks for consent again',
    where: ['personal'],
    menu: false,
  },
  whose: async (_, turn) => {
    const { offered, consents } = await agencyDuties(turn);
    return [...offered, ...consents].map(({ ref }) => ref);
  },
  run: async ({ page }, turn) => ({
    card: dutiesCard(await agencyDuties(turn), { scheme: schemeOf(turn), area: turn.area.id, page }),
  }),
});

const notice = async (work: Place, ref: string) => ({
  card: noticeCard((await caseRow(work, ref)).doc, schemeOf(work), work.area.id),
  summary: `Ownership of ${ref}`,
});

export const asked: Telling = {
  view: 'ownership asked',
  mention: 'your agency is asked to take a case over.',
  opens: (ref) => ({ verb: view.verb, data: { case: ref } }),
  card: (work, _, ref) => notice(work, ref),
};

export const declined: Telling = {
  view: 'ownership declined',
  mention: 'an agency does not take a case over, and it is back with you.',
  opens: (ref) => ({ verb: view.verb, data: { case: ref } }),
  card: (work, _, ref) => notice(work, ref),
};
