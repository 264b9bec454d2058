/** What a person on the register is offered, and how they respond; an intervention statement is made of it. */
import { Offers } from './caseModel.ts';
import { type CasePress, changeCase } from './cases.ts';
import { onRegister } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import type { Answered, Offer } from './rules/statement.ts';
import { create, type Row, replace } from './store.ts';
import { newestFirst } from './timeline.ts';
import { schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

/** Responses one offer takes. */
const MOST_ANSWERS = 10;

/** The newest first. */
export const offersOf = async ({ store, area }: Place, ref: string): Promise<Offer[]> =>
  (await store.list(area.id, Offers, `${ref}|`)).map(({ doc }) => doc);

export const offerRow = async (place: Place, ref: string, id: string): Promise<Row<Offer>> => {
  const row = await place.store.get(place.area.id, Offers, `${ref}|${id}`);
  if (!row) throw new Refusal('no such offer', 'There is no such offer on this case. Open its offers to see them.');
  return row;
};

export const makeOffer = (
  work: Work,
  press: CasePress,
  typed: Pick<Offer, 'pathway' | 'what' | 'on' | 'who'>,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    onRegister(doc);
    if (!schemeOf(work).pathways.some(({ id }) => id === typed.pathway))
      throw new Refusal('no such pathway', 'Please choose the pathway from the list.');
    const id = newestFirst(work);
    const { agency, person } = work.actor;
    const offer: Offer = { id, case: doc.ref, ...typed, ...(agency && { agency }), by: person, answers: [] };
    const { stay, custody } = doc;
    const helps = stay && !stay.helped && custody?.released !== undefined && typed.on >= custody.released;
    return {
      doc: helps ? { ...doc, stay: { ...stay, helped: typed.on } } : doc,
      events: [{ what: 'offered', pathway: typed.pathway, offer: typed.what, on: typed.on }],
      changes: [create(Offers, `${doc.ref}|${id}`, offer)],
    };
  });

export const answerOffer = (
  work: Work,
  { offer: id, ...press }: CasePress & { readonly offer: string },
  typed: Omit<Answered, 'by'>,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, async (doc) => {
    onRegister(doc);
    const row = await offerRow(work, doc.ref, id);
    const { what, on, answers } = row.doc;
    if (typed.on < on)
      throw new Refusal(
        'before the offer',
        'Please look at “When”: it lies before the day of the offer. Nothing was changed, and what you typed is still there.',
      );
    if (answers.length >= MOST_ANSWERS)
      throw new Refusal('full', `This offer has ${MOST_ANSWERS} responses. Make a new offer, and record it there.`);
    return {
      doc,
      events: [{ what: 'answered', offer: what, response: typed.response, on: typed.on }],
      changes: [replace(row, { ...row.doc, answers: [...answers, { ...typed, by: work.actor.person }] })],
    };
  });
