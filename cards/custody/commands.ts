import { z } from 'zod';
import { Cases } from '../../services/caseModel.ts';
import { type CaseSeen, lookAtCase } from '../../services/caseSeen.ts';
import { isHidden } from '../../services/cases.ts';
import { dismissReport, type Recorded, recordCustody, recordRelease, recordsCustody } from '../../services/custody.ts';
import { Refusal } from '../../services/refusal.ts';
import { inCustody } from '../../services/rules/custody.ts';
import { day, dayIn } from '../../services/rules/days.ts';
import { nameOf } from '../../services/work.ts';
import { caseAnswer, Pressed, workers } from '../case/answer.ts';
import { type Answer, command, Id, type Place, type Showing, type Telling, type Turn } from '../command.ts';
import { typedMust } from '../referral/inputs.ts';
import { done, overtaken } from '../words.ts';
import { custodyCard, panelCard, releaseCard, reportedCard } from './card.ts';
import { custodyFrom, released } from './form.ts';

const OneCase = z.object({ case: Id });
const text = z.string().optional();

const viewOf = (turn: Turn, seen: CaseSeen) => ({
  seen,
  area: turn.area.id,
  records: recordsCustody(turn, seen.doc),
  today: dayIn(turn.now),
});

export const form = command({
  verb: 'custody.form',
  does: 'view',
  allowed: workers,
  input: OneCase,
  run: async ({ case: ref }, turn) => {
    const seen = await lookAtCase(turn, ref);
    const leaves = seen.doc.custodyReport?.what === 'release' && inCustody(seen.doc.custody);
    return { card: (leaves ? releaseCard : custodyCard)(viewOf(turn, seen)) };
  },
});

export const releasing = command({
  verb: 'custody.releasing',
  does: 'view',
  allowed: workers,
  input: OneCase,
  run: async ({ case: ref }, turn) => {
    const seen = await lookAtCase(turn, ref);
    if (!inCustody(seen.doc.custody))
      throw new Refusal('not in custody', `${ref} is not recorded as in custody, so there is no release to record.`);
    return { card: releaseCard(viewOf(turn, seen)) };
  },
});

const answered = (turn: Turn, ref: string, status: Recorded, words: string): Promise<Answer> => {
  switch (status) {
    case 'recorded':
      return caseAnswer(turn, ref, 'summary', done(words));
    case 'reported':
      return caseAnswer(turn, ref, 'summary', done('It is passed on to be confirmed. Nothing is changed until then.'));
    case 'overtaken':
      return caseAnswer(turn, ref, 'summary', overtaken);
  }
};

export const record = command({
  verb: 'custody.record',
  does: 'change',
  allowed: workers,
  input: Pressed.extend({
    kind: text,
    prison: text,
    since: text,
    months: z.union([z.string(), z.number()]).optional(),
    indeterminate: text,
    releaseOn: text,
    endsOn: text,
  }),
  run: async ({ case: ref, version, ...typed }, turn) => {
    await lookAtCase(turn, ref);
    const custody = custodyFrom(typed, dayIn(turn.now));
    const status = await recordCustody(turn, { case: ref, version, custody });
    return answered(turn, ref, status, 'Custody is recorded, and the panel is told.');
  },
});

export const release = command({
  verb: 'custody.released',
  does: 'change',
  allowed: workers,
  input: Pressed.extend({ released: text }),
  run: async ({ case: ref, version, ...typed }, turn) => {
    await lookAtCase(turn, ref);
    const on = typedMust(released, typed, dayIn(turn.now));
    const status = await recordRelease(turn, { case: ref, version, on: day(on) });
    return answered(turn, ref, status, 'The release is recorded, the panel is told, and the case is due for review.');
  },
});

export const dismiss = command({
  verb: 'custody.dismiss',
  does: 'change',
  allowed: workers,
  input: Pressed,
  run: async (press, turn) => {
    await lookAtCase(turn, press.case);
    const status = await dismissReport(turn, press);
    return caseAnswer(
      turn,
      press.case,
      'summary',
      status === 'done' ? done('It is written down that the report is not so.') : overtaken,
    );
  },
});

const shownCase = async (place: Place, ref: string) => {
  const row = await place.store.get(place.area.id, Cases, ref);
  return row && !isHidden(place.area, row.doc) ? row.doc : undefined;
};

/** In the body's channel: that somebody is in custody, or released. */
export const shown: Showing = {
  view: 'custody',
  card: async (place, ref) => {
    const doc = await shownCase(place, ref);
    if (!doc || doc.restrictedTo) return undefined;
    return {
      card: panelCard(doc, place.area.id),
      summary: inCustody(doc.custody) ? `${ref} is in custody` : `${ref} is released from custody`,
    };
  },
};

/** To the police contact, while it waits to be confirmed. */
export const reported: Telling = {
  view: 'custody reported',
  mention: 'custody is reported for a case of yours and waits to be confirmed.',
  opens: (ref) => ({ verb: form.verb, data: { case: ref } }),
  card: async (place, person, ref) => {
    const doc = await shownCase(place, ref);
    if (!doc?.custodyReport || (doc.restrictedTo && !doc.restrictedTo.includes(person))) return undefined;
    return {
      card: reportedCard(ref, doc.custodyReport, await nameOf(place, doc.custodyReport.by), place.area.id),
      summary: `Custody of ${ref}: please confirm`,
    };
  },
};
