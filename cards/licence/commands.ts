import { z } from 'zod';
import { AREA } from '../../services/area.ts';
import { keepCurrent, mayKeep, recordRelease } from '../../services/custody.ts';
import { moveCondition, prisonSays, proposeCondition } from '../../services/licence.ts';
import { oneOf } from '../../services/lifeLists.ts';
import { Areas } from '../../services/model.ts';
import { namePrison, prisonContactOf, prisonOf } from '../../services/prisons.ts';
import { inCustody } from '../../services/rules/custody.ts';
import { Day } from '../../services/rules/days.ts';
import type { PrisonStay } from '../../services/rules/prison.ts';
import { must, namesOf } from '../../services/work.ts';
import { Pressed, workers } from '../case/answer.ts';
import { recording } from '../case/recording.ts';
import { topicOf } from '../case/topic.ts';
import { type Answer, command, Id, type Telling, type Turn } from '../command.ts';
import { dated } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import {
  atYourPrisonCard,
  conditionForm,
  inputs,
  licenceCard,
  prisonSaysForm,
  prisonsCard,
  releasedForm,
  stayForm,
  turnDownForm,
} from './card.ts';

const readers = [...workers, 'prison contact'] as const;

const shown = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<Answer> => ({
  card: licenceCard(
    await topicOf(turn, ref, (doc) => [
      ...(doc.licence ?? []).map(({ by }) => by),
      prisonOf(turn, doc.custody)?.contact,
    ]),
    notice,
    page,
  ),
});

export const view = command({
  verb: 'licence.view',
  does: 'view',
  allowed: readers,
  input: z.object({ case: Id, page: z.int().min(1).optional() }),
  run: ({ case: ref, page }, turn) => shown(turn, ref, undefined, page),
});

export const [form, propose] = recording({
  opens: 'licence.form',
  saves: 'licence.propose',
  allowed: readers,
  form: () => conditionForm,
  save: ({ turn, press, must: need }) => proposeCondition(turn, press, need(inputs.what)),
  said: 'The condition is proposed.',
  answer: shown,
  back: 'licence.view',
});

export const move = command({
  verb: 'licence.move',
  does: 'change',
  allowed: workers,
  input: Pressed.extend({ of: Id, to: z.enum(['agreed', 'taken up']) }),
  run: async ({ case: ref, version, of, to }, turn) => {
    await topicOf(turn, ref);
    const moved = await moveCondition(turn, { case: ref, version, condition: of, to });
    return shown(turn, ref, moved === 'done' ? done(`The condition is ${to}.`) : overtaken);
  },
});

export const [turning, turnDown] = recording({
  opens: 'licence.turn',
  saves: 'licence.turnDown',
  form: ({ doc, of }) => turnDownForm(oneOf(doc.licence, of)),
  save: ({ turn, press, doc, of, must: need }) => {
    const to = oneOf(doc.licence, of).state === 'proposed' ? 'not agreed' : 'not taken up';
    return moveCondition(turn, { ...press, condition: of, to }, need(inputs.why));
  },
  said: 'That it is turned down is recorded.',
  answer: shown,
  back: 'licence.view',
});

export const [asks, says] = recording({
  opens: 'licence.asks',
  saves: 'licence.says',
  allowed: readers,
  form: ({ doc, of }) => prisonSaysForm(oneOf(doc.licence, of)),
  save: ({ turn, press, of, must: need }) => prisonSays(turn, { ...press, condition: of }, need(inputs.says)),
  said: 'What the prison says is recorded.',
  answer: shown,
  back: 'licence.view',
});

export const [stay, keep] = recording({
  opens: 'prison.form',
  saves: 'prison.keep',
  allowed: readers,
  form: ({ doc, turn }) => stayForm(mayKeep(turn, doc), doc.stay, turn.area),
  save: ({ turn, press, must: need, may }) => {
    const releaseOn = dated(may(inputs.release));
    const chosen = need(inputs.prison(turn.area));
    return keepCurrent(turn, {
      ...press,
      prison: turn.area.prisons?.find(({ id }) => id === chosen)?.name ?? '',
      supervised: need(inputs.supervised) as PrisonStay['supervised'],
      ...(releaseOn && { releaseOn }),
    });
  },
  said: 'Where the person is, is recorded. The contact of the prison is told of a new person.',
  answer: shown,
  back: 'licence.view',
});

export const [leaving, left] = recording({
  opens: 'prison.leaving',
  saves: 'prison.left',
  allowed: readers,
  form: ({ turn, doc, today }) => {
    if (inCustody(doc.custody)) mayKeep(turn, doc);
    return releasedForm(today);
  },
  save: async ({ turn, press, doc, must: need }) => {
    if (inCustody(doc.custody)) mayKeep(turn, doc);
    const status = await recordRelease(turn, { ...press, on: Day.parse(need(inputs.released)) });
    return status === 'overtaken' ? status : 'done';
  },
  said: 'The release is recorded.',
  answer: async (turn, ref, notice) => {
    const { doc } = await topicOf(turn, ref);
    // The contact of a prison reads no further once the person has left it.
    const reads = workers.some((role) => turn.roles.has(role)) || prisonContactOf(turn, doc) === turn.actor.person;
    return reads ? shown(turn, ref, notice) : { say: notice?.text ?? 'Done.' };
  },
  back: 'licence.view',
});

const contacts = async (turn: Turn, notice?: Notice): Promise<Answer> => {
  const { doc: area } = must(await turn.store.get(turn.area.id, Areas, AREA), 'a team');
  const people = (area.prisons ?? []).map(({ contact }) => contact);
  return { card: prisonsCard(area, await namesOf(turn, people), notice) };
};

export const prisons = command({
  verb: 'prison.list',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  run: (_, turn) => contacts(turn),
});

export const name = command({
  verb: 'prison.name',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({
    name: z.string('give its name').trim().min(1, 'give its name').max(80, 'a name can be 80 characters at most'),
    contact: z.string('choose the person from the list: type part of the name and pick one'),
  }),
  run: async ({ name: prison, contact }, turn) => {
    await namePrison(turn, prison, contact);
    return contacts(turn, done('The contact is named.'));
  },
});

export const atYourPrison: Telling = {
  view: 'at your prison',
  mention: 'somebody is recorded as in the prison for which you are the contact.',
  opens: (ref) => ({ verb: view.verb, data: { case: ref } }),
  card: async (place, _, ref) => ({ card: atYourPrisonCard(ref, place.area.id), summary: `At your prison: ${ref}` }),
};
