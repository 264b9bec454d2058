/** Wrong types, and what nobody types but somebody may send, in every field of every command. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMIT } from '../../cards/render.ts';
import { faultIn, faulty, inTime, loggedFaults, pressAs } from '../support/answering.ts';
import { cardIn, type Panel, startPanel } from '../support/panel.ts';
import { malformed } from '../support/wellFormed.ts';

let panel: Panel;
let facts: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  panel = await startPanel();
  await panel.reach('decided');
  await panel.settled();
  facts = { ...(await panel.facts()), body: 'iom', version: 1 };
});
afterAll(() => panel.stop());

test('every field of every command takes every odd value without a fault, and no card grows beyond its limit', async () => {
  const faultsBefore = loggedFaults(panel).length;
  const wrong: string[] = [];
  const left = malformed(facts);
  const worker = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const { of, input } = next;
      const answer = await inTime(panel.press(pressAs(of), of.verb, input));
      const problem = faulty(answer) ?? (faultIn(answer) && 'was a fault of ours');
      const card = cardIn(answer);
      if (card && Buffer.byteLength(JSON.stringify(card)) > LIMIT)
        wrong.push(`${of.verb} with ${Object.keys(input)} brought a card that is too large`);
      if (problem) wrong.push(`${of.verb} with ${JSON.stringify(input).slice(0, 100)} ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(loggedFaults(panel).length).toBe(faultsBefore);
});
