/** One card to one person: in their chat with the bot, and where that cannot be, a mention in the channel. */
import { hasLeft } from '../services/left.ts';
import { type Member, Members, type PersonKey } from '../services/model.ts';
import { Outbox, type Outgoing } from '../services/sends.ts';
import { type Row, replace } from '../services/store.ts';
import type { Reason } from '../services/undelivered.ts';
import { conclude } from './concluding.ts';
import type { Sent, Why } from './connector.ts';
import { areaOf, CLAIM, DOUBT, inMs, messageOf, type Rendered, type Sender, waitFor, writeDown } from './sending.ts';

type Told = Row<Outgoing & { readonly send: { readonly kind: 'tell' } }>;

export const isTell = (row: Row<Outgoing>): row is Told => row.doc.send.kind === 'tell';

/** Reasons for which the person cannot be messaged at all, while the channel can. */
const UNREACHABLE: readonly Why[] = ['blocked', 'not installed', 'disabled', 'forbidden', 'no conversation'];

/** Of these, those that only the person can end, by writing to the bot or installing it: until then nothing is tried. */
const shutBy = (why: Why): Member['shut'] =>
  why === 'blocked' || why === 'disabled' || why === 'not installed' ? why : undefined;

/** Another writer of the same member is let through; what is known of the chat matters only to later sends. */
const remember = async (
  { store }: Sender,
  area: string,
  person: PersonKey,
  { conversation, shut }: Pick<Member, 'conversation' | 'shut'>,
): Promise<void> => {
  for (let tries = 0; tries < 5; tries++) {
    const row = await store.get(area, Members, person);
    if (!row) return;
    const { conversation: _, shut: __, ...rest } = row.doc;
    const member: Member = { ...rest, ...(conversation && { conversation }), ...(shut && { shut }) };
    if ((await store.commit(area, [replace(row, member)])) === 'committed') return;
  }
};

const open = async (sender: Sender, area: string, member: Member, tenant: string): Promise<Sent> => {
  const { serviceUrl, mri, person } = member;
  const made = await sender.connector.createPersonal({ serviceUrl, tenant, mri });
  // Asking twice gives the same chat, so doubt does no harm here.
  if (made.fate === 'unknown') return { fate: 'retry', after: made.after, code: made.code };
  if (made.fate !== 'sent') return made;
  if (!made.id) return { fate: 'retry', code: 'no conversation id' };
  await remember(sender, area, person, { conversation: made.id });
  return made;
};

const toChat = async (
  sender: Sender,
  area: string,
  member: Member,
  tenant: string,
  rendered: Rendered,
): Promise<Sent> => {
  const { connector } = sender;
  const { serviceUrl, person } = member;
  if (member.conversation) {
    const sent = await connector.post({ serviceUrl, conversation: member.conversation }, messageOf(rendered));
    if (sent.fate !== 'refused' || sent.why !== 'no conversation') return sent;
    await remember(sender, area, person, {});
  }
  const opened = await open(sender, area, member, tenant);
  if (opened.fate !== 'sent' || !opened.id) return opened;
  return connector.post({ serviceUrl, conversation: opened.id }, messageOf(rendered));
};

type Outcome = Sent | { readonly fate: 'nothing to say' } | { readonly fate: 'not in the team' };

/** `mentioning`: called before the channel is turned to. */
const deliver = async (
  sender: Sender,
  area: string,
  { send, again = false, mention: only }: Told['doc'],
  mentioning: () => void,
): Promise<Outcome> => {
  const { store, connector, render } = sender;
  const { person, view, subject } = send;
  const { tenant, serviceUrl, channels, left } = await areaOf(store, area);
  if (hasLeft({ left }, person)) return { fate: 'nothing to say' };
  const rendered = await render.tell(area, person, view, subject, again);
  if (!rendered) return { fate: 'nothing to say' };
  const member = (await store.get(area, Members, person))?.doc;
  if (!member) return { fate: 'not in the team' };

  const where = send.channel ?? Object.values(channels)[0];
  if (where === undefined || !(only || member.shut)) {
    const sent = await toChat(sender, area, member, tenant, rendered);
    if (sent.fate !== 'refused' || !UNREACHABLE.includes(sent.why)) return sent;
    await remember(sender, area, person, { conversation: member.conversation, shut: shutBy(sent.why) });
    if (where === undefined) return sent;
  }
  mentioning();
  const mention = await render.mention(area, member, view, subject, again);
  return connector.createThread({ serviceUrl, tenant, channel: where }, messageOf(mention));
};

/** Until when the conversation it goes to takes nothing more, as far as is known before it is tried. */
export const notBefore = async (
  { store, pace }: Sender,
  area: string,
  { doc: { send, mention } }: Told,
): Promise<Date | undefined> => {
  const member = (await store.get(area, Members, send.person))?.doc;
  const to = mention ? send.channel : (member?.conversation ?? member?.mri);
  return to === undefined ? undefined : pace.freeAt(to);
};

/**
 * Claims the row by its etag, sends, writes down the fate: sent, and the row goes; a wait; a doubt, which is sent once
 * more and says so; or a failure, which goes to a co-ordinator. Returns when to look again, if that is known.
 */
export const tellOne = async (sender: Sender, area: string, row: Told): Promise<Date | undefined> => {
  const { store, instance, log } = sender;
  // A claim that ended without a fate: its holder died before, or just after, sending.
  const again = row.doc.again || row.doc.state === 'unknown' || row.doc.state === 'claimed';
  const attempts = row.doc.attempts + 1;
  const claim = {
    ...row.doc,
    state: 'claimed',
    claimedBy: instance,
    until: inMs(sender, CLAIM),
    attempts,
    ...(again && { again }),
  } as const;
  if ((await store.commit(area, [replace<Outgoing>(row, claim)])) === 'overtaken') return undefined;
  const claimed = await store.get(area, Outbox, row.id);
  if (!claimed || !isTell(claimed) || claimed.doc.claimedBy !== instance) return undefined;

  const { claimedBy: _, until: __, mention: ___, ...rest } = claimed.doc;
  let mention = claimed.doc.mention ?? false;
  const later = async (change: Pick<Outgoing, 'state' | 'inDoubt'>, ms: number, tries = attempts): Promise<Date> => {
    const until = inMs(sender, ms);
    const next = { ...rest, ...change, attempts: tries, until, ...(mention && { mention }) };
    await writeDown(() => store.commit(area, [replace<Outgoing>(claimed, next)]));
    return new Date(until);
  };
  const settled = (fate: 'sent' | 'nothing to say'): Promise<void> =>
    conclude(sender, area, [claimed], { fate, again: again ?? false });
  const fail = (why: Reason, code: string): Promise<void> => {
    log.error({ area, view: rest.send.view, row: row.id, why, code }, 'a card did not reach its person');
    const doubt = again || why === 'not confirmed';
    return conclude(sender, area, [claimed], { fate: 'failed', again: doubt, why, code });
  };

  let sent: Outcome;
  try {
    sent = await deliver(sender, area, claimed.doc, () => {
      mention = true;
    });
  } catch (fault) {
    log.error({ err: fault, area, view: rest.send.view }, 'a card for a person could not be made');
    return later({ state: 'waiting' }, waitFor(attempts));
  }
  switch (sent.fate) {
    case 'sent':
    case 'nothing to say':
      await settled(sent.fate);
      return undefined;
    case 'retry':
      return later({ state: 'waiting' }, waitFor(attempts, sent.after), sent.untried ? row.doc.attempts : attempts);
    case 'unknown':
      if (!row.doc.inDoubt) return later({ state: 'unknown', inDoubt: true }, Math.max(DOUBT, sent.after ?? 0));
      await fail('not confirmed', sent.code);
      return undefined;
    case 'refused':
      await fail(sent.why, sent.code);
      return undefined;
    case 'not in the team':
      await fail('not in the team', 'not on the roster');
      return undefined;
    case 'gone':
      await fail('no conversation', 'gone');
      return undefined;
  }
};
