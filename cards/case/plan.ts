/** Who does what by when for a case. */
import type { Action } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import { seatName } from '../../services/work.ts';
import { dueInWords, stateInWords } from '../action/card.ts';
import { blocksOf } from '../papers/history.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import { count, stopped } from '../words.ts';
import { block, type CaseView, called } from './view.ts';

/** Completed ones that are shown, the latest due first. */
const DONE = 5;

const open = (view: CaseView, action: Action): Line => {
  const { scheme, today } = view;
  const pathway = scheme.pathways.find(({ id }) => id === action.pathway)?.name;
  const owner = called(view, action.owner);
  const report = action.history.findLast((entry) => entry.what === 'reported on')?.note;
  const who = action.seat ? `${owner}, ${seatName({ scheme }, action.seat)}` : owner;
  return line(
    `${stopped(action.what)} Owner: ${who}. ${stateInWords[action.state]}.${pathway ? ` Pathway: ${pathway}.` : ''}${report ? ` Last report: ${report}` : ''}`,
    `Due ${dueInWords(action, today)}`,
  );
};

const done = ({ what, due, outcome }: Action): Line =>
  line(`${stopped(what)}${outcome ? ` Outcome: ${outcome}` : ''}`, `Was due ${inWords(due)}`);

export const plan = (view: CaseView): Block[] => {
  const { actions, doc } = view.seen;
  const waiting = actions.filter(({ state }) => state !== 'completed');
  const completed = actions.filter(({ state }) => state === 'completed').toReversed();
  return [
    block('Next review', [line(inWords(doc.reviewOn))]),
    ...(waiting.length > 0
      ? blocksOf(
          `To be done: ${count(waiting.length, 'action')}`,
          waiting.map((action) => open(view, action)),
        )
      : [block('To be done', [line('No action is open.')])]),
    ...blocksOf(
      `Completed: ${count(completed.length, 'action')}${completed.length > DONE ? `, the latest ${DONE} here` : ''}`,
      completed.slice(0, DONE).map(done),
    ),
  ];
};
