import { presentMeeting } from '../../services/meetings.ts';
import { Refusal } from '../../services/refusal.ts';
import { bodyInChannel } from '../../services/work.ts';
import type { Turn } from '../command.ts';

/** The meeting that words typed in a channel are about: the present one of the body that meets there. */
export const meetingMeant = async (turn: Turn): Promise<{ meeting: string }> => {
  const meeting = await presentMeeting(turn, bodyInChannel(turn, turn.caller.channel));
  if (!meeting)
    throw new Refusal('no meeting', 'No meeting has been made yet. A co-ordinator makes one: “new meeting”.');
  return { meeting: meeting.id };
};
