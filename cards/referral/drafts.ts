/** To the author of a draft that has not been touched for long. */
import { Referrals } from '../../services/model.ts';
import { lastTouched } from '../../services/referralIndex.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import { draftStanding } from '../../services/staleDrafts.ts';
import type { Telling } from '../command.ts';
import { line, sheet } from '../papers/sheet.ts';
import { button } from '../words.ts';

const opensMine = () => ({ verb: 'referral.mine', data: {} });

export const stale: Telling = {
  view: 'draft stale',
  mention: 'A draft of yours has been waiting for long.',
  opens: opensMine,
  card: async (place, _, ref) => {
    const doc = (await place.store.get(place.area.id, Referrals, ref))?.doc;
    const due = doc && (await draftStanding(place, doc, dayIn(place.now)));
    if (!due) return undefined;
    return {
      card: sheet({
        heading: `Your draft ${ref}`,
        intro: [
          `You last wrote to it on ${inWords(lastTouched(doc))}. It will be removed on ${inWords(due.removeOn)} unless you carry on with it.`,
          'A draft holds personal data, so it is not kept longer than it is needed.',
        ],
        buttons: [button('Carry on', 'referral.open', { referral: ref }), button('My referrals', 'referral.mine', {})],
        area: place.area.id,
      }),
      summary: `Your draft ${ref} will be removed`,
    };
  },
};

export const removed: Telling = {
  view: 'draft removed',
  mention: 'A draft of yours was removed.',
  opens: opensMine,
  card: async (place, _, ref) => ({
    card: sheet({
      heading: `Your draft ${ref} was removed`,
      intro: ['Nobody wrote to it for long, and you were told beforehand. What it held is gone.'],
      blocks: [
        {
          heading: 'If it is still wanted',
          lines: [line('Start again: the reference will be a new one.')],
          buttons: [],
        },
      ],
      buttons: [button('Make a referral', 'referral.refer', {})],
      area: place.area.id,
    }),
    summary: `Your draft ${ref} was removed`,
  }),
};
