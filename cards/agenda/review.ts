/** What the card of an item says and offers about a review, a removal, and the input of agencies. */
import { isAside, seatTakenBy } from '../../services/attendance.ts';
import { chairing } from '../../services/chairing.ts';
import type { AgendaItem } from '../../services/model.ts';
import { awaitsReview, isReselection, isReview } from '../../services/reviewItems.ts';
import type { Finding } from '../../services/rules/deselection.ts';
import { withoutInWords } from '../review/card.ts';
import { reviewInWords } from '../review/words.ts';
import { type Button, button } from '../words.ts';
import type { ItemView } from './card.ts';

const chairs = ({ meeting, scheme, viewer }: ItemView, item: AgendaItem): boolean =>
  viewer !== undefined && chairing(scheme, meeting, item).current?.person === viewer;

export const reviewSentences = (view: ItemView, item: AgendaItem): string[] => {
  const { checked, without, scheme, coordinator } = view;
  const many = (status: Finding['status']): number =>
    checked?.findings.filter((finding) => finding.status === status).length ?? 0;
  return [
    ...(item.review ? [reviewInWords(item.review)] : []),
    ...(checked ? [`Of its check, ${many('met')} met, ${many('not met')} not met, ${many('missing')} missing.`] : []),
    ...(checked && checked.stops.length > 0
      ? ['A safeguard stands against it, so it cannot be put to the vote yet. Open the check to see which.']
      : []),
    ...(without && item.state === 'waiting' && (chairs(view, item) || coordinator)
      ? [withoutInWords(without, scheme)]
      : []),
  ];
};

export const reviewButtons = (view: ItemView, item: AgendaItem): Button[] => {
  const { meeting, viewer, coordinator, without, checked, waits } = view;
  const about = { meeting: meeting.id, item: item.id };
  const seat = viewer && seatTakenBy(meeting, viewer);
  const waiting = item.state === 'waiting' && meeting.state !== 'closed';
  const recorder = chairs(view, item) || coordinator;
  return [
    ...(checked && waits && item.case
      ? [button('Open the check', 'deselection.view', { case: item.case, proposal: waits.id, ...about })]
      : []),
    ...(awaitsReview(item, view.about) && recorder && waiting && meeting.state === 'open'
      ? [
          button(isReselection(item) ? 'Record what is decided' : 'Record the review', 'review.form', about, {
            style: 'positive',
          }),
        ]
      : []),
    ...(without && isReview(item)
      ? [
          ...(waiting && seat && !isAside(item, seat)
            ? [button('Give the input of your agency', 'review.input', about)]
            : []),
          button('Read the input of agencies', 'review.inputs', about),
        ]
      : []),
  ];
};
