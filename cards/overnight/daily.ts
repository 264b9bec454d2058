/** For which bodies the morning’s question is asked, as a co-ordinator switches it. */
import { dailyOf } from '../../services/overnight.ts';
import { schemeOf, type Work } from '../../services/work.ts';
import { blockOf } from '../case/topic.ts';
import { line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, type Notice } from '../words.ts';

export const dailyCard = (place: Pick<Work, 'area' | 'scheme'>, notice?: Notice): Card => {
  const bodies = schemeOf(place).bodies.flatMap((body) => (body.daily ? [{ body, daily: body.daily }] : []));
  const anyOn = bodies.some(({ body }) => dailyOf(place, body));
  return sheet({
    notice,
    heading: 'Daily contact: anything overnight?',
    intro: [
      bodies.length === 0
        ? 'The scheme has daily contact for none of its bodies.'
        : 'Everybody with a seat is asked on working days in their own chat, unless they are on leave or want quiet.',
    ],
    blocks: bodies.map(({ body, daily }) => {
      const on = dailyOf(place, body) !== undefined;
      return blockOf(
        body.name,
        [
          line(on ? 'asked every working day' : 'not asked', 'Its people are'),
          line(`${daily.promptAt}, or a time of their own from ${daily.earliest} to ${daily.latest}`, 'Asked at'),
          line(`${daily.nudgeAt}; answers count until ${daily.cutOff}`, 'Asked once more at'),
          line(daily.source, 'Source'),
        ],
        [button(on ? 'Switch it off' : 'Switch it on', 'daily.switch', { body: body.id, on: !on })],
      );
    }),
    buttons: anyOn ? [button('Send today’s question now', 'overnight.now', {})] : [],
    area: place.area.id,
  });
};
