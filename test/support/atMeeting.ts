/** What is done at a meeting of whatever scheme: who comes, votes and decides is given, the cards are found by their words. */
import type { Role } from '../../rehearsal/cast.ts';
import type { ChannelName } from '../../rehearsal/castings.ts';
import type { Cast, Inputs } from './walk.ts';

/** Who votes, and the button they press. */
export type Votes = readonly (readonly [Role, 'Vote for' | 'Vote against' | 'Abstain'])[];

/** What is to be done, whose seat does it, until when. */
export type Interventions = readonly (readonly [what: string, owner: string, due: string])[];

export const atMeeting = (who: Cast, body: string, channel: ChannelName) => ({
  /** Says of each that they are here. */
  arrive: async (roles: readonly Role[]): Promise<void> => {
    for (const role of roles) await who(role).press(`${body}, `, 'I am here', {}, channel);
  },
  open: (chair: Role): Promise<void> => who(chair).press(`${body}, `, 'Take the chair and open', {}, channel),
  /** The chair opens the papers and puts adoption to the vote; everybody votes. */
  vote: async (chair: Role, ref: string, votes: Votes): Promise<void> => {
    await who(chair).press('Agenda:', `Open ${ref}`, {}, channel);
    await who(chair).press(`Papers: ${ref}`, 'Put adoption to the vote', {}, channel);
    for (const [role, vote] of votes) await who(role).press(`Vote: ${ref}`, vote, {}, channel);
  },
  /** After the vote: every intervention is put into the list, then the decision is recorded. */
  adopt: async (chair: Role, ref: string, interventions: Interventions, fields: Inputs): Promise<void> => {
    await who(chair).press(`Vote: ${ref}`, 'Record the decision', {}, channel);
    const card = `Adopt ${ref}`;
    for (const [what, owner, due] of interventions) {
      const typed = { 'What is to be done': what, Owner: owner, 'Due on': due };
      await who(chair).press(card, 'Add this intervention', typed, channel);
    }
    await who(chair).press(card, 'Record the decision', fields, channel);
  },
  close: (chair: Role): Promise<void> => who(chair).press(`${body}, `, 'Close the meeting', {}, channel),
});
