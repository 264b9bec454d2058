/** Court dates: prepared with an intervention statement, told to the CPS, and asked for their result (Le 1.17-1.19; L). */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase, type Effect } from './cases.ts';
import { actionGiven, refuseOutsider, taskDone } from './giving.ts';
import { added, inOrder, oneOf, onRegister, swapped, without } from './lifeLists.ts';
import { memberOf } from './members.ts';
import { Actions } from './model.ts';
import { Refusal } from './refusal.ts';
import { type CourtDate, type CourtRules, promptOn } from './rules/court.ts';
import { type Day, dayIn, inWords } from './rules/days.ts';
import { subtractWorkingDays } from './rules/workingDays.ts';
import type { Change } from './store.ts';
import { bodyOf, schemeOf, tell, type Work } from './work.ts';

const rulesOf = (work: Work, { body }: Case): CourtRules => {
  const { court, name } = bodyOf(work, body);
  if (!court) throw new Refusal('no court dates', `The ${name} keeps no court dates.`);
  return court;
};

export type OneCourt = CasePress & { readonly court: string };

type Hearing = Pick<CourtDate, 'on' | 'court' | 'about'>;

export const courtAdded = (work: Work, doc: Case, typed: Hearing): Effect => {
  const rules = rulesOf(work, onRegister(doc));
  const one: CourtDate = {
    ...typed,
    id: work.newId(),
    promptOn: promptOn(typed.on, rules, schemeOf(work).calendar),
  };
  return {
    doc: { ...doc, courts: inOrder(added(doc.courts, one, 'court dates')) },
    events: [{ what: 'court date', court: typed.court, on: typed.on }],
  };
};

export const addCourt = (work: Work, press: CasePress, typed: Hearing): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => courtAdded(work, doc, typed));

/** The day before the hearing, unless that has come. */
const dueBefore = (work: Work, on: Day): Day => {
  const before = subtractWorkingDays(on, 1, schemeOf(work).calendar);
  const today = dayIn(work.now);
  return before < today ? today : before;
};

/** The task of whoever was to write it ends; where somebody else has ended it for them, they are told. */
const written = async (
  work: Work,
  { statement }: CourtDate,
  done: { readonly what: string; readonly outcome: string },
): Promise<Change[]> => {
  const id = statement?.wanted ? statement.action : undefined;
  const changes = await taskDone(work, id, done);
  const owner = id && (await work.store.get(work.area.id, Actions, id))?.doc.owner;
  return changes.length === 0 || !id || !owner || owner === work.actor.person
    ? changes
    : [...changes, tell(work, owner, 'action', id)];
};

/** Whoever writes it gets an action, in place of anybody before; nobody is named where none is wanted. */
export const wantStatement = (
  work: Work,
  { court: id, ...press }: OneCourt,
  by: string | undefined,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, async (doc) => {
    const one = oneOf(onRegister(doc).courts, id);
    if (one.on < dayIn(work.now)) throw new Refusal('past', 'This court date has passed. Record its result instead.');
    if (by === undefined)
      return {
        doc: { ...doc, courts: swapped(doc.courts, { ...one, statement: { wanted: false } }) },
        events: [{ what: 'statement', on: one.on, wanted: false }],
        changes: await written(work, one, { what: 'that no statement is wanted', outcome: 'No statement is wanted.' }),
      };
    const { member, key } = await memberOf(work, by);
    refuseOutsider(doc, key);
    if (one.statement?.wanted && one.statement.by === key)
      throw new Refusal('no change', `${member.name} writes this statement already. Nothing was changed.`);
    const action = work.newId();
    const what = `Intervention statement for ${one.court} on ${inWords(one.on)}: what was offered, when, and how the person responded`;
    return {
      doc: { ...doc, courts: swapped(doc.courts, { ...one, statement: { wanted: true, by: key, action } }) },
      events: [{ what: 'statement', on: one.on, wanted: true, from: member.name }],
      changes: [
        ...(await written(work, one, { what: 'another writer', outcome: 'Somebody else writes the statement.' })),
        ...actionGiven(work, {
          ...{ about: doc, id: action, ref: doc.ref, body: doc.body },
          ...{ what, due: dueBefore(work, one.on), owner: key },
        }),
      ],
    };
  });

export const tellCps = (work: Work, { court: id, ...press }: OneCourt, on: Day): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const one = oneOf(onRegister(doc).courts, id);
    if (!one.statement?.wanted)
      throw new Refusal('no statement', 'Say first that a statement is wanted, and who writes it.');
    if (on > dayIn(work.now))
      throw new Refusal(
        'ahead',
        'Please look at “Told on”: that day lies ahead still. Nothing was changed, and what you typed is still there.',
      );
    return {
      doc: { ...doc, courts: swapped(doc.courts, { ...one, cpsTold: on }) },
      events: [{ what: 'cps told', on: one.on }],
    };
  });

/** With its result, or because it will not be heard, a court date leaves the open ones. */
export const giveResult = (
  work: Work,
  { court: id, ...press }: OneCourt,
  result: string,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, async (doc) => {
    const one = oneOf(onRegister(doc).courts, id);
    const { court, on } = one;
    return {
      doc: { ...doc, courts: without(doc.courts, id) },
      events: [{ what: 'court result', court, on, result }],
      changes: await written(work, one, { what: 'the result', outcome: 'The result of the hearing is recorded.' }),
    };
  });
