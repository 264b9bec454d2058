/** A meeting with another area about somebody who crosses the boundary, open until it is fed back (G Q7). */
import { type CasePress, changeCase } from './cases.ts';
import { added, inOrder, oneOf, onRegister, without } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import type { JointMeeting } from './rules/due.ts';
import type { Work } from './work.ts';

export const noteJointMeeting = (
  work: Work,
  press: CasePress,
  typed: Omit<JointMeeting, 'id'>,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const { jointMeetings } = onRegister(doc);
    const list = added(jointMeetings, { id: work.newId(), ...typed }, 'joint meetings');
    return { doc: { ...doc, jointMeetings: inOrder(list) }, events: [{ what: 'joint meeting', ...typed }] };
  });

export const feedBack = (
  work: Work,
  { joint: id, ...press }: CasePress & { readonly joint: string },
  came: string,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const { area, on } = oneOf(onRegister(doc).jointMeetings, id);
    if (on > dayIn(work.now))
      throw new Refusal('ahead', 'This meeting lies ahead still. Feed back what came of it once it was held.');
    return {
      doc: { ...doc, jointMeetings: without(doc.jointMeetings, id) },
      events: [{ what: 'fed back', area, on, came }],
    };
  });
