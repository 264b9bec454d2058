/** Every command, type-ahead and message there is. */

import * as acknowledgement from './acknowledgement/commands.ts';
import * as action from './action/commands.ts';
import * as agenda from './agenda/commands.ts';
import * as amendment from './amendment/commands.ts';
import * as appointment from './appointment/commands.ts';
import * as arising from './arising/commands.ts';
import * as attendance from './attendance/commands.ts';
import * as calendar from './calendar/commands.ts';
import * as cases from './case/commands.ts';
import { looked } from './case/looked.ts';
import * as naming from './case/naming.ts';
import * as restricting from './case/restricting.ts';
import * as caseConsent from './caseConsent/commands.ts';
import * as check from './check/commands.ts';
import * as colour from './colour/commands.ts';
import type { Command, Finder, Search, Showing, Telling } from './command.ts';
import * as consent from './consent/commands.ts';
import * as court from './court/commands.ts';
import * as custody from './custody/commands.ts';
import * as day from './day/commands.ts';
import * as decision from './decision/commands.ts';
import * as deselection from './deselection/commands.ts';
import * as disclosure from './disclosure/commands.ts';
import * as due from './due/commands.ts';
import * as duplicates from './duplicates/commands.ts';
import * as dyo from './dyo/commands.ts';
import * as escalation from './escalation/commands.ts';
import * as exports from './export/commands.ts';
import * as feedByHand from './feed/byHand.ts';
import * as feed from './feed/commands.ts';
import * as find from './find/commands.ts';
import * as fund from './fund/commands.ts';
import * as gatekeeper from './gatekeeper/commands.ts';
import * as handover from './handover/commands.ts';
import * as help from './help/commands.ts';
import * as imports from './import/commands.ts';
import * as joining from './joining/commands.ts';
import * as leads from './leads/commands.ts';
import * as licence from './licence/commands.ts';
import * as log from './log/commands.ts';
import * as meeting from './meeting/commands.ts';
import * as minutes from './minutes/commands.ts';
import * as offer from './offer/commands.ts';
import * as ogrs from './ogrs/commands.ts';
import * as overdue from './overdue/commands.ts';
import * as overnight from './overnight/commands.ts';
import * as ownership from './ownership/commands.ts';
import * as papers from './papers/commands.ts';
import * as plan from './plan/commands.ts';
import * as proposal from './proposal/commands.ts';
import * as proposing from './proposal/making.ts';
import * as quiet from './quiet/commands.ts';
import * as referral from './referral/commands.ts';
import * as drafts from './referral/drafts.ts';
import * as entering from './referral/entering.ts';
import * as register from './register/commands.ts';
import * as review from './review/commands.ts';
import * as roundUp from './roundUp/commands.ts';
import * as setup from './setup/commands.ts';
import * as steps from './steps/commands.ts';
import * as tactics from './tactics/commands.ts';
import * as team from './team/commands.ts';
import * as undelivered from './undelivered/commands.ts';
import * as vote from './vote/commands.ts';

const declared = [
  agenda,
  amendment,
  arising,
  attendance,
  cases,
  { looked },
  colour,
  custody,
  proposing,
  tactics,
  caseConsent,
  check,
  consent,
  deselection,
  dyo,
  escalation,
  feed,
  feedByHand,
  exports,
  gatekeeper,
  handover,
  imports,
  joining,
  leads,
  overdue,
  overnight,
  log,
  meeting,
  help,
  ogrs,
  ownership,
  papers,
  plan,
  proposal,
  quiet,
  referral,
  drafts,
  entering,
  review,
  roundUp,
  setup,
  team,
  vote,
  decision,
  duplicates,
  action,
  acknowledgement,
  minutes,
  find,
  register,
  naming,
  restricting,
  steps,
  offer,
  licence,
  court,
  appointment,
  fund,
  disclosure,
  day,
  due,
  calendar,
  undelivered,
].flatMap((folder) => Object.values(folder) as (Command | Finder | Search | Showing | Telling)[]);

export const commands: ReadonlyMap<string, Command> = new Map(
  declared.flatMap((each) => ('verb' in each ? [[each.verb, each]] : [])),
);
export const searches: ReadonlyMap<string, Search> = new Map(
  declared.flatMap((each) => ('dataset' in each ? [[each.dataset, each]] : [])),
);
export const finders: ReadonlyMap<string, Finder> = new Map(
  declared.flatMap((each) => ('finds' in each ? [[each.finds, each]] : [])),
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
