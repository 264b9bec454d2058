/** What somebody outside the body is told of a person, once the scheme's gate for it is met (Le 1.21-1.25). */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase } from './cases.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import { type DisclosureKind, gateStop } from './rules/disclosure.ts';
import { create, kind } from './store.ts';
import { newestFirst } from './timeline.ts';
import { bodyOf, schemeOf, type Work } from './work.ts';

export type Disclosure = {
  readonly case: string;
  readonly kind: string;
  /** Who was told. */
  readonly recipient: string;
  readonly told: string;
  /** The risk assessment, or the lawful reason. */
  readonly ground: string;
  /** How the person agreed to it, where the scheme keeps no consent but tells people that information is shared. */
  readonly agreed?: string;
  readonly on: Day;
  readonly by: PersonKey;
};

/** id: `<case>|<newest first>` */
export const Disclosures = kind<Disclosure>('disclosure');

export const disclosuresOf = async (place: Pick<Work, 'store' | 'area'>, ref: string): Promise<Disclosure[]> =>
  (await place.store.list(place.area.id, Disclosures, `${ref}|`)).map(({ doc }) => doc);

export const disclosureKind = (work: Pick<Work, 'scheme'>, id: string): DisclosureKind => {
  const found = schemeOf(work).disclosures?.find((one) => one.id === id);
  if (!found) throw new Refusal('no such disclosure', 'This scheme knows no such disclosure.');
  return found;
};

/** People are only told that information is shared, so consent to one disclosure is asked with it. */
export const asksEachTime = (work: Pick<Work, 'scheme'>, { body }: Pick<Case, 'body'>): boolean =>
  bodyOf(work, body).referrals?.consent.rule === 'told';

const agreedFirst =
  'Please look at “How the person agreed”: this is disclosed only with their consent, and being told that information is shared is none. Nothing was changed, and what you typed is still there.';

const why = {
  consent:
    'This is disclosed only with the person’s consent, and none is given. Record their consent first, or do not disclose.',
  'risk assessment':
    'Please look at “Risk assessment”: it is needed before this is disclosed. Nothing was changed, and what you typed is still there.',
  'lawful reason':
    'Please look at “Lawful reason”: it is needed before this is disclosed. Nothing was changed, and what you typed is still there.',
} as const;

/** The log names who received it. Somebody who has left the register may still be told of, to the area they moved to. */
export const disclose = (
  work: Work,
  press: CasePress,
  typed: Omit<Disclosure, 'case' | 'by'>,
): Promise<'done' | 'overtaken'> => {
  const to = disclosureKind(work, typed.kind);
  const recipient = `${to.name}: ${typed.recipient}`;
  return changeCase({ ...work, recipients: [recipient] }, press, (doc) => {
    const eachTime = asksEachTime(work, doc);
    const stop = gateStop(to, {
      consent: doc.consent,
      ...(eachTime && { agreed: typed.agreed ?? '' }),
      riskAssessment: typed.ground,
      lawfulReason: typed.ground,
    });
    if (stop) throw new Refusal('gate', stop === 'consent' && eachTime ? agreedFirst : why[stop]);
    return {
      doc,
      events: [{ what: 'disclosed', to: recipient, told: typed.told }],
      changes: [
        create(Disclosures, `${doc.ref}|${newestFirst(work)}`, { case: doc.ref, ...typed, by: work.actor.person }),
      ],
    };
  });
};
