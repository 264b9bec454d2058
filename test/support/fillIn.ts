/** Fills in whatever a form asks, knowing only what its cards show. */
import { readCard, type Typed } from '../../rehearsal/card.ts';
import type { Actor, Seen } from '../../rehearsal/play.ts';
import { pressed } from './pressing.ts';

/** What to answer, by how the label begins, and for a choice how it begins; '' leaves it empty. */
export type Wanted = Readonly<Record<string, string>>;

const wantedFor = (wanted: Wanted, label: string): string | undefined => {
  const [best] = Object.keys(wanted)
    .filter((start) => label.startsWith(start))
    .sort((a, b) => b.length - a.length);
  return best === undefined ? undefined : wanted[best];
};

/** What is asked for; or else Yes where that can be said, and otherwise the last answer that says something. */
const oneOf = (choices: readonly { readonly title: string }[], asked?: string): string => {
  if (asked !== undefined) return choices.find(({ title }) => title.startsWith(asked))?.title ?? asked;
  const titles = choices.map(({ title }) => title).filter((title) => title !== 'Not known');
  return titles.find((title) => title === 'Yes') ?? titles.at(-1) ?? '';
};

export const fillIn = (actor: Actor, wanted: Wanted) => {
  const answersTo = async (seen: Seen): Promise<Record<string, Typed>> => {
    const typed: Record<string, Typed> = {};
    for (const { id, label, json } of readCard(seen.card ?? {}).inputs) {
      const asked = wantedFor(wanted, label);
      if (asked === '') continue;
      if (json['choices.data']) typed[id] = asked ?? oneOf(await actor.search(seen, id, ''));
      else if (json.type === 'Input.ChoiceSet') typed[id] = oneOf(json.choices as { title: string }[], asked);
      else if (asked) typed[id] = asked;
      else if (json.type === 'Input.Date') typed[id] = '2026-10-01';
      else typed[id] = 'Invented words';
    }
    return typed;
  };

  const fill = async (seen: Seen, button: string): Promise<Seen> => pressed(actor, seen, button, await answersTo(seen));

  return {
    /** Answers everything on the card. */
    fill,
    /** From step to step, until there is none. */
    fillAll: async (seen: Seen): Promise<Seen> => {
      let at = seen;
      for (let turn = 0; at.buttons.includes('Save and continue'); turn += 1) {
        if (turn > 20) throw new Error(`The form does not end: ${at.text}`);
        at = await fill(at, 'Save and continue');
      }
      return at;
    },
  };
};
