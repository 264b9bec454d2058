/** What somebody answers of a morning: nothing, or incidents (`incidents.ts`); until the cut-off it can be corrected. */
import { Cases } from './caseModel.ts';
import { type Action, Actions } from './model.ts';
import { nightId } from './overnight.ts';
import { type Incident, Incidents, type Night, Nights } from './overnightModel.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { roundUpAnew } from './roundUp.ts';
import type { Day } from './rules/days.ts';
import { type Daily, isPastCutOff } from './rules/overnight.ts';
import type { BodyId } from './rules/scheme.ts';
import { type Row, replace } from './store.ts';
import { bodyOf, namesOf, save, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme' | 'now'>;

export type Morning = { readonly body: BodyId; readonly day: Day };
export type NightPress = Morning & { readonly version: number };

export const morningOf = (place: Pick<Work, 'scheme'>, { body }: Pick<Morning, 'body'>): Daily => {
  const { daily, name } = bodyOf(place, body);
  if (!daily) throw new Refusal('no mornings', `The people of the ${name} are not asked in the morning.`);
  return daily;
};

export const nightRow = async (
  { store, area }: Pick<Work, 'store' | 'area'>,
  person: PersonKey,
  { body, day }: Morning,
): Promise<Row<Night>> => {
  const row = await store.get(area.id, Nights, nightId(body, day, person));
  if (!row)
    throw new Refusal(
      'not asked',
      'You were not asked on that morning. A co-ordinator can send today’s question: “prompt now”.',
    );
  return row;
};

/** What somebody reported of a morning, the first reported first; what was taken back is not among it. */
export const incidentsOf = async (
  { store, area }: Pick<Work, 'store' | 'area'>,
  person: PersonKey,
  { body, day }: Morning,
): Promise<Incident[]> =>
  (await store.list(area.id, Incidents, `${body}|${day}|`))
    .map(({ doc }) => doc)
    .filter(({ by, withdrawn }) => by === person && withdrawn === undefined)
    .sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));

/** The night with an answer; an answer that was in time stays so when it is added to. */
export const answered = (work: Work, night: Night, state: Exclude<Night['state'], 'asked'>): Night => {
  const late = night.state === 'asked' && isPastCutOff(morningOf(work, night), night, work.now);
  return { ...night, state, answeredAt: work.now.toISOString(), ...(late && { late }) };
};

/** An overtaken or repeated press changes nothing. */
export const answerNothing = (work: Work, { version, ...morning }: NightPress): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const row = await nightRow(work, work.actor.person, morning);
    if (row.version !== version || row.doc.state !== 'asked') return { changes: [], result: 'overtaken' };
    const roundUp = await roundUpAnew(work, morning.body, morning.day);
    return { changes: [replace(row, answered(work, row.doc, 'nothing')), ...roundUp], result: 'done' };
  });

/** Everything the card of somebody’s own answer shows. */
export const lookAtNight = async (place: Place, person: PersonKey, morning: Morning) => {
  const { doc: night, version } = await nightRow(place, person, morning);
  const { store, area } = place;
  const daily = morningOf(place, morning);
  const incidents = await incidentsOf(place, person, morning);
  const reported = await Promise.all(
    incidents.map(async (incident) => {
      const found = incident.needs.map(async ({ action, ...need }) => ({
        ...need,
        action: action === undefined ? undefined : (await store.get(area.id, Actions, action))?.doc,
      }));
      const about = (await store.get(area.id, Cases, incident.ref))?.doc;
      return { incident, about, needs: await Promise.all(found) };
    }),
  );
  const actions = reported.flatMap(({ needs }) => needs.flatMap(({ action }): Action[] => (action ? [action] : [])));
  return {
    ...{ night, version, daily, reported },
    /** Whether it can be corrected still. */
    open: !isPastCutOff(daily, night, place.now),
    names: await namesOf(
      place,
      actions.map(({ owner }) => owner),
    ),
  };
};
export type NightSeen = Awaited<ReturnType<typeof lookAtNight>>;
