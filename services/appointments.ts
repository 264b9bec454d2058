/** Appointments and visits: made, and then kept or missed. */
import { type CasePress, changeCase } from './cases.ts';
import { added, inOrder, oneOf, onRegister, without } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import type { Appointment } from './rules/due.ts';
import type { Work } from './work.ts';

export const makeAppointment = (
  work: Work,
  press: CasePress,
  typed: Omit<Appointment, 'id'>,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const { appointments } = onRegister(doc);
    const one = { id: work.newId(), ...typed };
    return {
      doc: { ...doc, appointments: inOrder(added(appointments, one, 'appointments and visits')) },
      events: [{ what: 'appointment', with: typed.what, on: typed.on, became: 'made' }],
    };
  });

export const closeAppointment = (
  work: Work,
  {
    appointment: id,
    became,
    ...press
  }: CasePress & { readonly appointment: string; readonly became: 'kept' | 'missed' },
  note?: string,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const { what, on } = oneOf(onRegister(doc).appointments, id);
    if (on > dayIn(work.now))
      throw new Refusal('ahead', 'This lies ahead still. Say whether it was kept once its day has come.');
    const { kept = 0, missed = 0 } = doc.attended ?? {};
    return {
      doc: {
        ...doc,
        appointments: without(doc.appointments, id),
        attended: became === 'kept' ? { kept: kept + 1, missed } : { kept, missed: missed + 1 },
      },
      events: [{ what: 'appointment', with: what, on, became, ...(note && { note }) }],
    };
  });
