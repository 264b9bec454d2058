/** Keeps a channel's card in the present state: posted once, then edited, at most once a second. */
import { type LiveCard, LiveCards, Outbox, type Outgoing } from '../services/sends.ts';
import { create, type Row, replace } from '../services/store.ts';
import type { Reason } from '../services/undelivered.ts';
import { conclude, type Fate } from './concluding.ts';
import type { Sent } from './connector.ts';
import { areaOf, CLAIM, DOUBT, inMs, messageOf, type Rendered, type Sender, waitFor, writeDown } from './sending.ts';

const EDIT_PAUSE = 1_000;
/** Rows settled with one edit; a transaction takes 100, and each row may have an occurrence that is settled with it. */
const AT_ONCE = 40;

type Shown = Row<Outgoing & { readonly send: { readonly kind: 'show' } }>;

export const isShow = (row: Row<Outgoing>): row is Shown => row.doc.send.kind === 'show';

const waiting = async ({ store }: Sender, area: string, view: string, subject: string): Promise<Shown[]> =>
  (await store.list(area, Outbox))
    .filter(isShow)
    .filter(({ doc }) => doc.send.view === view && doc.send.subject === subject)
    .slice(0, AT_ONCE);

/** Edits the card where it stands, or posts it as a new thread where it does not, or no longer. */
const send = async (sender: Sender, area: string, live: LiveCard, rendered: Rendered): Promise<Sent> => {
  const { connector, store } = sender;
  const { serviceUrl, tenant } = await areaOf(store, area);
  const { channel, activity } = live;
  if (activity) {
    const conversation = `${channel};messageid=${activity}`;
    const edited = await connector.update({ serviceUrl, conversation }, activity, messageOf(rendered));
    if (edited.fate === 'sent') return { fate: 'sent', id: activity };
    // An edit may be made twice without harm, so doubt is no reason to wait longer than for any other failure.
    if (edited.fate === 'unknown') return { fate: 'retry', after: edited.after, code: edited.code };
    if (edited.fate !== 'gone') return edited;
  }
  return connector.createThread({ serviceUrl, tenant, channel }, messageOf(rendered));
};

/**
 * Holds the card's row, so that no two processes edit one card at a time; reads what waits for it; renders after
 * reading, so that whatever comes later has a row of its own and makes another edit; sends; writes down the fate.
 * Returns when to look again, if that is known.
 */
export const showLatest = async (
  sender: Sender,
  area: string,
  view: string,
  subject: string,
): Promise<Date | undefined> => {
  const { store, render, instance, log } = sender;
  const id = `${view}|${subject}`;
  const before = await store.get(area, LiveCards, id);
  const heldByAnother = before?.doc.heldBy !== instance;
  if (before?.doc.until && heldByAnother && new Date(before.doc.until) > sender.now())
    return new Date(before.doc.until);

  const rows = await waiting(sender, area, view, subject);
  const channel = rows.at(-1)?.doc.send.channel;
  if (channel === undefined) return undefined;
  const free = sender.pace.freeAt(channel);
  if (free) return free;
  // A body that moved to another channel gets a new card there.
  const standing = before?.doc.channel === channel ? before.doc : undefined;
  // A hold that ended without a fate: its holder died before, or just after, posting. What failed and is tried again may stand too.
  const posted = standing?.heldBy !== undefined || rows.some(({ doc }) => doc.again);
  const again = standing?.again || (posted && !standing?.activity);
  const hold: LiveCard = {
    attempts: 0,
    ...standing,
    channel,
    heldBy: instance,
    until: inMs(sender, CLAIM),
    ...(again && { again }),
  };
  const claim = before ? replace(before, hold) : create(LiveCards, id, hold);
  if ((await store.commit(area, [claim])) === 'overtaken') return sender.now();
  const held = await store.get(area, LiveCards, id);
  if (held?.doc.heldBy !== instance) return sender.now();

  const { heldBy: _, until: __, inDoubt, ...rest } = held.doc;
  const twice = rest.again ?? false;
  const settle = async (live: LiveCard, fate: Fate): Promise<Date | undefined> => {
    await conclude(sender, area, rows, fate, { card: replace(held, live) });
    return live.until === undefined ? undefined : new Date(live.until);
  };
  const later = async (live: LiveCard, ms: number): Promise<Date> => {
    const until = inMs(sender, ms);
    await writeDown(() => store.commit(area, [replace(held, { ...live, until })]));
    return new Date(until);
  };
  const fail = (why: Reason, code: string): Promise<Date | undefined> => {
    log.error({ area, view, why, code }, 'a live card was not delivered');
    const doubt = twice || why === 'not confirmed';
    return settle({ ...rest, attempts: 0 }, { fate: 'failed', again: doubt, why, code });
  };
  const attempts = rest.attempts + 1;
  const tried = { ...rest, attempts, ...(inDoubt && { inDoubt }) };

  let rendered: Rendered | undefined;
  try {
    rendered = await render.show(area, view, subject, twice);
  } catch (fault) {
    log.error({ err: fault, area, view }, 'a live card could not be made');
    return later(tried, waitFor(attempts));
  }
  if (!rendered) return settle({ ...rest, attempts: 0 }, { fate: 'nothing to say', again: false });

  const sent = await send(sender, area, held.doc, rendered);
  switch (sent.fate) {
    case 'sent':
      if (!sent.id) log.warn({ area, view }, 'a live card was accepted without an id; its next state is posted anew');
      return settle(
        {
          channel,
          ...(sent.id && { activity: sent.id }),
          attempts: 0,
          until: inMs(sender, EDIT_PAUSE),
          ...((twice || !sent.id) && { again: true }),
        },
        { fate: 'sent', again: twice },
      );
    case 'retry':
      return later(sent.untried ? { ...tried, attempts: rest.attempts } : tried, waitFor(attempts, sent.after));
    case 'unknown':
      if (!inDoubt) return later({ ...tried, again: true, inDoubt: true }, Math.max(DOUBT, sent.after ?? 0));
      return fail('not confirmed', sent.code);
    case 'gone':
      return fail('no conversation', 'gone');
    case 'refused':
      return fail(sent.why, sent.code);
  }
};
