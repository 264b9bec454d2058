/** Something to read: a heading, blocks of lines with a button where one belongs, in pages when it is long. */
import { explainer } from '../abbreviations.ts';
import { type Card, pages, render } from '../render.ts';
import { type Button, type Notice, notices } from '../words.ts';
import template from './template.json' with { type: 'json' };

export type Line = {
  readonly label: readonly { readonly text: string }[];
  readonly text: string;
  /** Nobody typed it: abbreviations in it may be explained. */
  readonly ours?: true;
  /** Its label has somebody's name in it, in which nothing is explained. */
  readonly named?: true;
};
export type Block = { readonly heading: string; readonly lines: readonly Line[]; readonly buttons: readonly Button[] };

/** A label that asks ends in its question mark. */
export const labelled = (label: string): string => (label.endsWith('?') ? `${label} ` : `${label}: `);

/** One line; what people typed is shown as they typed it. */
export const line = (text: string, label?: string): Line => ({ label: label ? [{ text: labelled(label) }] : [], text });

/** One line of our own words or the scheme's. */
export const told = (text: string, label?: string): Line => ({ ...line(text, label), ours: true });

/** The lines with abbreviations explained where they first stand; labels are ours unless they name somebody. */
export const explaining = (): ((lines: readonly Line[]) => Line[]) => {
  const explain = explainer();
  return (lines) =>
    lines.map(({ label, text, ours, named }) => ({
      label: named ? label : label.map((one) => ({ text: explain.label(one.text, text) })),
      text: ours ? explain.text(text) : text,
    }));
};

export type SheetCard = {
  notice: readonly Notice[];
  heading: string;
  intro: readonly { text: string }[];
  blocks: readonly Block[];
  turning: readonly Button[];
  buttons: readonly Button[];
};

type Sheet = {
  readonly notice?: Notice | undefined;
  readonly heading: string;
  readonly intro: readonly string[];
  readonly blocks?: readonly Block[];
  readonly buttons: readonly Button[];
  readonly page?: number;
  /** The button that opens another page of this sheet. */
  readonly turn?: (title: string, page: number) => Button;
  readonly area: string;
};

export const sheet = ({ notice, heading, intro, blocks = [], buttons, page = 1, turn, area }: Sheet): Card => {
  const all = pages(blocks, (blocks, { number, of }) => {
    const explain = explaining();
    const data = {
      notice: notices(notice),
      heading: of > 1 ? `${heading} (page ${number} of ${of})` : heading,
      intro: intro.map((text) => ({ text })),
      blocks: blocks.map((block) => ({ ...block, lines: explain(block.lines) })),
      turning: turn
        ? [
            ...(number > 1 ? [turn('Previous page', number - 1)] : []),
            ...(number < of ? [turn('Next page', number + 1)] : []),
          ]
        : [],
      buttons,
    } satisfies SheetCard;
    return render(template, data, { area });
  });
  const card = all[Math.min(page, all.length) - 1];
  if (!card) throw new Error('A sheet has at least one page');
  return card;
};
