/** A referral is handed in: by its referrer, through the gatekeeper where the agency has one, to the panel. */
import { findDuplicates, indexChanges, linksWith } from './duplicates.ts';
import { keeperInPlace } from './keepers.ts';
import { hasLeft } from './left.ts';
import { seatHolders } from './members.ts';
import type { PersonKey, Referral } from './model.ts';
import { referralChanged } from './referralIndex.ts';
import { consentInTheWay, judged, markOf, type Press, permitted, referralRow, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import { onLeave, receiver } from './rules/leave.ts';
import { readsOgrs, withNewestScore } from './rules/scores.ts';
import { scoreAsked } from './scores.ts';
import type { Change } from './store.ts';
import { passedOn } from './strand.ts';
import { bodyOf, save, tell, tellCoordinators, type Work } from './work.ts';

/** What can be done about it: a draft is its referrer's; what is with the gatekeeper goes back or is changed first. */
const wayOut = (work: Work, { state, referrer }: Referral): string => {
  if (state === 'draft') return 'Press “Check answers”.';
  return referrer === work.actor.person
    ? 'Change it first: “Change something”.'
    : 'Return it, so that its referrer can put it right.';
};

/** What the referral says today, as it may be handed in; refused while something stands in the way. */
const screened = async (work: Work, referral: Referral): Promise<Referral> => {
  permitted(work, referral.agency, referral.body);
  const { lacking, screening } = await judged(work, referral);
  const way = wayOut(work, referral);
  if (lacking[0]) throw new Refusal('incomplete', `The referral cannot be submitted yet. ${lacking[0].label} ${way}`);
  if (screening.hardStop)
    throw new Refusal(
      'hard stop',
      `${screening.hardStop.why} ${screening.hardStop.advice} ${referral.state === 'draft' ? 'Your draft is kept.' : way}`,
    );
  const consent = consentInTheWay(work, referral);
  if (consent) throw new Refusal('consent', `${consent} The referral cannot be submitted. ${way}`);
  return { ...referral, screening };
};

/** The referral as the panel gets it, and who is told: the co-ordinators, and probation where its score is missing. */
export const arriving = async (work: Work, referral: Referral): Promise<{ referral: Referral; changes: Change[] }> => {
  const arrived: Referral = {
    ...(await screened(work, referral)),
    state: 'submitted',
    submittedAt: work.now.toISOString(),
  };
  const { ref, body, answers, scores } = arrived;
  const scoreless = withNewestScore(answers, scores).ogrs?.score === undefined;
  const asked =
    scoreless && readsOgrs(bodyOf(work, body), dayIn(work.now))
      ? scoreAsked(work, arrived)
      : { referral: arrived, changes: [] };
  const placed = passedOn(work, asked.referral);
  return {
    referral: placed.referral,
    changes: [
      ...work.coordinators.map((person) => tell(work, person, 'referral received', ref, body)),
      ...asked.changes,
      ...placed.changes,
    ],
  };
};

/**
 * Who is told at once of an emergency (Richmond 2.6): the seat's holder, or the co-ordinators while it is empty. While
 * the holder is on leave the co-ordinators are told as well, and the stand-in who may open the papers.
 */
const emergencyTo = (work: Work, bodyId: Referral['body']): readonly PersonKey[] => {
  const body = bodyOf(work, bodyId);
  if (!body.referrals?.emergency)
    throw new Refusal(
      'no emergencies',
      `The ${body.name} names nobody to be told of an emergency. Telephone the police.`,
    );
  const holder = work.area.holders[body.referrals.emergency];
  if (!holder) return work.coordinators;
  const leaves = work.area.leave ?? {};
  const today = dayIn(work.now);
  if (!onLeave(leaves, holder, today)) return [holder];
  const { person } = receiver(leaves, holder, today);
  const sits = seatHolders(work, body, () => true).includes(person);
  return [...new Set([holder, ...(sits ? [person] : []), ...work.coordinators])];
};

const alarm = (work: Work, { ref, body }: Referral): Change[] =>
  emergencyTo(work, body).map((person) => tell(work, person, 'emergency', ref, body));

type Submitted = 'submitted' | 'with gatekeeper' | 'already' | 'overtaken' | 'somebody alike';

/**
 * Submits the draft: to the gatekeeper if its agency has one, else to the panel, screened as of now. An emergency goes
 * straight to the panel, and to whoever is to be told of it at once. Refused while something is missing, consent is
 * refused or a hard criterion is not met. 'somebody alike': earlier referrals may be about the same person, and the
 * referrer has not been shown all of them (`alike`); once shown, they are linked.
 */
export const submit = (
  work: Work,
  {
    referral,
    version,
    alike = [],
    emergency,
  }: Press & { readonly alike?: readonly string[]; readonly emergency?: boolean },
): Promise<Submitted> =>
  save<Submitted>(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'draft') return { changes: [], result: 'already' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    const { found } = await findDuplicates(work, row.doc.answers, referral);
    const draft = await screened(work, row.doc);
    const known = (row.doc.links ?? []).filter(({ verdict }) => verdict !== 'open').map((link) => link.ref);
    if (found.some(({ ref }) => !alike.includes(ref) && !known.includes(ref)))
      return { changes: [], result: 'somebody alike' };
    const linked = { ...draft, ...(found.length > 0 && { links: linksWith(row.doc.links ?? [], found) }) };
    const index = await indexChanges(work, referral, undefined, draft.answers);
    const whose = found.map(({ ref }) => ref);
    const gatekeeper = work.area.gatekeepers?.[draft.agency];
    if (gatekeeper && gatekeeper !== work.actor.person && !emergency) {
      const given = withEvents(linked, { what: 'given to the gatekeeper', ...markOf(work) });
      return {
        changes: [
          ...(await referralChanged(work, row, { ...given, state: 'with gatekeeper' })),
          ...index,
          ...(hasLeft(work.area, gatekeeper)
            ? tellCoordinators(work, gatekeeper)
            : [gatekeeper, await keeperInPlace(work, draft)].flatMap((person) =>
                person ? [tell(work, person, 'for release', referral, draft.body)] : [],
              )),
        ],
        result: 'with gatekeeper',
        whose,
      };
    }
    const event = {
      what: emergency ? ('submitted as an emergency' as const) : ('submitted' as const),
      ...markOf(work),
    };
    const { referral: after, changes } = await arriving(
      work,
      withEvents({ ...linked, ...(emergency && { emergency }) }, event),
    );
    return {
      changes: [
        ...(await referralChanged(work, row, after)),
        ...index,
        ...changes,
        ...(emergency ? alarm(work, after) : []),
      ],
      result: 'submitted',
      whose,
    };
  });

/** A referral that waits has become an emergency. */
export const raiseEmergency = (work: Work, { referral, version }: Press): Promise<'told' | 'already' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.emergency) return { changes: [], result: 'already' };
    if (row.version !== version || (row.doc.state !== 'submitted' && row.doc.state !== 'with gatekeeper'))
      return { changes: [], result: 'overtaken' };
    const after = withEvents({ ...row.doc, emergency: true }, { what: 'submitted as an emergency', ...markOf(work) });
    const { referral: arrived, changes } =
      row.doc.state === 'submitted' ? { referral: after, changes: [] } : await arriving(work, after);
    return {
      changes: [...(await referralChanged(work, row, arrived)), ...changes, ...alarm(work, arrived)],
      result: 'told',
    };
  });
