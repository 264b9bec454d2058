/** One card to one person: in their chat with the bot, and where that cannot be, a mention in the channel. */
import { hasLeft } from '../services/left.ts';
import { type Member, Members, type PersonKey } from '../services/model.ts';
import { Outbox, type Outgoing } from '../services/sends.ts';
import { type Row, remove, replace } from '../services/store.ts';
import type { Sent, Why } from './connector.ts';
import { areaOf, CLAIM, DOUBT, inMs, messageOf, type Rendered, type Sender, waitFor, writeDown } from './sending.ts';

type Told = Row<Outgoing & { readonly send: { readonly kind: 'tell' } }>;

export const isTell = (row: Row<Outgoing>): row is Told => row.doc.send.kind === 'tell';

/** Reasons for which the person cannot be messaged at all, while the channel can. */
const UNREACHABLE: readonly Why[] = ['blocked', 'not installed', 'disabled', 'forbidden', 'no conversation'];

/** Another writer of the same member is let through; the conversation matters only to later sends. */
const remember = async (
  { store }: Sender,
  area: string,
  person: PersonKey,
  conversation: string | undefined,
): Promise<void> => {
  for (let tries = 0; tries < 5; tries++) {
    const row = await store.get(area, Members, person);
    if (!row) return;
    const { conversation: _, ...rest } = row.doc;
    const member: Member = { ...rest, ...(conversation && { conversation }) };
    if ((await store.commit(area, [replace(row, member)])) === 'committed') return;
  }
};

const open = async (sender: Sender, area: string, member: Member, tenant: string): Promise<Sent> => {
  const { serviceUrl, mri, person } = member;
  const made = await sender.connector.createPersonal({ serviceUrl, tenant, mri });
  // Asking twice gives the same chat, so doubt does no harm here.
  if (made.fate === 'unknown') return { fate: 'retry', code: made.code };
  if (made.fate !== 'sent') return made;
  if (!made.id) return { fate: 'retry', code: 'no conversation id' };
  await remember(sender, area, person, made.id);
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
    await remember(sender, area, person, undefined);
  }
  const opened = await open(sender, area, member, tenant);
  if (opened.fate !== 'sent' || !opened.id) return opened;
  return connector.post({ serviceUrl, conversation: opened.id }, messageOf(rendered));
};

const deliver = async (sender: Sender, area: string, { doc }: Told): Promise<Sent | { fate: 'nothing to say' }> => {
  const { store, connector, render } = sender;
  const { person, view, subject, channel } = doc.send;
  const { tenant, serviceUrl, channels, left } = await areaOf(store, area);
  if (hasLeft({ left }, person)) return { fate: 'nothing to say' };
  const rendered = await render.tell(area, person, view, subject, doc.again ?? false);
  if (!rendered) return { fate: 'nothing to say' };
  const member = (await store.get(area, Members, person))?.doc;
  if (!member) return { fate: 'refused', why: 'no conversation', code: 'not on the roster' };

  const sent = await toChat(sender, area, member, tenant, rendered);
  if (sent.fate !== 'refused' || !UNREACHABLE.includes(sent.why)) return sent;
  const where = channel ?? Object.values(channels)[0];
  if (where === undefined) return sent;
  const mention = await render.mention(area, member, view, subject);
  return connector.createThread({ serviceUrl, tenant, channel: where }, messageOf(mention));
};

/**
 * Claims the row by its etag, sends, writes down the fate: sent and the row goes; a wait; a doubt, which is sent once
 * more and says so; or a failure, which stays. Returns when to look again, if that is known.
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

  const { claimedBy: _, until: __, ...rest } = claimed.doc;
  const settle = async (next: Outgoing): Promise<Date | undefined> => {
    await writeDown(() => store.commit(area, [replace<Outgoing>(claimed, next)]));
    return next.until === undefined ? undefined : new Date(next.until);
  };
  const fail = (why: string) => {
    log.error({ area, view: rest.send.view, row: row.id, why }, 'a card did not reach its person');
    return settle({ ...rest, state: 'failed', why });
  };

  let sent: Awaited<ReturnType<typeof deliver>>;
  try {
    sent = await deliver(sender, area, claimed);
  } catch (fault) {
    log.error({ err: fault, area, view: rest.send.view }, 'a card for a person could not be made');
    return settle({ ...rest, state: 'waiting', until: inMs(sender, waitFor(attempts)) });
  }
  switch (sent.fate) {
    case 'sent':
    case 'nothing to say':
      await writeDown(() => store.commit(area, [remove(claimed)]));
      return undefined;
    case 'retry':
      return settle({ ...rest, state: 'waiting', until: inMs(sender, waitFor(attempts, sent.after)) });
    case 'unknown':
      if (row.doc.state === 'unknown') return fail(`unknown twice: ${sent.code}`);
      return settle({ ...rest, state: 'unknown', until: inMs(sender, DOUBT) });
    case 'refused':
      return fail(`${sent.why}: ${sent.code}`);
    case 'gone':
      return fail('gone');
  }
};
