/** One translation from what Teams sends to what a person did; no other file reads an activity. */
import { z } from 'zod';
import type { PersonKey } from '../services/model.ts';
import { COMPOSE } from './finding.ts';

const Named = z.looseObject({ id: z.string(), name: z.string().optional() });
const Account = Named.extend({ aadObjectId: z.string().optional() });

/** As much of a Bot Framework activity as the bot reads. What is not of this shape does not pass the door. */
export const Activity = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  name: z.string().optional(),
  channelId: z.string(),
  serviceUrl: z.string(),
  from: Account,
  recipient: Named,
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      team: Named.optional(),
      channel: Named.optional(),
      eventType: z.string().optional(),
    })
    .nullish(),
  replyToId: z.string().optional(),
  text: z.string().nullish(),
  entities: z.array(z.looseObject({ type: z.string().optional() })).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  action: z.string().optional(),
  value: z.unknown().optional(),
});
export type Activity = z.infer<typeof Activity>;

export type Where =
  | {
      readonly kind: 'channel';
      /** Teams leaves it out now and then. */
      readonly team?: string | undefined;
      readonly teamName?: string | undefined;
      readonly channel: string;
      /** The message that began the thread. */
      readonly thread?: string | undefined;
      readonly conversation: string;
    }
  | { readonly kind: 'personal'; readonly conversation: string }
  | { readonly kind: 'group'; readonly conversation: string };

export type From = {
  /**
   * Under the tenant that hosts the conversation, guests too: Teams names a person's own tenant in the roster and
   * not in what they send, and one person must have one key.
   */
  readonly person: PersonKey;
  readonly mri: string;
  readonly name: string;
};

type Event = {
  readonly where: Where;
  /** The tenant that hosts the conversation. */
  readonly tenant: string;
  readonly serviceUrl: string;
  readonly activityId?: string | undefined;
  readonly replyToId?: string | undefined;
};
type Act = Event & { readonly from: From };
type Data = Readonly<Record<string, unknown>>;

export type Upload = {
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly name: string;
  readonly uniqueId: string;
  readonly fileType: string;
};

export type Inbound =
  | (Act & { readonly kind: 'typed'; readonly text: string })
  | (Act & {
      readonly kind: 'press';
      readonly verb: string;
      readonly data: Data;
      readonly trigger: 'manual' | 'automatic';
      /** The message whose card was pressed. */
      readonly card?: string | undefined;
    })
  /** Action.Submit, from a client too old for Action.Execute. Nothing can be returned to it. */
  | (Act & {
      readonly kind: 'old press';
      readonly verb: string;
      readonly data: Data;
      readonly card?: string | undefined;
    })
  | (Act & {
      readonly kind: 'search';
      readonly dataset: string;
      /** Empty when the person only opened the list. */
      readonly queryText: string;
      readonly skip: number;
      readonly top: number;
      /** The other inputs of the card, where the card asked for them to be sent. */
      readonly data: Data;
    })
  /** From the compose box of any conversation, the app's own or not. */
  | (Act & { readonly kind: 'compose'; readonly command: string; readonly queryText: string })
  | (Event & { readonly kind: 'installed' | 'removed' | 'members changed'; readonly from?: From | undefined })
  /** A file attached to a message; `source` is missing in a channel, where Teams gives the bot no way to it. */
  | (Act & { readonly kind: 'file'; readonly file: string; readonly source?: string | undefined })
  /** Whether Teams may put a file into the person's OneDrive; `context` is what the question carried. */
  | (Act & {
      readonly kind: 'file consent';
      readonly context: Data;
      /** The message that asked. */
      readonly card?: string | undefined;
      /** Missing when the person declined. */
      readonly upload?: Upload | undefined;
    })
  | (Act & { readonly kind: 'other invoke'; readonly name: string })
  | (Event & {
      readonly kind: 'malformed';
      readonly invoke: true;
      readonly name: string;
      readonly from?: From | undefined;
    })
  | (Event & { readonly kind: 'ignored' });

const Press = z.looseObject({
  action: z.looseObject({
    type: z.literal('Action.Execute'),
    verb: z.string().min(1),
    data: z.record(z.string(), z.unknown()).nullish(),
  }),
  trigger: z.string().nullish(),
});
const OldPress = z.looseObject({ verb: z.string().min(1) });
const Search = z.looseObject({
  dataset: z.string().min(1),
  queryText: z.string().nullish(),
  queryOptions: z.looseObject({ skip: z.int().min(0).optional(), top: z.int().min(1).optional() }).nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
});
const Compose = z.looseObject({
  commandId: z.string().min(1),
  parameters: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).nullish(),
});
/** The parameter that Teams sends when the box is opened and nothing is typed yet. */
const INITIAL = 'initialRun';
const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const Attachment = z.looseObject({
  contentType: z.string(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});
const Download = z.looseObject({ downloadUrl: z.string().min(1) });
/** What Teams calls a file that lies in SharePoint. */
const REFERENCE = 'reference';
const Consent = z.looseObject({
  action: z.enum(['accept', 'decline']),
  context: z.record(z.string(), z.unknown()).nullish(),
  uploadInfo: z
    .looseObject({
      uploadUrl: z.string().min(1),
      contentUrl: z.string(),
      name: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .nullish(),
});
/** Teams shows no more than this many hits. */
const HITS = 15;

const Mention = z.looseObject({
  type: z.literal('mention'),
  mentioned: z.looseObject({ id: z.string() }),
  text: z.string(),
});

const NAMED: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** What the person typed: the bot's own mention goes, other people's stay as names, one line of plain characters. */
const typedText = (activity: Activity): string => {
  const own = (activity.entities ?? [])
    .map((entity) => Mention.safeParse(entity).data)
    .filter((mention) => mention?.mentioned.id === activity.recipient.id && mention.text !== '');
  const rest = own.reduce((text, mention) => text.replaceAll(mention?.text ?? '', ' '), activity.text ?? '');
  return decode(rest.replace(/<\/?at(?:\s[^>]*)?>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
};

export const hostTenant = (activity: Activity): string =>
  (activity.conversation.tenantId || activity.channelData?.tenant?.id || '').toLowerCase();

export const personKey = (tenant: string, objectId: string): PersonKey =>
  `${tenant.toLowerCase()}|${objectId.toLowerCase()}`;

const whereOf = (activity: Activity): Where => {
  const { conversation, channelData } = activity;
  const [channel = '', thread] = conversation.id.split(';messageid=');
  const kind = conversation.conversationType ?? (channelData?.channel || channelData?.team ? 'channel' : 'personal');
  if (kind === 'personal') return { kind, conversation: conversation.id };
  if (kind !== 'channel') return { kind: 'group', conversation: conversation.id };
  return {
    kind,
    team: channelData?.team?.id,
    teamName: channelData?.team?.name,
    channel: channelData?.channel?.id ?? channel,
    thread,
    conversation: conversation.id,
  };
};

const fromOf = (activity: Activity): From | undefined => {
  const { id, name = '', aadObjectId } = activity.from;
  return aadObjectId ? { person: personKey(hostTenant(activity), aadObjectId), mri: id, name } : undefined;
};

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const message = (activity: Activity, act: Act): Inbound => {
  const file = (activity.attachments ?? [])
    .map((attachment) => Attachment.safeParse(attachment).data)
    .find((attachment) => attachment && [DOWNLOAD, REFERENCE].includes(attachment.contentType));
  if (file) {
    const source = Download.safeParse(file.content).data?.downloadUrl;
    return { ...act, kind: 'file', file: file.name ?? 'a file', source };
  }
  const text = typedText(activity);
  if (text !== '' || !isObject(activity.value)) return { ...act, kind: 'typed', text };
  const press = OldPress.safeParse(activity.value);
  if (!press.success) return { ...act, kind: 'ignored' };
  return { ...act, kind: 'old press', verb: press.data.verb, data: activity.value, card: activity.replyToId };
};

const invoke = (activity: Activity, act: Act): Inbound => {
  const name = activity.name ?? '';
  switch (name) {
    case 'adaptiveCard/action': {
      const press = Press.safeParse(activity.value);
      if (!press.success) return { ...act, kind: 'malformed', invoke: true, name };
      const { action, trigger } = press.data;
      return {
        ...act,
        kind: 'press',
        verb: action.verb,
        data: action.data ?? {},
        trigger: trigger === 'automatic' ? 'automatic' : 'manual',
        card: activity.replyToId,
      };
    }
    case 'application/search': {
      const search = Search.safeParse(activity.value);
      if (!search.success) return { ...act, kind: 'malformed', invoke: true, name };
      const { dataset, queryText, queryOptions, data } = search.data;
      return {
        ...act,
        kind: 'search',
        dataset,
        queryText: (queryText ?? '').trim(),
        skip: queryOptions?.skip ?? 0,
        top: Math.min(queryOptions?.top ?? HITS, HITS),
        data: data ?? {},
      };
    }
    case COMPOSE: {
      const compose = Compose.safeParse(activity.value);
      if (!compose.success) return { ...act, kind: 'malformed', invoke: true, name };
      const { commandId, parameters } = compose.data;
      const typed = parameters?.find((parameter) => parameter.name !== INITIAL)?.value;
      return { ...act, kind: 'compose', command: commandId, queryText: typeof typed === 'string' ? typed.trim() : '' };
    }
    case 'fileConsent/invoke': {
      const consent = Consent.safeParse(activity.value);
      if (!consent.success) return { ...act, kind: 'malformed', invoke: true, name };
      const { action, context, uploadInfo } = consent.data;
      if (action === 'accept' && !uploadInfo) return { ...act, kind: 'malformed', invoke: true, name };
      const upload = action === 'accept' && uploadInfo ? uploadInfo : undefined;
      return { ...act, kind: 'file consent', context: context ?? {}, card: activity.replyToId, upload };
    }
    default:
      return { ...act, kind: 'other invoke', name };
  }
};

const membersChanged = (activity: Activity): boolean =>
  Array.isArray(activity.membersAdded) ||
  Array.isArray(activity.membersRemoved) ||
  ['channelMemberAdded', 'channelMemberRemoved'].includes(activity.channelData?.eventType ?? '');

/** Never throws: an invoke that makes no sense still has to be answered. */
export const translate = (activity: Activity): Inbound => {
  const event: Event = {
    where: whereOf(activity),
    tenant: hostTenant(activity),
    serviceUrl: activity.serviceUrl,
    activityId: activity.id,
    replyToId: activity.replyToId,
  };
  const from = fromOf(activity);
  switch (activity.type) {
    case 'message':
      return from ? message(activity, { ...event, from }) : { ...event, kind: 'ignored' };
    case 'invoke':
      return from
        ? invoke(activity, { ...event, from })
        : { ...event, kind: 'malformed', invoke: true, name: activity.name ?? '' };
    case 'installationUpdate':
      return { ...event, from, kind: activity.action?.startsWith('remove') ? 'removed' : 'installed' };
    case 'conversationUpdate':
      return membersChanged(activity) ? { ...event, from, kind: 'members changed' } : { ...event, kind: 'ignored' };
    default:
      return { ...event, kind: 'ignored' };
  }
};
