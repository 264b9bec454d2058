/** Names the lead professional or the police contact of one case. */
import type { Case } from '../../services/caseModel.ts';
import { PARTS, type Part } from '../../services/handover.ts';
import { nameOn, partsOf } from '../../services/naming.ts';
import { Refusal } from '../../services/refusal.ts';
import { caseAnswer } from './answer.ts';
import { type Form, personOf, recording, textOf } from './recording.ts';

const partOf = (of: string): Part => {
  const part = PARTS.find((one) => one === of);
  if (!part) throw new Refusal('bad input', 'This card is out of date. Open the case to start again.');
  return part;
};

const inputs = {
  person: (part: Part, area: string) =>
    personOf('named', part === 'police contact' ? 'Police contact' : 'Lead professional', area),
  why: textOf('why', 'Reason', 200),
} as const;

const formOf = (doc: Case, part: Part, area: string): Form => {
  const isOther = partsOf(doc)[part] !== undefined;
  return {
    heading: isOther ? `Another ${part}` : `Name the ${part}`,
    intro: [
      isOther
        ? 'In this case alone. Actions stay with whoever has them. For all cases of somebody type “hand over”.'
        : `This case has no ${part} yet.`,
    ],
    asks: [[inputs.person(part, area)], ...(isOther ? [[inputs.why] as const] : [])],
    press: 'Record it',
  };
};

export const [form, name] = recording({
  opens: 'naming.form',
  saves: 'naming.name',
  form: ({ doc, of, turn }) => formOf(doc, partOf(of), turn.area.id),
  save: ({ turn, press, doc, of, may, person }) => {
    const part = partOf(of);
    const why = partsOf(doc)[part] ? may(inputs.why) : '';
    return nameOn(turn, press, { part, person: person(inputs.person(part, turn.area.id)), why });
  },
  said: 'It is recorded.',
  answer: (turn, ref, notice) => caseAnswer(turn, ref, 'contacts', notice),
  back: 'case.view',
});
