/** Short cards without a subject of their own: a mention in the channel, a choice of team, a card that cannot refresh. */
import type { Meeting, Member, PersonKey, Referral } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { type Card, LIMIT, plain, render, size } from '../render.ts';
import { type Button, button, dayInFull } from '../words.ts';
import template from './template.json' with { type: 'json' };

export type NoticeCard = { heading: string; text: string; buttons: readonly Button[] };

type Opening = { readonly verb: string; readonly data: Readonly<Record<string, unknown>> };

/** For somebody who cannot be messaged: in the channel, so without anything about a person. */
export const mentionCard = (member: Member, sentence: string, opens: Opening, area: string): Card => {
  const at = `<at>${plain(member.name)}</at>`;
  const data = {
    heading: 'A message for one of you',
    text: `${at}: ${sentence}`,
    buttons: [button('Open for me', opens.verb, opens.data)],
  } satisfies NoticeCard;
  return {
    ...render(template, data, { area, refresh: { ...opens, userIds: [] } }),
    msteams: {
      width: 'full',
      entities: [{ type: 'mention', text: at, mentioned: { id: member.mri, name: member.name } }],
    },
  };
};

/** To the referrer and to the gatekeeper, each in their own words, when the agenda goes out (Richmond 4.12, G Q10). */
export const invitedCard = (
  referral: Referral,
  reader: PersonKey,
  meeting: Meeting,
  scheme: Scheme,
  area: string,
): Card => {
  const { ref, referrer } = referral;
  const theirs = reader === referrer;
  const add = theirs ? 'to add to your referral' : 'to add to what the referral says';
  return render(
    template,
    {
      heading: `${ref} is on the agenda`,
      text: `${theirs ? '' : `${keptInWords(referral, reader, scheme)} `}You are invited to the ${bodyOf({ scheme }, meeting.body).name} on ${dayInFull(meeting.date)} at ${meeting.time}, ${plain(meeting.place)}, ${add} and answer questions. You attend for this item and do not vote; a colleague of your agency may come instead.`,
      buttons: [
        button('I am here for my item', 'meeting.invited', { meeting: meeting.id, version: 0 }),
        theirs
          ? button('Where it stands', 'referral.mine', {})
          : button('Where it stands', 'gatekeeper.view', { referral: ref }),
      ],
    } satisfies NoticeCard,
    { area },
  );
};

/** An emergency, or a gatekeeper named since, may have gone past them. */
const keptInWords = ({ agency, history = [] }: Referral, gatekeeper: PersonKey, scheme: Scheme): string => {
  const name = agencyName({ scheme }, agency);
  const released = history.some(({ what, by }) => what === 'released' && by === gatekeeper);
  return released
    ? `This is a referral of your agency, ${name}, which you released as its gatekeeper.`
    : `This is a referral of your agency, ${name}, whose gatekeeper you are.`;
};

/** Somebody who belongs to several teams says which one they mean. */
export const teamsCard = (
  verb: string,
  data: Readonly<Record<string, unknown>>,
  areas: readonly { readonly id: string; readonly name: string }[],
): Card =>
  render(template, {
    heading: 'Which team?',
    text: 'You belong to more than one. Choose the one you mean.',
    buttons: areas.map(({ id, name }) => button(name, verb, { ...data, area: id })),
  } satisfies NoticeCard);

/** `data` is what the client sent, so it may be anything: too much of it gets no button. */
export const staleCard = (verb: string, data: Readonly<Record<string, unknown>>): Card => {
  const withButtons = (buttons: readonly Button[]) =>
    render(template, {
      heading: 'Not up to date',
      text: 'This card cannot be brought up to date just now. Nothing is lost; try again in a minute.',
      buttons,
    } satisfies NoticeCard);
  const whole = withButtons([button('Show my view', verb, data)]);
  return size(whole) <= LIMIT ? whole : withButtons([]);
};

const above = (card: Card, text: string): Card => ({
  ...card,
  body: [{ type: 'TextBlock', text, weight: 'Bolder', wrap: true }, ...card.body],
});

/** A card that may have arrived before says so, above everything else. */
export const sentAgain = (card: Card): Card => above(card, 'Sent again: you may have had this card already.');

/** A channel's card that may stand there twice: of the two, this is the one that goes on. */
export const postedAgain = (card: Card): Card =>
  above(card, 'Sent again: this card may stand further up as well. This one is kept up to date.');
