/** A morning of London's team over HTTP: everybody is asked, one tap, an incident, its actions, a correction, a nudge, a late answer. */
import { expect, onTestFinished, test } from 'vitest';
import { cast, type Role } from '../rehearsal/cast.ts';
import { castings } from '../rehearsal/castings.ts';
import { setUp } from '../rehearsal/setup.ts';
import { laid } from './support/cases.ts';
import { londonCase, REF } from './support/colouredCase.ts';
import { httpPlayer } from './support/httpPlayer.ts';
import { keyOf, startPanel } from './support/panel.ts';
import { pressed } from './support/pressing.ts';

const team = ['policeOfficer', 'housing', 'chair', 'mentalHealth', 'drugs', 'victims'] as const satisfies Role[];
const QUESTION = 'Anything overnight? Wednesday 25 November 2026';
const ANSWER = 'Overnight, your answer: Wednesday 25 November 2026';
const NUDGE = 'You have not answered yet';
const shed = { about: REF, what: 'Seen breaking into a shed', source: 'Neighbour' };

test('a morning of the team', async () => {
  const panel = await startPanel({ casting: castings.london });
  onTestFinished(panel.stop);
  const { room, store } = panel;
  await setUp(room);
  const who = (role: Role) => httpPlayer(room.as(cast[role]));
  const reports = async (role: Role, needs: readonly string[]) => {
    const actor = room.as(cast[role]);
    await pressed(actor, await actor.card('Report an incident\nWhoever'), 'Report it', { ...shed, needs });
  };
  const goesTo = (time: string) => room.clock.moveTo(new Date(`2026-11-25T${time}:00Z`));
  const people = { leadProfessional: keyOf(cast.chair), policeContact: keyOf(cast.policeOfficer) };
  await store.commit(panel.area, laid(londonCase({ ...people, owner: 'police' })));

  goesTo('08:00');
  for (const role of team) await who(role).sees([QUESTION, 'Since yesterday morning']);
  await who('mentalHealth').press(QUESTION, 'Nothing to report');
  await who('mentalHealth').sees([ANSWER, 'You have reported that nothing happened']);

  // By mistake: taken back, its action is withdrawn, and its owner reads so.
  await who('drugs').press(QUESTION, 'Report an incident');
  await reports('drugs', ['Court attendance with an intervention statement']);
  await who('chair').sees('Attend court with an intervention statement, after what was reported overnight');
  await who('drugs').press(ANSWER, 'Take it back');
  await who('chair').sees(['Taken back: what was reported overnight', 'this action is withdrawn']);

  // The case is found by name, and what it needs reaches whoever has to act.
  await who('drugs').press('You have reported that nothing happened', 'Report an incident after all');
  const drugs = room.as(cast.drugs);
  const found = await drugs.search(await drugs.card('Report an incident'), 'about', 'quil');
  expect(found).toEqual([{ title: `${REF}: Quillon Testerby`, value: REF }]);
  await reports('drugs', ['Enforcement', 'Immediate support: Accommodation']);
  await who('drugs').sees([ANSWER, 'Tom Sample (offered', 'Amara Placeholder (offered']);
  await who('policeOfficer').press('Enforcement, after what was reported overnight', 'Accept');
  await who('housing').press('Immediate support (Accommodation)', 'Accept');

  goesTo('09:15');
  await who('victims').sees(NUDGE);
  await who('victims').press(NUDGE, 'Report an incident');
  goesTo('09:45');
  await reports('victims', ['Enforcement']);
  await who('victims').sees([ANSWER, 'late, after the round-up']);
  await who('policeOfficer').press('Enforcement, after what was reported overnight', 'Accept');
  expect(await who('drugs').told(ANSWER, 'Take it back')).toContain('could be corrected and taken back until 09:30');

  await panel.settled();
  const sent = room.teams.state.messages.filter(({ from }) => from === 'bot');
  const nudged = sent.filter(({ card }) => JSON.stringify(card ?? {}).includes(NUDGE));
  const answered = [cast.mentalHealth, cast.drugs].map((person) => room.teams.contact(person).chat);
  expect(nudged.filter(({ conversation }) => answered.includes(conversation))).toEqual([]);
  const inChannels = sent.filter(({ conversation }) => Object.values(room.teams.state.channels).includes(conversation));
  expect(JSON.stringify(inChannels)).not.toMatch(/Quillon|shed/);
});
