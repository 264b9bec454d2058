/** Somebody on the register, and people at their desks who work on the case. */
import { type Case, Cases } from '../../services/caseModel.ts';
import type { Area } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { must } from '../../services/work.ts';
import { AREA_ID, people } from './builders.ts';
import { CASE, caseOf, laid } from './cases.ts';
import { deskOf, type Who } from './desk.ts';

/** Led by probation’s chair, with the police officer as its contact. */
export const caseHere = (change: Partial<Case> = {}): Case =>
  caseOf({ leadProfessional: people.chair, policeContact: people.police, ...change });

export const caseDesk = async (doc: Case = caseHere(), change: Partial<Area> = {}, scheme?: Scheme) => {
  const desk = await deskOf(change, scheme);
  await desk.store.commit(AREA_ID, laid(doc));
  const row = async () => must(await desk.store.get(AREA_ID, Cases, CASE), 'a case');
  return {
    ...desk,
    row,
    open: (verb: string, data: object = {}, who: Who = 'police') => desk.press(verb, { case: CASE, ...data }, who),
    /** A press on the case as it stands now. */
    send: async (verb: string, data: object = {}, who: Who = 'police') =>
      desk.press(verb, { case: CASE, version: (await row()).version, ...data }, who),
    refusedOf: async (verb: string, data: object = {}, who: Who = 'police') =>
      desk.refused(verb, { case: CASE, version: (await row()).version, ...data }, who),
  };
};
