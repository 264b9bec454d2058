/** Setting an area up: choose the scheme, bind a channel to a body, say who sits where. */
import { isVacated } from '../../services/left.ts';
import type { Area, Member } from '../../services/model.ts';
import type { BodyId, Scheme, Schemes } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf, seatName } from '../../services/work.ts';
import { type Card, plain, render } from '../render.ts';
import { type Button, button, type Notice, notices } from '../words.ts';
import template from './template.json' with { type: 'json' };

type Choice = { readonly title: string; readonly value: string };

export type SetupCard = {
  notice: readonly Notice[];
  heading: string;
  explains: string;
  facts: readonly { title: string; value: string }[];
  seats: readonly { title: string; value: string }[];
  buttons: readonly Button[];
  form: readonly {
    dataset: string;
    seats: readonly Choice[];
    agencies: readonly Choice[];
    seatButtons: readonly Button[];
    agencyButtons: readonly Button[];
  }[];
};

export const schemeCard = (area: Area, schemes: Schemes, notice?: Notice): Card => {
  const chosen = schemes[area.scheme ?? ''];
  const data = {
    notice: notices(notice),
    heading: 'Set up: the scheme',
    explains: chosen
      ? `This team runs by the scheme of ${chosen.name}. Next: in the channel of each body type “@IOM Panel use this channel”, then “@IOM Panel seats”.`
      : 'A scheme is one area’s way of running Integrated Offender Management: its bodies, agencies, criteria and quorum. Choose this team’s; it cannot be changed later.',
    facts: chosen
      ? chosen.bodies.map((body) => ({
          title: body.name,
          value: area.channels[body.id] ? 'has its channel' : 'has no channel yet',
        }))
      : [],
    seats: [],
    buttons: chosen
      ? [button('Seats', 'setup.seats', {})]
      : Object.values(schemes).map((scheme) => button(scheme.name, 'setup.scheme', { scheme: scheme.id })),
    form: [],
  } satisfies SetupCard;
  return render(template, data, { area: area.id });
};

export const channelCard = (area: Area, scheme: Scheme, channel: string, notice?: Notice): Card => {
  const bound = scheme.bodies.find((body) => area.channels[body.id] === channel);
  const data = {
    notice: notices(notice),
    heading: 'Set up: this channel',
    explains: bound
      ? `The ${bound.name} meets in this channel: its meetings, agenda and votes are posted here.`
      : 'Which body meets in this channel? Its meetings, agenda and votes will be posted here, with references and never names.',
    facts: [],
    seats: [],
    buttons: bound
      ? [button('Seats', 'setup.seats', { body: bound.id })]
      : scheme.bodies.map((body) => button(body.name, 'setup.channel', { body: body.id })),
    form: [],
  } satisfies SetupCard;
  return render(template, data, { area: area.id });
};

export const seatsCard = (
  area: Area,
  scheme: Scheme,
  bodyId: BodyId,
  members: readonly Member[],
  notice?: Notice,
): Card => {
  const body = bodyOf({ scheme }, bodyId);
  const name = (seat: string) => {
    const member = members.find((candidate) => candidate.person === area.holders[seat]);
    const marks = [
      body.seats.find((each) => each.id === seat)?.chair ? 'chair' : '',
      area.viceChairs[bodyId] === seat ? 'vice-chair' : '',
    ].filter(Boolean);
    return `${member ? plain(member.name) : isVacated(area, seat) ? 'nobody: the holder has left the team' : 'nobody yet'}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
  };
  const inputs = { inputs: 'auto' } as const;
  const data = {
    notice: notices(notice),
    heading: `Seats: ${body.name}`,
    explains:
      'A seat belongs to an agency and has one holder at a time. Whoever holds it represents that agency, votes with its ballot and may refer for it.',
    facts: Object.entries(area.gatekeepers ?? {}).map(([agency, person]) => ({
      title: `Gatekeeper of ${agencyName({ scheme }, agency)}`,
      value: plain(members.find((member) => member.person === person)?.name ?? 'somebody who has left the team'),
    })),
    seats: body.seats.map((seat) => ({
      title: `${seatName({ scheme }, seat.id)}${seat.attends === 'as required' ? ' (as required)' : ''}`,
      value: name(seat.id),
    })),
    buttons: [
      ...scheme.bodies
        .filter((other) => other.id !== bodyId)
        .map((other) => button(other.name, 'setup.seats', { body: other.id })),
      button('Leads of agencies', 'leads.view', {}),
    ],
    form: [
      {
        dataset: `members|${area.id}`,
        seats: body.seats.map((seat) => ({ title: seatName({ scheme }, seat.id), value: seat.id })),
        agencies: scheme.agencies.map((agency) => ({ title: agencyName({ scheme }, agency.id), value: agency.id })),
        seatButtons: [
          button('Bind to this seat', 'setup.seat', { body: bodyId }, { ...inputs, style: 'positive' }),
          button('Name this seat vice-chair', 'setup.vice', { body: bodyId }, inputs),
        ],
        agencyButtons: [
          button('Record their agency', 'setup.agency', { body: bodyId }, inputs),
          button('Name as its gatekeeper', 'setup.gatekeeper', { body: bodyId }, inputs),
          button('No gatekeeper for this agency', 'setup.noGatekeeper', { body: bodyId }, inputs),
        ],
      },
    ],
  } satisfies SetupCard;
  return render(template, data, { area: area.id });
};
