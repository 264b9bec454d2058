/** A year of Essex's panel as its people live it: each move calls a service, and the ledger of `yearDue.ts` keeps what it came to. */
import { acceptAction, completeAction, declineAction } from '../../services/actions.ts';
import { AREA } from '../../services/area.ts';
import { recordCaseConsent } from '../../services/caseConsent.ts';
import { type CaseChange, Cases } from '../../services/caseModel.ts';
import { recordCustody, recordRelease } from '../../services/custody.ts';
import { correctRemoval, recordTransfer } from '../../services/deselections.ts';
import { saveStep, startDraft } from '../../services/drafts.ts';
import { findDuplicates, judge } from '../../services/duplicates.ts';
import { Actions, Areas, Members, type PersonKey, Referrals } from '../../services/model.ts';
import { acceptOwnership, declineOwnership, leaveOwnership } from '../../services/ownership.ts';
import { propose, withdrawProposal } from '../../services/proposals.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { type Day, day } from '../../services/rules/days.ts';
import type { Answers } from '../../services/rules/deselection.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { create } from '../../services/store.ts';
import { submit } from '../../services/submission.ts';
import { must, type Work } from '../../services/work.ts';
import { areaId, areaOf, bodyCalled, coordinator, holder, nameOfHolder, workOf } from './bodies.ts';
import { richmond } from './builders.ts';
import { type Dice, pick } from './population.ts';
import { testStore } from './tables.ts';
import { type Colour, daysAfter, monthsAfter, type Person, type Waiting } from './yearDue.ts';

export const body = bodyCalled('iom', 'essex');
/** Essex as an area may run it that removes people in long custody as Richmond does (G Q11). */
const schemeOf = (essex: Scheme): Scheme => ({
  ...essex,
  deselection: [...essex.deselection, ...richmond.deselection.filter(({ id }) => id === 'long-custody')],
});

export const seats = body.seats.map(({ id }) => id);
export const chair = holder('iom-probation');
export const police = holder('iom-police');
export const agencies = [...new Set(body.seats.map(({ agency }) => agency))];
const actingFor = (agency: string): PersonKey =>
  holder(body.seats.find((seat) => seat.agency === agency)?.id ?? 'iom-police');

/** All of a kind come up before one comes up again. */
export const deckOf = <T>(dice: Dice, all: readonly T[]): (() => T) => {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...all];
    return left.splice(Math.floor(dice() * left.length), 1)[0] as T;
  };
};

export type Removing = { readonly reason: string; readonly assessed?: 'nothing' | 'no' | 'yes'; readonly end?: string };
/** Reasons that hold even of those of greatest risk. */
export const EVEN_GREATEST = ['mappa', 'deported', 'died'];

const assessment = (on: string, greatest: 'no' | 'yes'): Answers => ({
  'q-custody-assessed': on,
  'q-custody-assessment': 'All partners met and weighed it.',
  'q-custody-greatest': greatest,
});

const answersTo = ({ reason, assessed, end = '' }: Removing, today: string): Answers => {
  switch (reason) {
    case 'moved-away':
      return { 'q-move': 'permanent', 'q-move-area': 'Invented Borough' };
    case 'long-custody':
      return {
        'q-custody': 'determinate',
        'q-custody-months': '40',
        'q-custody-end': end,
        'q-custody-prison': 'A visit every month.',
        ...(assessed === 'no' || assessed === 'yes' ? assessment(today, assessed) : {}),
      };
    default:
      return {};
  }
};

const GIVEN = ['Aldo', 'Brisco', 'Corvin', 'Dunstan', 'Elgar', 'Fabian', 'Gaspard', 'Hector', 'Ignatz', 'Jolyon'];
const FAMILY = ['Notreal', 'Inventor', 'Figment', 'Makebelieve', 'Sampleton', 'Mockford', 'Placeholder', 'Nemo'];

export const yearPanel = async (dice: Dice) => {
  const store = await testStore();
  const area = areaOf(body);
  const scheme = schemeOf(workOf(store, body, chair).scheme as Scheme);
  await store.commit(areaId, [
    create(Areas, AREA, area),
    ...body.seats.map(({ id, agency }) => {
      const person = holder(id);
      return create(Members, person, {
        person,
        name: nameOfHolder(id),
        mri: `29:${person}`,
        serviceUrl: 'http://localhost/',
        agency,
      });
    }),
  ]);
  const clock = { now: new Date('2026-01-08T09:00:00Z') };
  const people: Person[] = [];
  const done = new Map<string, number>();
  const count = (what: string): void => {
    done.set(what, (done.get(what) ?? 0) + 1);
  };
  const today = (): Day => day(clock.now.toISOString().slice(0, 10));
  /** Every piece of work is a second after the one before. */
  const by = (person: PersonKey): Work => {
    clock.now = new Date(clock.now.getTime() + 1000);
    return { ...workOf(store, body, person), scheme, area, now: clock.now };
  };
  const caseDoc = async (ref: string) => must(await store.get(areaId, Cases, ref), 'a case');
  const pressed = async ({ ref }: Person) => ({ case: ref, version: (await caseDoc(ref)).version });
  const onRegister = () => people.filter(({ state }) => state === 'on the register');
  const some = <T>(all: readonly T[]): T | undefined => (all.length > 0 ? pick(dice, all) : undefined);
  const removals = deckOf<Removing>(dice, [
    ...['stopped-offending', 'moved-away', 'mappa', 'hospital', 'deported', 'died'].map((reason) => ({ reason })),
    { reason: 'long-custody', assessed: 'no' },
    { reason: 'long-custody', assessed: 'nothing' },
    { reason: 'long-custody', assessed: 'yes' },
  ]);

  const submitted = async (identity: Partial<ReferralAnswers>, agency: string): Promise<Person> => {
    const who = actingFor(agency);
    const { ref } = await startDraft(by(who), { body: 'iom', seen: Number.MAX_SAFE_INTEGER });
    await saveStep(by(who), { referral: ref, version: 1 }, (answers) => ({
      ...answers,
      ...identity,
      resident: 'yes',
      statutory: 'no',
      mappa: '0',
      offences: [{ offence: 'burglary', date: day('2025-11-03'), kind: 'conviction' }],
      pathways: Object.fromEntries(scheme.pathways.map(({ id }) => [id, 'amber'])),
      proposal: 'A mentor twice a week.',
      why: 'He says that boredom is what leads to it.',
      consent: { status: 'given' },
    }));
    const { found } = await findDuplicates(by(who), identity, ref);
    const alike = found.map((other) => other.ref);
    const status = await submit(by(who), { referral: ref, version: 2, alike });
    if (status !== 'submitted') throw new Error(`${ref} was ${status}`);
    const person: Person = {
      ref,
      agency,
      submittedAt: clock.now.toISOString(),
      state: 'submitted',
      inPrison: false,
      reviewOn: '',
      owner: agency,
      lead: '',
      consentDue: false,
      waiting: [],
      owed: false,
      tasks: 0,
    };
    people.push(person);
    return person;
  };

  let born = 0;
  const refer = async (): Promise<void> => {
    born += 1;
    const name = `${GIVEN[born % GIVEN.length]} ${FAMILY[born % FAMILY.length]}`;
    const dateOfBirth = day(`${1970 + (born % 30)}-0${1 + (born % 9)}-${10 + (born % 18)}`);
    await submitted({ name, dateOfBirth, pncId: `2010/01${String(born).padStart(5, '0')}K` }, pick(dice, agencies));
    count('referred');
  };

  /** Somebody removed comes back: found by who they are, and judged to be the same person. */
  const referAgain = async (old: Person): Promise<void> => {
    const { identity } = (await caseDoc(old.ref)).doc;
    const again = await submitted(identity, pick(dice, agencies));
    const verdict = { referral: again.ref, other: old.ref, seen: 'open', verdict: 'same person' } as const;
    if ((await judge(by(coordinator), verdict)) !== 'judged') throw new Error(`${again.ref} is not linked`);
    former.set(again.ref, old.ref);
    count('referred again');
  };
  /** By the new reference. */
  const former = new Map<string, string>();

  const waits = (person: Person, what: string): boolean => person.waiting.some((each) => each.what === what);

  const put = async (person: Person, change: CaseChange, waiting: Waiting): Promise<void> => {
    const status = await propose(by(actingFor(pick(dice, agencies))), {
      ...(await pressed(person)),
      change,
      why: 'It is time to.',
    });
    if (status !== 'done') throw new Error(`${person.ref}: ${waiting.what} was ${status}`);
    person.waiting.push(waiting);
    count(`proposed: ${change.motion}`);
  };

  const otherColour = ({ colour, before }: Person): Exclude<Colour, 'blue'> =>
    pick(
      dice,
      (['red', 'amber', 'green'] as const).filter((each) => each !== (colour === 'blue' ? before : colour)),
    );

  /** A removal with the next of the reasons, as it is proposed and as it waits. */
  const removalFor = (): { change: Extract<CaseChange, { motion: 'de-select' }>; waiting: Waiting } => {
    const drawn = removals();
    const end = daysAfter(today(), 130 + Math.floor(dice() * 60));
    const { reason, assessed } = drawn;
    return {
      change: { motion: 'de-select', reason, answers: answersTo({ ...drawn, end }, today()) },
      waiting: { what: 'de-select', reason, ...(assessed && { assessed, end }) },
    };
  };
  /** What partners have assessed holds from when it is proposed. */
  const heeded = (person: Person, { assessed, end }: Waiting): void => {
    if (assessed === 'yes') person.greatestUntil = end;
    if (assessed === 'no') person.greatestUntil = undefined;
  };

  const proposeSomething = async (person: Person): Promise<void> => {
    const kind = pick(dice, ['colour', 'colour', 'removal', 'lead', 'owner', 'owner'] as const);
    if (kind === 'removal') {
      if (waits(person, 'de-select')) return;
      const { change, waiting } = removalFor();
      await put(person, change, waiting);
      heeded(person, waiting);
      return;
    }
    if (kind === 'colour') {
      const colour = otherColour(person);
      if (!waits(person, `set RAG ${colour}`))
        await put(person, { motion: 'set RAG', colour }, { what: `set RAG ${colour}` });
      return;
    }
    const motion = kind === 'lead' ? 'set lead agency' : 'move ownership';
    const agency = some(agencies.filter((each) => each !== person.lead && each !== person.owner));
    if (agency && person.asked === undefined && !person.waiting.some(({ what }) => what.startsWith(motion)))
      await put(person, { motion, agency }, { what: `${motion} ${agency}` });
  };

  const proposalId = async ({ ref }: Person, what: string): Promise<string> =>
    (await caseDoc(ref)).doc.proposals.find(({ change }) => wordsFor(change) === what)?.id ?? '';

  const withdraw = async (person: Person, { what }: Waiting): Promise<void> => {
    const proposal = await proposalId(person, what);
    await withdrawProposal(by(coordinator), { ...(await pressed(person)), proposal });
    person.waiting = person.waiting.filter((each) => each.what !== what);
    count('taken back');
  };

  /** A safeguard has stopped it: partners assess the risk, or it is taken back. */
  const mendRemoval = async (person: Person, waiting: Waiting): Promise<void> => {
    if (waiting.assessed !== 'nothing') return withdraw(person, waiting);
    const proposal = await proposalId(person, 'de-select');
    const { doc } = await caseDoc(person.ref);
    const change = doc.proposals.find(({ id }) => id === proposal)?.change;
    const answers = { ...(change?.motion === 'de-select' ? change.answers : {}), ...assessment(today(), 'no') };
    await correctRemoval(by(chair), { ...(await pressed(person)), proposal, answers });
    waiting.assessed = 'no';
    person.greatestUntil = undefined;
    count('assessed after all');
  };

  const takeIn = async (person: Person): Promise<void> => {
    const since = today();
    const custody: Custody =
      dice() < 0.4
        ? { kind: 'remand', prison: 'Invented Prison', since }
        : { kind: 'sentence', prison: 'Invented Prison', since, months: 6, endsOn: day(monthsAfter(since, 6)) };
    if (dice() < 0.3) {
      await recordCustody(by(holder('iom-family-mosaic')), { ...(await pressed(person)), custody });
      count('custody reported by others');
    }
    await recordCustody(by(police), { ...(await pressed(person)), custody });
    if (person.colour === 'red') person.tasks += 1;
    person.before = person.colour;
    person.colour = 'blue';
    person.inPrison = true;
    count('custody');
  };

  const release = async (person: Person): Promise<void> => {
    await recordRelease(by(chair), { ...(await pressed(person)), on: today() });
    person.colour = person.before;
    person.before = undefined;
    person.inPrison = false;
    person.reviewOn = today();
    if (person.colour === 'red') person.tasks += 1;
    count('release');
  };

  const answerOwnership = async (person: Person, agency: string): Promise<void> => {
    if (dice() < 0.3) {
      await declineOwnership(by(actingFor(agency)), { ...(await pressed(person)), why: 'There is nobody free.' });
      await leaveOwnership(by(chair), await pressed(person));
      count('ownership declined');
    } else {
      await acceptOwnership(by(actingFor(agency)), await pressed(person));
      person.owner = agency;
      person.consentDue = true;
      count('ownership moved');
    }
    person.asked = undefined;
  };

  const askAgain = async (person: Person): Promise<void> => {
    const told = dice() < 0.7;
    const consent = told
      ? ({ status: 'given', date: today() } as const)
      : ({ status: 'not sought', reason: `Not found on ${today()}.` } as const);
    await recordCaseConsent(by(actingFor(person.owner)), { ...(await pressed(person)), consent });
    if (told) person.consentDue = false;
    count(told ? 'consent asked again' : 'consent still to ask');
  };

  const areaAnswers = async (person: Person): Promise<void> => {
    const told = { to: 'Invented Borough', toldOn: today(), toldBy: 'The lead professional', answer: 'They know him.' };
    await recordTransfer(by(chair), { ...(await pressed(person)), told });
    person.owed = false;
    count('receiving area answered');
  };

  const actionsMove = async (): Promise<void> => {
    for (const { doc, version } of await store.list(areaId, Actions)) {
      const press = { action: doc.id, version };
      const chance = dice();
      if (doc.state === 'offered' && chance < 0.65) {
        await acceptAction(by(doc.owner), press);
        count('action accepted');
      } else if (doc.state === 'offered' && chance < 0.75) {
        await declineAction(by(doc.owner), { ...press, reason: 'On other duties.' });
        count('action declined');
      } else if (doc.state === 'accepted' && chance < 0.45) {
        await completeAction(by(doc.owner), { ...press, outcome: 'Done.' });
        count('action completed');
      }
    }
  };

  /** What a week brings between meetings. */
  const week = async (): Promise<void> => {
    await actionsMove();
    for (const person of onRegister()) {
      if (person.asked && dice() < 0.6) await answerOwnership(person, person.asked);
      else if (person.consentDue && dice() < 0.5) await askAgain(person);
      else if (person.inPrison && dice() < 0.12) await release(person);
      else if (!person.inPrison && dice() < 0.04) await takeIn(person);
      else if (dice() < 0.15) await proposeSomething(person);
      else if (person.waiting[0] && dice() < 0.05) await withdraw(person, person.waiting[0]);
      for (const waiting of person.waiting)
        if (waiting.stopped && isStopped(person, waiting, today()) && dice() < 0.6) await mendRemoval(person, waiting);
    }
    for (const person of people) if (person.owed && dice() < 0.3) await areaAnswers(person);
  };

  const referralOf = async (ref: string) => must(await store.get(areaId, Referrals, ref), 'a referral').doc;
  return {
    ...{ store, clock, people, done, count, by, today, caseDoc, refer, referAgain, former, week, referralOf },
    ...{ otherColour, removalFor, heeded, waits, dice },
  };
};
export type YearPanel = Awaited<ReturnType<typeof yearPanel>>;

/** A change as the ledger names it. */
export const wordsFor = (change: CaseChange): string => {
  switch (change.motion) {
    case 'set RAG':
      return `set RAG ${change.colour}`;
    case 'set lead agency':
    case 'move ownership':
      return `${change.motion} ${change.agency}`;
    default:
      return change.motion;
  }
};

/** Safeguards: nobody leaves in long custody before partners have assessed the risk, and those of greatest risk stay (G Q11). */
export const isStopped = ({ greatestUntil }: Person, { what, reason, assessed }: Waiting, today: string): boolean => {
  if (what !== 'de-select' || !reason) return false;
  if (reason === 'long-custody') return assessed !== 'no';
  return greatestUntil !== undefined && greatestUntil >= today && !EVEN_GREATEST.includes(reason);
};
