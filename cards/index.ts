/** Every command, type-ahead and message there is. */

import * as acknowledgement from './acknowledgement/commands.ts';
import * as action from './action/commands.ts';
import * as agenda from './agenda/commands.ts';
import * as amendment from './amendment/commands.ts';
import * as attendance from './attendance/commands.ts';
import * as cases from './case/commands.ts';
import type { Command, Search, Showing, Telling } from './command.ts';
import * as consent from './consent/commands.ts';
import * as decision from './decision/commands.ts';
import * as duplicates from './duplicates/commands.ts';
import * as exports from './export/commands.ts';
import * as gatekeeper from './gatekeeper/commands.ts';
import * as help from './help/commands.ts';
import * as imports from './import/commands.ts';
import * as log from './log/commands.ts';
import * as meeting from './meeting/commands.ts';
import * as minutes from './minutes/commands.ts';
import * as ogrs from './ogrs/commands.ts';
import * as papers from './papers/commands.ts';
import * as plan from './plan/commands.ts';
import * as proposal from './proposal/commands.ts';
import * as referral from './referral/commands.ts';
import * as setup from './setup/commands.ts';
import * as vote from './vote/commands.ts';

const declared = [
  agenda,
  amendment,
  attendance,
  cases,
  consent,
  exports,
  gatekeeper,
  imports,
  log,
  meeting,
  help,
  ogrs,
  papers,
  plan,
  proposal,
  referral,
  setup,
  vote,
  decision,
  duplicates,
  action,
  acknowledgement,
  minutes,
].flatMap((folder) => Object.values(folder) as (Command | Search | Showing | Telling)[]);

export const commands: ReadonlyMap<string, Command> = new Map(
  declared.flatMap((each) => ('verb' in each ? [[each.verb, each]] : [])),
);
export const searches: ReadonlyMap<string, Search> = new Map(
  declared.flatMap((each) => ('dataset' in each ? [[each.dataset, each]] : [])),
);
export const showings: ReadonlyMap<string, Showing> = new Map(
  declared.flatMap((each) => ('view' in each && !('mention' in each) ? [[each.view, each]] : [])),
);
export const tellings: ReadonlyMap<string, Telling> = new Map(
  declared.flatMap((each) => ('view' in each && 'mention' in each ? [[each.view, each]] : [])),
);

/** What can be typed, for help and for the app's command lists. */
export const typedCommands = [...commands.values()].flatMap((each) =>
  each.typed ? [{ verb: each.verb, ...each.typed }] : [],
);
