import { z } from 'zod';
import { COLOURS } from '../../services/caseModel.ts';
import type { PersonKey } from '../../services/person.ts';
import {
  CONSENTS,
  type Filter,
  myCases,
  PARTS,
  register,
  registerMeant,
  registersOf,
} from '../../services/register.ts';
import { Day } from '../../services/rules/days.ts';
import { agencyName, nameOf, schemeOf } from '../../services/work.ts';
import { command, Id, type Turn } from '../command.ts';
import { Past } from '../words.ts';
import { registerCard } from './card.ts';
import { ANY, filterCard } from './filter.ts';
import { myCasesCard } from './mine.ts';

/** One of these, or nothing. */
const chosen = <Value extends string>(values: readonly Value[]) =>
  z
    .enum([ANY, ...values])
    .optional()
    .transform((value) => (value === ANY ? undefined : (value as Value | undefined)));
/** An agency or a person, or nothing. */
const named = z
  .union([z.literal(''), Id])
  .optional()
  .transform((value) => (value === ANY || value === '' ? undefined : value));

const Chosen = z.object({
  body: Id.optional(),
  colour: chosen(COLOURS),
  agency: named,
  lead: named,
  consent: chosen(CONSENTS),
  due: z
    .union([z.literal(''), Day], 'give a date such as 2026-12-01')
    .optional()
    .transform((value) => value || undefined),
  removed: z
    .enum(['yes', 'no'])
    .optional()
    .transform((value) => value === 'yes'),
});

const namesOf = async (turn: Turn, { lead }: Filter): Promise<ReadonlyMap<string, string>> =>
  new Map(lead ? [[lead, await nameOf(turn, lead as PersonKey)]] : []);

export const view = command({
  verb: 'register.view',
  does: 'view',
  allowed: ['member', 'co-ordinator'],
  input: Chosen.extend({ past: Past }),
  typed: { words: 'register', does: 'lists the cases of your panel, ten at a time', where: ['personal'] },
  run: async ({ body: asked, past, ...filter }, turn) => {
    const body = registerMeant(turn, asked);
    const page = await register(turn, { body, filter, past });
    const names = await namesOf(turn, filter);
    const bodies = registersOf(turn);
    return {
      card: registerCard({ body, bodies, filter, page, past, names, scheme: schemeOf(turn), area: turn.area.id }),
    };
  },
});

export const filter = command({
  verb: 'register.filter',
  does: 'view',
  allowed: ['member', 'co-ordinator'],
  input: Chosen,
  run: async ({ body: asked, ...filter }, turn) => ({
    card: filterCard(registerMeant(turn, asked), filter, await namesOf(turn, filter), schemeOf(turn), turn.area.id),
  }),
});

export const mine = command({
  verb: 'case.mine',
  does: 'view',
  allowed: ['agency', 'member', 'co-ordinator'],
  input: z.object({ part: z.enum(PARTS).optional(), past: Past }),
  typed: { words: 'my cases', does: 'lists the cases in which you have a part', where: ['personal'] },
  run: async ({ part: asked, past }, turn) => {
    const { part, page } = await myCases(turn, asked, past);
    const { agency } = turn.actor;
    return {
      card: myCasesCard({
        part,
        page,
        past,
        agency: agency && agencyName(turn, agency),
        scheme: schemeOf(turn),
        area: turn.area.id,
      }),
    };
  },
});
