import { z } from 'zod';
import {
  discardDraft,
  lookAtDecision,
  type Pressed,
  permitDecision,
  recordDecision,
  type Step,
  saveDraft,
} from '../../services/decisions.ts';
import { Refusal } from '../../services/refusal.ts';
import { Day } from '../../services/rules/days.ts';
import type { DecisionKind } from '../../services/rules/decision.ts';
import { DECIDED } from '../../services/rules/rag.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { decisionCard, type Entry, noEntry } from './card.ts';

const Item = z.object({ meeting: Id, item: Id });
const Kind = z.enum(['adopt', 'decline', 'defer']);
const words = (most: number) => z.string().trim().max(most, `this can be ${most} characters at most`).optional();
const OptionalDay = z.union([z.literal(''), Day], 'choose a day').optional();
const Person = z
  .union([z.literal(''), z.templateLiteral([z.string(), '|', z.string()])], 'choose somebody from the list')
  .optional();

const Form = Item.extend({
  version: z.int().min(0),
  kind: Kind,
  how: z.enum(['agreed', 'chair']).optional(),
  category: words(100),
  rag: z.union([z.literal(''), z.enum(DECIDED)], 'choose one of the colours').optional(),
  whyRag: words(500),
  leadAgency: words(100),
  leadProfessional: Person,
  policeContact: Person,
  reviewOn: OptionalDay,
  decidedOn: z.union([z.literal(''), z.enum(['evidence', 'score'])], 'choose one of the two').optional(),
  whyScore: words(1000),
  reasons: words(1000),
  alternatives: words(1000),
  wanted: words(1000),
  what: words(160),
  pathway: words(100),
  seat: words(100),
  due: OptionalDay,
});
type Form = z.infer<typeof Form>;

/** Inputs that the form does not have change nothing, and a person field left empty keeps who was chosen; other emptied ones are cleared. */
const pressedOf = (form: Form): Pressed => {
  const {
    meeting,
    item,
    version,
    kind,
    what: _what,
    pathway: _pathway,
    seat: _seat,
    due: _due,
    leadProfessional,
    policeContact,
    ...typed
  } = form;
  const said = Object.entries(typed).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value || undefined]],
  );
  const fields = {
    ...Object.fromEntries(said),
    ...(leadProfessional && { leadProfessional }),
    ...(policeContact && { policeContact }),
  };
  return { meeting, item, version, kind, fields };
};

const entryOf = ({ what = '', pathway = '', seat = '', due = '' }: Form): Entry => ({ what, pathway, seat, due });

type Shown = { readonly kind?: DecisionKind | undefined; readonly notice?: Notice; readonly entry?: Entry };

const answer = async (turn: Turn, of: z.infer<typeof Item>, shown: Shown = {}): Promise<Answer> => ({
  card: decisionCard({ seen: await lookAtDecision(turn, of), scheme: schemeOf(turn), area: turn.area.id, ...shown }),
});

const saved = async (turn: Turn, form: Form, step: Step, notice: string, entry: Entry): Promise<Answer> =>
  (await saveDraft(turn, pressedOf(form), step)) === 'saved'
    ? answer(turn, form, { kind: form.kind, notice: done(notice), entry })
    : answer(turn, form, { notice: overtaken });

/** For the chair and the co-ordinator, and for members who sit: the service lets those of a selecting agency in. */
const recorders = ['chair', 'co-ordinator', 'sitting'] as const;

export const start = command({
  verb: 'decision.start',
  does: 'view',
  allowed: recorders,
  input: Item.extend({ kind: Kind.optional() }),
  run: async ({ kind, ...of }, turn) => {
    const seen = await lookAtDecision(turn, of);
    if (seen.decision?.state !== 'recorded') await permitDecision(turn, seen);
    return answer(turn, of, { kind });
  },
});

export const save = command({
  verb: 'decision.save',
  does: 'change',
  allowed: recorders,
  input: Form,
  run: (form, turn) => saved(turn, form, null, 'The draft is saved. Nobody has been told anything yet.', entryOf(form)),
});

export const add = command({
  verb: 'decision.add',
  does: 'change',
  allowed: recorders,
  input: Form,
  run: (form, turn) => {
    const { what, pathway, seat, due } = form;
    if (!what || !seat || !due)
      throw new Refusal(
        'incomplete',
        `An intervention needs what is to be done, an owner and a due date. Still missing: ${[
          ...(what ? [] : ['what is to be done']),
          ...(seat ? [] : ['the owner']),
          ...(due ? [] : ['the due date']),
        ].join(', ')}.`,
      );
    const intervention = { what, seat, due, ...(pathway && { pathway }) };
    return saved(turn, form, { add: intervention }, 'The intervention is in the list.', noEntry);
  },
});

export const removal = command({
  verb: 'decision.remove',
  does: 'change',
  allowed: recorders,
  input: Form.extend({ remove: z.string().regex(/^\d+$/, 'choose the intervention to remove') }),
  run: ({ remove, ...form }, turn) =>
    saved(turn, form, { drop: Number(remove) }, 'The intervention is removed.', entryOf(form)),
});

export const discard = command({
  verb: 'decision.discard',
  does: 'change',
  allowed: recorders,
  input: Item.extend({ version: z.int().min(1) }),
  run: async (input, turn) =>
    (await discardDraft(turn, input)) === 'discarded'
      ? answer(turn, input, { notice: done('The draft is thrown away. Nothing is recorded on this item.') })
      : answer(turn, input, { notice: overtaken }),
});

export const record = command({
  verb: 'decision.record',
  does: 'change',
  allowed: recorders,
  input: Form,
  run: async (form, turn) => {
    if (form.what)
      throw new Refusal(
        'not added',
        'An intervention is typed that is not in the list yet. Press “Add this intervention” or empty its field, then record.',
      );
    switch (await recordDecision(turn, pressedOf(form))) {
      case 'recorded':
        return answer(turn, form, { notice: done('The decision is recorded. It is final.') });
      case 'already':
      case 'overtaken':
        return answer(turn, form, { notice: overtaken });
    }
  },
});
