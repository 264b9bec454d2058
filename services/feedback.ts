/** What people on the scheme say of it (Thurrock 4.3). */
import { type CasePress, changeCase } from './cases.ts';
import { onRegister } from './lifeLists.ts';
import type { PersonKey } from './person.ts';
import type { Day } from './rules/days.ts';
import { create, kind } from './store.ts';
import { newestFirst } from './timeline.ts';
import type { Work } from './work.ts';

export const HELPED = ['yes', 'in part', 'no', 'not said'] as const;

export type Feedback = {
  readonly case: string;
  readonly on: Day;
  /** Whether the scheme helps. */
  readonly helped: (typeof HELPED)[number];
  readonly says: string;
  readonly by: PersonKey;
};

/** For reports, which read all of a body. id: `<body>|<newest first>` */
export const Feedbacks = kind<Feedback>('feedback');

export const recordFeedback = (
  work: Work,
  press: CasePress,
  typed: Omit<Feedback, 'case' | 'by'>,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => ({
    doc: onRegister(doc),
    events: [{ what: 'feedback', says: typed.says }],
    changes: [
      create(Feedbacks, `${doc.body}|${newestFirst(work)}`, { case: doc.ref, ...typed, by: work.actor.person }),
    ],
  }));
