/** The answer to a referral: accepted with who does what by when, declined with reasons, or deferred. */

import type { AcknowledgementSeen } from '../../services/acknowledgements.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { explainer } from '../abbreviations.ts';
import { interventionLine } from '../decision/card.ts';
import { decidedInWords, type Line, line, scoreLines } from '../decision/words.ts';
import { type Card, render } from '../render.ts';
import { type Button, button, dayInFull, moment, type Notice, notices } from '../words.ts';
import template from './template.json' with { type: 'json' };

export type AcknowledgementCard = {
  notice: readonly Notice[];
  heading: string;
  explains: string;
  facts: readonly { title: string; value: string }[];
  lines: readonly Line[];
  interventionsHeading: readonly { text: string }[];
  interventions: readonly Line[];
  receipt: string;
  buttons: readonly Button[];
};

const explained = ({ decision }: AcknowledgementSeen): string => {
  switch (decision.kind) {
    case 'adopt':
      return 'Your referral was accepted. This is what was agreed, who does it, and by when.';
    case 'decline':
      return 'Your referral was not accepted. These are the reasons, and what was suggested instead.';
    case 'defer':
      return 'Your referral was neither accepted nor declined. It comes back to the next meeting; this is wanted until then.';
  }
};

const linesOf = ({ decision }: AcknowledgementSeen): Line[] => {
  const { reasons, alternatives, wanted } = decision;
  return [
    ...scoreLines(decision),
    ...(reasons ? [line('Reasons', reasons)] : []),
    ...(decision.kind === 'decline' ? [line('Suggested alternatives', alternatives ?? 'none')] : []),
    ...(wanted ? [line('Wanted', wanted)] : []),
  ];
};

const receiptButtons = (
  { forReferrer, forOffice }: { readonly forReferrer: boolean; readonly forOffice?: boolean | undefined },
  answer: { readonly referral: string; readonly meeting: string },
): Button[] => {
  if (forReferrer) return [button('I have received this', 'acknowledgement.received', answer, { style: 'positive' })];
  return forOffice ? [button('The referrer has received it', 'acknowledgement.received', answer)] : [];
};

export const acknowledgementCard = (view: {
  readonly seen: AcknowledgementSeen;
  readonly scheme: Scheme;
  readonly area: string;
  /** Who made the referral, and says that it arrived, looks at it. */
  readonly forReferrer: boolean;
  /** Whoever runs the paperwork, who may have been told that it arrived: by somebody without Teams, or who has left. */
  readonly forOffice?: boolean | undefined;
  readonly notice?: Notice | undefined;
}): Card => {
  const { seen, scheme } = view;
  const { acknowledgement, decision, meeting } = seen;
  const body = bodyOf({ scheme }, meeting.body);
  const { receivedAt, referral } = acknowledgement;
  const data = {
    notice: notices(view.notice),
    heading: `Answer to referral ${referral}`,
    explains: explained(seen),
    facts: [
      { title: 'Decision', value: explainer().text(decidedInWords(scheme, body, decision)) },
      { title: 'Meeting', value: `${body.name}, ${dayInFull(meeting.date)}` },
      ...(decision.reviewOn ? [{ title: 'Review on', value: inWords(decision.reviewOn) }] : []),
    ],
    lines: linesOf(seen),
    interventionsHeading: decision.interventions.length > 0 ? [{ text: 'Agreed interventions' }] : [],
    interventions: decision.interventions.map((each, at) => interventionLine(scheme, each, at)),
    receipt: receivedAt ? `Received by the referrer on ${moment(receivedAt)}.` : 'Not confirmed as received yet.',
    buttons: receivedAt ? [] : receiptButtons(view, { referral, meeting: meeting.id }),
  } satisfies AcknowledgementCard;
  return render(template, data, { area: view.area });
};
