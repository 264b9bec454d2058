/** The actions of a case: what is to be done by whom, and how it goes. */
import type { Action } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import { seatName } from '../../services/work.ts';
import { stateInWords } from '../action/card.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import type { CaseView } from './card.ts';

const lineOf = ({ what, pathway, due, state, seat, owner, outcome, history }: Action, view: CaseView): Line => {
  const { seen, scheme } = view;
  const name = scheme.pathways.find(({ id }) => id === pathway)?.name;
  const who = seat ? seatName({ scheme }, seat) : (seen.names.get(owner) ?? 'somebody');
  const report = history.findLast((entry) => entry.what === 'reported on')?.note;
  return line(
    [
      `${what}. ${who}, due ${inWords(due)}. ${stateInWords[state]}.`,
      ...(outcome ? [`Outcome: ${outcome}`] : report ? [`Last report: ${report}`] : []),
    ].join(' '),
    name,
  );
};

/** Small enough for one page, however long the outcomes. */
const A_BLOCK = 5;

const block = (heading: string, actions: readonly Action[], view: CaseView): Block[] =>
  Array.from({ length: Math.ceil(actions.length / A_BLOCK) }, (_, at) => ({
    heading: at === 0 ? heading : `${heading}, continued`,
    lines: actions.slice(at * A_BLOCK, (at + 1) * A_BLOCK).map((action) => lineOf(action, view)),
    buttons: [],
  }));

export const actionBlocks = (view: CaseView): Block[] => {
  const { actions } = view.seen;
  return [
    ...block(
      'Open actions',
      actions.filter(({ state }) => state !== 'completed'),
      view,
    ),
    ...block(
      'Completed actions',
      actions.filter(({ state }) => state === 'completed'),
      view,
    ),
  ];
};
