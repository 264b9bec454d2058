/** What the compose box of Teams is answered. */
import type { Hit } from '../cards/command.ts';

export const COMPOSE = 'composeExtension/query';

/** Hits the box shows at once. */
const SHOWN = 15;

/** No results, and in their place a sentence. */
export const hint = (text: string): object => ({ composeExtension: { type: 'message', text } });

/** The preview is for the searcher alone; the card is what goes into the conversation. */
const attachment = ({ title, text, card }: Hit): object => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: card,
  preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title, text } },
});

export const results = (hits: readonly Hit[], queryText: string): object => {
  if (hits.length === 0)
    return hint(
      queryText === ''
        ? 'Type part of a name, a PNC id or a reference. What you insert carries the reference and no name.'
        : 'Nothing that you may open is found. Try the beginning of another name, the PNC id or the reference.',
    );
  return {
    composeExtension: {
      type: 'result',
      attachmentLayout: 'list',
      attachments: hits.slice(0, SHOWN).map(attachment),
    },
  };
};
