/** What has come up to a body, waits above it, or has come back: for its agenda and its list. */
import { Cases } from './caseModel.ts';
import { type Standing, Standings } from './escalationModel.ts';
import type { EscalationDue } from './rules/agenda.ts';
import type { BodyId } from './rules/scheme.ts';
import type { Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

/** All that a body has to do with, the oldest first. */
export const standingsOf = async ({ store, area }: Place, body: BodyId): Promise<Standing[]> =>
  (await store.list(area.id, Standings, `${body}|`))
    .map(({ doc }) => doc)
    .sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));

/** Escalations one agenda takes; the others come to the next. */
export const MOST_RAISED = 20;

/** What waits for an answer from outside stays for long, so it comes last: it keeps nothing else off an agenda. */
const inTurn = ({ standing }: Standing): number => (standing === 'outside' ? 1 : 0);

/**
 * What comes to the body's next agenda: to be answered, answers to take note of, and awaited from outside; and how many
 * it has no room for.
 */
export const raisedTo = async (
  place: Place,
  body: BodyId,
): Promise<{ readonly due: readonly EscalationDue[]; readonly noRoom: number }> => {
  const all = (await standingsOf(place, body))
    .filter(({ standing }) => standing !== 'above')
    .sort((a, b) => inTurn(a) - inTurn(b));
  const due = await Promise.all(
    all.slice(0, MOST_RAISED).map(async ({ id, ref, standing }) => ({
      id,
      ...(ref && (await isSpokenOf(place, ref)) && { ref }),
      ...(standing === 'back' && { back: true as const }),
    })),
  );
  return { due, noRoom: Math.max(0, all.length - MOST_RAISED) };
};

/** An agenda stands in a channel, where nothing is said of a restricted case. */
const isSpokenOf = async ({ store, area }: Place, ref: string): Promise<boolean> => {
  const about = (await store.get(area.id, Cases, ref))?.doc;
  return about !== undefined && about.restrictedTo === undefined;
};
