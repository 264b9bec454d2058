import { z } from 'zod';
import { closeAppointment, makeAppointment } from '../../services/appointments.ts';
import {
  complianceOf,
  endOrder,
  holdOrder,
  recordArrest,
  recordAttendance,
  recordVisit,
  setStatutory,
} from '../../services/compliance.ts';
import { type Feedback, recordFeedback } from '../../services/feedback.ts';
import { feedBack, noteJointMeeting } from '../../services/jointMeetings.ts';
import { oneOf } from '../../services/lifeLists.ts';
import { Day } from '../../services/rules/days.ts';
import type { Appointment } from '../../services/rules/due.ts';
import { Pressed, workers } from '../case/answer.ts';
import { recording } from '../case/recording.ts';
import { topicOf } from '../case/topic.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import { dated } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import {
  appointmentsCard,
  arrestForm,
  attendForm,
  closeForm,
  feedBackForm,
  feedbackForm,
  inputs,
  jointForm,
  makeForm,
  orderForm,
  statutoryForm,
  visitForm,
} from './card.ts';

const shown = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<Answer> => ({
  card: appointmentsCard(await topicOf(turn, ref), notice, page),
});

/** What all forms here have in common. */
const here = { answer: shown, back: 'appointment.view' } as const;

export const view = command({
  verb: 'appointment.view',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, page: z.int().min(1).optional() }),
  run: ({ case: ref, page }, turn) => shown(turn, ref, undefined, page),
});

export const [form, make] = recording({
  opens: 'appointment.form',
  saves: 'appointment.make',
  form: () => makeForm,
  save: ({ turn, press, must }) =>
    makeAppointment(turn, press, {
      kind: must(inputs.kind) as Appointment['kind'],
      on: Day.parse(must(inputs.ahead)),
      what: must(inputs.what),
    }),
  said: 'It is recorded. Once its day has come, say whether it was kept.',
  ...here,
});

const closing = (became: 'kept' | 'missed') =>
  recording({
    opens: became === 'kept' ? 'appointment.keeping' : 'appointment.missing',
    saves: became === 'kept' ? 'appointment.kept' : 'appointment.missed',
    form: ({ doc, of }) => closeForm(oneOf(doc.appointments, of), became),
    save: ({ turn, press, of, may }) =>
      closeAppointment(turn, { ...press, appointment: of, became }, may(inputs.note) || undefined),
    said: became === 'kept' ? 'That it was kept is recorded.' : 'That it was missed is recorded.',
    ...here,
  });
export const [keeping, kept] = closing('kept');
export const [missing, missed] = closing('missed');

export const [order, hold] = recording({
  opens: 'order.form',
  saves: 'order.hold',
  form: ({ turn, doc }) => orderForm(complianceOf(turn, doc)),
  save: ({ turn, doc, press, must, may }) => {
    const rules = complianceOf(turn, doc);
    const until = dated(may(inputs.until));
    const exempt = may(inputs.exempt(rules));
    return holdOrder(turn, press, {
      order: must(inputs.order(rules)),
      ...(until && { until }),
      ...(exempt && { exempt }),
    });
  },
  said: 'It is recorded.',
  ...here,
});

export const [statutory, setting] = recording({
  opens: 'statutory.form',
  saves: 'statutory.set',
  form: ({ doc }) => statutoryForm(doc.statutory ?? 'unknown'),
  save: ({ turn, press, must }) => setStatutory(turn, press, must(inputs.statutory) as 'yes' | 'no' | 'unknown'),
  said: 'It is recorded.',
  ...here,
});

export const end = command({
  verb: 'order.end',
  does: 'change',
  allowed: workers,
  input: Pressed.extend({ of: Id }),
  run: async ({ case: ref, version, of }, turn) => {
    await topicOf(turn, ref);
    const ended = await endOrder(turn, { case: ref, version, order: of });
    return shown(turn, ref, ended === 'done' ? done('That it has ended is recorded.') : overtaken);
  },
});

export const [visiting, visited] = recording({
  opens: 'visit.form',
  saves: 'visit.record',
  form: ({ doc, of, today }) => {
    oneOf(doc.orders, of);
    return visitForm(today);
  },
  save: ({ turn, press, of, must }) =>
    recordVisit(
      turn,
      { ...press, order: of },
      {
        on: Day.parse(must(inputs.on)),
        verified: must(inputs.verified) === 'yes',
        explained: must(inputs.explained) === 'yes',
      },
    ),
  said: 'The visit is recorded. An action that asked for it is completed with it.',
  ...here,
});

export const [arrest, arrested] = recording({
  opens: 'arrest.form',
  saves: 'arrest.record',
  form: ({ today }) => arrestForm(today),
  save: ({ turn, press, must }) =>
    recordArrest(turn, press, { on: Day.parse(must(inputs.on)), where: must(inputs.where) }),
  said: 'The arrest is recorded, and the police contact is asked to attend custody.',
  ...here,
});

export const [attending, attended] = recording({
  opens: 'arrest.attending',
  saves: 'arrest.attend',
  form: ({ doc, of, today }) => attendForm(oneOf(doc.arrests, of), today),
  save: ({ turn, press, of, must }) =>
    recordAttendance(turn, { ...press, arrest: of }, { on: Day.parse(must(inputs.on)), came: must(inputs.came) }),
  said: 'The attendance is recorded. The action that asked for it is completed with it.',
  ...here,
});

export const [joint, noted] = recording({
  opens: 'joint.form',
  saves: 'joint.note',
  form: () => jointForm,
  save: ({ turn, press, must }) =>
    noteJointMeeting(turn, press, { area: must(inputs.elsewhere), on: Day.parse(must(inputs.ahead)) }),
  said: 'The joint meeting is noted.',
  ...here,
});

export const [jointAsks, fedBack] = recording({
  opens: 'joint.asks',
  saves: 'joint.feedBack',
  form: ({ doc, of }) => feedBackForm(oneOf(doc.jointMeetings, of)),
  save: ({ turn, press, of, must }) => feedBack(turn, { ...press, joint: of }, must(inputs.came)),
  said: 'What came of it is fed back.',
  ...here,
});

export const [feedback, given] = recording({
  opens: 'feedback.form',
  saves: 'feedback.record',
  form: ({ today }) => feedbackForm(today),
  save: ({ turn, press, must }) =>
    recordFeedback(turn, press, {
      helped: must(inputs.helped) as Feedback['helped'],
      on: Day.parse(must(inputs.on)),
      says: must(inputs.says),
    }),
  said: 'The feedback is recorded.',
  ...here,
});
