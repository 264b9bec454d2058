/** The channel of a body learns that it does not meet at a turn of its rhythm, or does after all. */
import { lookAtBody } from '../../services/calendar.ts';
import { Day } from '../../services/rules/days.ts';
import { NO_MEETING, turnRow } from '../../services/turns.ts';
import type { Showing } from '../command.ts';
import { line, sheet } from '../papers/sheet.ts';
import { dayInFull } from '../words.ts';

export const noMeeting: Showing = {
  view: NO_MEETING,
  card: async (place, subject) => {
    const [body = '', on] = subject.split('|');
    const turn = Day.parse(on);
    const row = await turnRow(place, body, turn);
    if (!row) return undefined;
    const { body: of, ahead } = await lookAtBody(place, body);
    const { skipped } = row.doc;
    const next = ahead.find(({ date, said }) => date > turn && !said?.doc.skipped)?.date;
    const title = `${of.name}, ${dayInFull(turn)}`;
    const heading = skipped
      ? `${skipped.meeting ? 'Called off' : 'No meeting'}: ${title}`
      : `It meets after all: ${title}`;
    return {
      card: sheet({
        heading,
        intro: skipped
          ? [`${skipped.meeting ? 'The meeting does not take place. ' : ''}What waits goes to the next meeting.`]
          : ['It had been said here that there is no meeting at this turn.'],
        blocks: skipped
          ? [
              {
                heading: 'This time',
                lines: [line(skipped.why, 'Reason'), ...(next ? [line(`${dayInFull(next)}.`, 'Next')] : [])],
                buttons: [],
              },
            ]
          : [],
        buttons: [],
        area: place.area.id,
      }),
      summary: heading,
    };
  },
};
