/** Keeps a channel's card in the present state: posted once, then edited, at most once a second. */
import { type LiveCard, LiveCards, Outbox, type Outgoing } from '../services/sends.ts';
import { type Change, create, type Row, remove, replace } from '../services/store.ts';
import type { Sent } from './connector.ts';
import { areaOf, CLAIM, DOUBT, inMs, messageOf, type Rendered, type Sender, waitFor, writeDown } from './sending.ts';

const EDIT_PAUSE = 1_000;
/** Rows settled with one edit; a transaction takes 100. */
const AT_ONCE = 90;

type Shown = Row<Outgoing & { readonly send: { readonly kind: 'show' } }>;

export const isShow = (row: Row<Outgoing>): row is Shown => row.doc.send.kind === 'show';

const waiting = async ({ store }: Sender, area: string, view: string, subject: string): Promise<Shown[]> =>
  (await store.list(area, Outbox))
    .filter(isShow)
    .filter(({ doc }) => doc.send.view === view && doc.send.subject === subject && doc.state !== 'failed')
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
    if (edited.fate === 'unknown') return { fate: 'retry', code: edited.code };
    if (edited.fate !== 'gone') return edited;
  }
  return connector.createThread({ serviceUrl, tenant, channel }, messageOf(rendered));
};

const fail = (rows: readonly Shown[], why: string): Change[] =>
  rows.map((row) => replace<Outgoing>(row, { ...row.doc, state: 'failed', why }));

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
  // A body that moved to another channel gets a new card there.
  const standing = before?.doc.channel === channel ? before.doc : undefined;
  const hold: LiveCard = { attempts: 0, ...standing, channel, heldBy: instance, until: inMs(sender, CLAIM) };
  const claim = before ? replace(before, hold) : create(LiveCards, id, hold);
  if ((await store.commit(area, [claim])) === 'overtaken') return sender.now();
  const held = await store.get(area, LiveCards, id);
  if (held?.doc.heldBy !== instance) return sender.now();

  const { heldBy: _, until: __, again, ...rest } = held.doc;
  const settle = async (live: LiveCard, changes: readonly Change[]): Promise<Date | undefined> => {
    // Rows of the card may have moved meanwhile; where the card stands must be known all the same.
    await writeDown(async () => {
      if ((await store.commit(area, [replace(held, live), ...changes])) === 'overtaken')
        await store.commit(area, [replace(held, live)]);
    });
    return live.until === undefined ? undefined : new Date(live.until);
  };
  const later = (live: LiveCard, ms: number) => settle({ ...live, until: inMs(sender, ms) }, []);
  const attempts = rest.attempts + 1;

  let rendered: Rendered | undefined;
  try {
    rendered = await render.show(area, view, subject);
  } catch (fault) {
    log.error({ err: fault, area, view }, 'a live card could not be made');
    return later({ ...rest, attempts }, waitFor(attempts));
  }
  const done = rows.map(remove);
  if (!rendered) return settle({ ...rest, attempts: 0 }, done);

  const sent = await send(sender, area, held.doc, rendered);
  switch (sent.fate) {
    case 'sent':
      if (!sent.id) log.warn({ area, view }, 'a live card was accepted without an id; its next state is posted anew');
      return settle(
        { channel, ...(sent.id && { activity: sent.id }), attempts: 0, until: inMs(sender, EDIT_PAUSE) },
        done,
      );
    case 'retry':
      return later({ ...rest, attempts, ...(again && { again }) }, waitFor(attempts, sent.after));
    case 'unknown':
      if (!again) return later({ ...rest, attempts, again: true }, DOUBT);
      log.error({ area, view, code: sent.code }, 'a live card was not confirmed twice');
      return settle({ ...rest, attempts: 0 }, fail(rows, `unknown twice: ${sent.code}`));
    case 'gone':
    case 'refused': {
      const why = sent.fate === 'gone' ? 'gone' : `${sent.why}: ${sent.code}`;
      log.error({ area, view, why }, 'a live card was refused');
      return settle({ ...rest, attempts: 0 }, fail(rows, why));
    }
  }
};
