/** A file for somebody's OneDrive: Teams asks them, they allow it, the bot puts it there. */
import type { FileOffer } from '../cards/command.ts';
import type { Message } from './connector.ts';
import type { Upload } from './inbound.ts';

/** What Teams shows as a question with two buttons. */
export const consentMessage = ({ file, bytes, context }: FileOffer): Message => ({
  type: 'message',
  summary: 'May I put a file into your OneDrive?',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: file,
      content: {
        description: 'The file you asked for. It is put into your own OneDrive, where only you can read it.',
        sizeInBytes: bytes,
        acceptContext: context,
        declineContext: context,
      },
    },
  ],
});

/** What Teams shows as a file that can be opened. */
export const arrivedMessage = ({ contentUrl, name, uniqueId, fileType }: Upload): Message => ({
  type: 'message',
  summary: 'The file is in your OneDrive',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.teams.card.file.info',
      name,
      contentUrl,
      content: { uniqueId, fileType },
    },
  ],
});

export const lostMessage: Message = {
  type: 'message',
  text: 'The file could not be put into your OneDrive. It is kept for an hour: press “Put it in my OneDrive” again, or take the link.',
};
