/** The tactical options of a case's colour: one is chosen, then given to somebody with a due date. */
import type { CaseSeen } from '../../services/caseSeen.ts';
import type { Tactic } from '../../services/rules/ragRules.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import type { TacticOwner } from '../../services/tactics.ts';
import { bodyOf } from '../../services/work.ts';
import { colourInWords } from '../case/words.ts';
import { formCard, inputOf, part, section } from '../form/card.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { sourceInWords } from '../sources.ts';
import { button } from '../words.ts';
import { tacticTitle } from './words.ts';

type View = { readonly seen: CaseSeen; readonly scheme: Scheme; readonly area: string };

export const option = (scheme: Scheme, body: Body, tactics: readonly Tactic[]): Input => ({
  id: 'tactic',
  label: 'Option, by agency',
  kind: {
    of: 'choice',
    choices: tactics.map((tactic) => ({ title: tacticTitle(scheme, body, tactic), value: tactic.id })),
  },
});

export const ownerInput = (owners: readonly TacticOwner[]): Input => ({
  id: 'owner',
  label: 'Owner',
  hint: 'who does it, or sees it done',
  kind: { of: 'choice', choices: owners.map(({ id, title }) => ({ title, value: id })) },
});

export const dueInput: Input = { id: 'due', label: 'Due on', kind: { of: 'date', ahead: true } };

const back = ({ seen }: View) => button('Back', 'case.view', { case: seen.doc.ref, tab: 'plan', page: 1 });

export const menuCard = (view: View & { readonly tactics: readonly Tactic[] }): Card => {
  const { seen, scheme, area, tactics } = view;
  const { doc, version } = seen;
  const { rag } = doc;
  const heading = `Tactical options for ${doc.ref}`;
  if (!rag || tactics.length === 0)
    return formCard({
      heading,
      intro: ['Options belong to a colour, and this case has none that opens any.'],
      parts: [],
      buttons: [back(view)],
      area,
    });
  const body = bodyOf({ scheme }, doc.body);
  const meaning = body.rag?.[rag.colour].meaning ?? '';
  return formCard({
    heading,
    intro: [`${colourInWords[rag.colour]}. ${meaning}`, 'Choose what is to be done; then who does it and until when.'],
    parts: [
      section(
        `Options for ${rag.colour}`,
        tactics.map((tactic) => `${tacticTitle(scheme, body, tactic)}. Source: ${sourceInWords(tactic.source)}.`),
      ),
      part({ inputs: [inputOf(option(scheme, body, tactics))] }),
    ],
    buttons: [
      button('Choose it', 'tactics.choose', { case: doc.ref, version }, { style: 'positive', inputs: 'auto' }),
      back(view),
    ],
    area,
  });
};

export const givingCard = (
  view: View & { readonly chosen: Tactic; readonly owners: readonly TacticOwner[]; readonly due: string },
): Card => {
  const { seen, scheme, area, chosen, owners, due } = view;
  const { ref, body } = seen.doc;
  return formCard({
    heading: `Give a task for ${ref}`,
    intro: ['The owner is asked to accept it, and gives it back with a reason otherwise.'],
    parts: [
      section('Task', [tacticTitle(scheme, bodyOf({ scheme }, body), chosen)]),
      part({ inputs: [inputOf(ownerInput(owners), owners[0]?.id), inputOf(dueInput, due)] }),
    ],
    buttons: [
      button(
        'Give it',
        'tactics.give',
        { case: ref, version: seen.version, tactic: chosen.id },
        { style: 'positive', inputs: 'auto' },
      ),
      button('Another option', 'tactics.view', { case: ref }),
      back(view),
    ],
    area,
  });
};
