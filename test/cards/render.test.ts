// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what the templates of cards are written in
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { type Card, LIMIT, type Node, pages, plain, render, size } from '../../cards/render.ts';
import { golden, lint } from '../support/golden.ts';

const heading = { type: 'TextBlock', style: 'heading', wrap: true, text: 'Vote on ${reference}' };
const command = { type: 'Action.Execute', title: 'For', verb: 'vote.cast', data: { motion: '${motion}' } };
const template = (...body: object[]) => ({ type: 'AdaptiveCard', body: [heading, ...body] });
const buttons = (...actions: object[]) => ({ type: 'ActionSet', actions });
const words = { reference: 'R-12', motion: 'm1' };
const show = (element: object, data: object = {}): Node | undefined =>
  render(template(element), { ...words, ...data }).body[1];

describe('a rendered card', () => {
  test('is what Teams expects around what the template places', () => {
    const card = render(template(buttons({ ...command, style: 'positive' })), words, {
      area: 'richmond',
      refresh: { verb: 'vote.show', data: { motion: 'm1' }, userIds: ['29:anna'] },
    });
    golden('render-command', card);
  });

  test('keeps what Teams is told by the template', () => {
    const entities = [{ type: 'mention', text: '<at>Anna</at>', mentioned: { id: '29:anna', name: 'Anna' } }];
    const card = render({ ...template(), msteams: { entities } }, words);
    expect(card.msteams).toEqual({ width: 'full', entities });
  });

  test('has text where the data held numbers, and numbers where numbers belong', () => {
    const data = { n: 3, yes: true };
    expect(show({ type: 'TextBlock', text: '${n}' }, data)).toMatchObject({ text: '3' });
    expect(show({ type: 'FactSet', facts: [{ title: '${n}', value: '${yes}' }] }, data)).toMatchObject({
      facts: [{ title: '3', value: 'true' }],
    });
    expect(show({ type: 'Input.Number', id: 'score', value: '${n}' }, data)).toMatchObject({ value: 3 });
    expect(show(buttons({ ...command, data: { n: '${n}' } }), data)).toMatchObject({ actions: [{ data: { n: 3 } }] });
  });

  test.for<[string, object]>([
    ['an ActionSet without buttons', buttons({ ...command, $when: '${none}' })],
    ['a container without items', { type: 'Container', items: [{ type: 'TextBlock', text: 'x', $data: '${empty}' }] }],
    ['a table without rows', { type: 'Table', rows: [] }],
    ['columns with nothing in them', { type: 'ColumnSet', columns: [{ type: 'Column', items: [buttons()] }] }],
  ])('%s is left out', ([, element]) => {
    expect(render(template(element), { ...words, none: false, empty: [] }).body).toHaveLength(1);
  });

  test.for<[string, object, RegExp]>([
    ['a value is missing', { type: 'TextBlock', text: 'By ${chair.name}' }, /lacks a value for chair\.name/],
    ['a value is missing in a button', buttons({ ...command, data: { seat: '${seat}' } }), /lacks a value for seat/],
    ['a text is no text', { type: 'TextBlock', text: '${$root}' }, /no text for TextBlock\.text/],
    [
      'a command stands outside an ActionSet',
      { type: 'Container', items: [command] },
      /vote\.cast is not in an Action/,
    ],
    [
      'a whole element is a command',
      { type: 'Container', items: [heading], selectAction: command },
      /vote\.cast is not in an ActionSet/,
    ],
    ['a command has no verb', buttons({ type: 'Action.Execute', title: 'Go' }), /"Go" has no verb/],
  ])('is refused when %s', ([, element, fault]) => {
    expect(() => render(template(element), words)).toThrow(fault);
  });

  test('is refused when more people are listed for refresh than Teams takes', () => {
    const refreshing = (count: number) => () =>
      render(template(), words, {
        refresh: { verb: 'vote.show', data: {}, userIds: Array.from({ length: count }, (_, n) => `29:${n}`) },
      });
    expect(refreshing(60)).not.toThrow();
    expect(refreshing(61)).toThrow('60 people at most, not 61');
  });

  test('carries data that looks like a template as it is, and leaves the data alone', () => {
    const typed = {
      reference: '${motion}',
      motion: 'm1',
      actions: Object.freeze([Object.freeze({ ...command, data: {} })]),
    };
    const card = render(template({ type: 'ActionSet', actions: '${actions}' }), typed, { area: 'richmond' });
    expect(card.body[0]).toMatchObject({ text: 'Vote on ${motion}' });
    expect(typed.actions[0]).toEqual({ ...command, data: {} });
  });
});

describe('pages', () => {
  const page = (items: readonly string[], { number, of }: { number: number; of: number }) =>
    render(template({ type: 'TextBlock', $data: '${items}', text: '${$data}' }), {
      reference: `${number}/${of}`,
      items,
    });
  const shown = (card: Card) => card.body.slice(1).map((block) => block.text);

  test('hold every item once and in order, each page within the limit and as full as it goes', () => {
    const items = Array.from({ length: 100 }, (_, n) => `${n} ${'é'.repeat((n * 37) % 900)}`);
    const cards = pages(items, page);
    expect(cards.flatMap(shown)).toEqual(items);
    expect(Math.max(...cards.map(size))).toBeLessThanOrEqual(LIMIT);
    expect(cards[0]?.body[0]?.text).toBe(`Vote on 1/${cards.length}`);
    for (const [at, next] of cards.slice(1).entries()) {
      const oneMore = page([...(shown(cards[at] as Card) as string[]), String(shown(next)[0])], { number: 1, of: 9 });
      expect(size(oneMore)).toBeGreaterThan(LIMIT);
    }
  });

  test('are one when there is little or nothing to show', () => {
    expect(pages(['a', 'b'], page)).toHaveLength(1);
    expect(pages([], page).map(shown)).toEqual([[]]);
  });

  test('are refused when one item alone is too long', () => {
    expect(() => pages(['a', 'x'.repeat(LIMIT)], page)).toThrow('One item alone');
  });
});

describe('typed text where Markdown is rendered', () => {
  const markdown = new MarkdownIt({ html: false });
  const asTyped = (text: string) => `<p>${markdown.utils.escapeHtml(text)}</p>`;

  test.for([
    'Anna-Marie O\'Neill (co-ordinator), 12.5% & "more"',
    '*not bold* **nor this** _nor_ __that__ a_b_c snake_case',
    '[a link](https://example.org) ![a picture](https://example.org/x.png) [ref][1]',
    '[1]: https://example.org',
    '<at>Chair</at> <b>bold</b> <https://example.org> <!-- x --> 3 < 4',
    '&lt; &#42; &copy; AT&T',
    '~~struck~~ `code` ```fence``` ~~~',
    'back\\slash \\*still\\* and\\or',
    '# heading',
    '- item',
    '+ item',
    '* item',
    '1. item',
    '12) item',
    '> quoted',
    '---',
    'title\n===',
    'title\n---',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    'first\n- item\n2. item',
    '|\n:-',
  ])('shows as it was typed: %s', (text) => {
    expect(markdown.render(plain(text)).trimEnd()).toBe(asTyped(text));
  });

  test('shows as it was typed, whatever is typed', () => {
    const character = fc.constantFrom(...'ab1 .,\\`*_~|[](){}<>/!?&;#:=+-"\n');
    fc.assert(
      fc.property(fc.string({ unit: character }), (text) => {
        const html = markdown.render(plain(text)).replace(/<\/?p>|<br>/g, '');
        const lines = (shown: string) =>
          shown
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean);
        expect(lines(html)).toEqual(lines(markdown.utils.escapeHtml(text)));
      }),
      { numRuns: 2000 },
    );
  });

  test('is no block of code for being indented', () => {
    expect(markdown.render(plain('    four spaces\n\tand a tab')).trimEnd()).toBe(asTyped('four spaces\nand a tab'));
  });

  test('is not a link on phones, which know no backslash', () => {
    expect(plain('[a](https://example.org)')).not.toContain('](');
  });

  test('gets no backslash that it does not need', () => {
    const text = "Anna-Marie O'Neill (co-ordinator), 3 < 4, AT&T, a_b@example.org, 12.5%";
    expect(plain(text)).toBe(text);
  });
});

describe('the golden helper', () => {
  const good = { type: 'TextBlock', text: 'Carried', wrap: true };
  const input = { type: 'Input.Text', id: 'reason', label: 'Reason', errorMessage: 'Type a reason' };
  const sent = { type: 'Action.Submit', data: { verb: 'vote.cast' } };
  const execute = { type: 'Action.Execute', title: 'For', verb: 'vote.cast', data: {}, fallback: sent };
  const bare: Card = { $schema: '', type: 'AdaptiveCard', version: '1.5', body: [{ ...heading, text: 'Vote' }] };
  const card = (...elements: Node[]): Card => ({ ...bare, body: [...bare.body, ...elements] });

  test('has nothing against a card that is right', () => {
    const all = card(
      good,
      input,
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Tied', color: 'warning' }, 'as typed'] },
      { type: 'Image', url: 'https://example.org/seats.png', altText: 'Six seats of eight are taken' },
      { type: 'Chart.Donut', data: [{ legend: 'For', value: 3 }], fallback: good },
      buttons(execute),
    );
    expect(lint({ ...all, refresh: { action: { type: 'Action.Execute', verb: 'v' }, userIds: ['29:a'] } })).toEqual([]);
  });

  test.for<[string, Card, string]>([
    ['a template showing', card({ ...good, text: 'By ${name}' }), 'card.body[1].text: ${ is left in "By ${name}"'],
    ['too many bytes', card({ ...good, text: 'é'.repeat(14_000) }), 'card: 28'],
    ['an older version', { ...bare, version: '1.4' as '1.5' }, 'card: not version 1.5'],
    ['no heading', { ...bare, body: [good] }, 'card: no heading'],
    [
      'a command without fallback',
      card(buttons({ ...execute, fallback: 'drop' })),
      'card.body[1].actions[0]: Action.Execute without fallback',
    ],
    [
      'a fallback without the verb',
      card(buttons({ ...execute, fallback: { ...sent, data: {} } })),
      'Action.Execute without fallback',
    ],
    ['a command without verb', card(buttons({ ...execute, verb: '' })), 'Action.Execute without verb'],
    [
      'a command outside an ActionSet',
      card({ type: 'Container', items: [good], selectAction: execute }),
      'card.body[1].selectAction: Action.Execute outside an ActionSet',
    ],
    [
      'a command at the foot of the card',
      { ...bare, actions: [execute] },
      'card.actions[0]: Action.Execute outside an ActionSet',
    ],
    ['an input without id', card({ ...input, id: '' }), 'Input.Text without id'],
    ['an input without label', card({ ...input, label: undefined }), 'Input.Text without label'],
    ['an input without error text', card({ ...input, errorMessage: ' ' }), 'Input.Text without errorMessage'],
    ['two inputs of one name', card(input, input), 'card: two inputs are called reason'],
    [
      'an input that overwrites what a button carries',
      card(input, buttons({ ...execute, data: { reason: '' } })),
      'the input reason would overwrite',
    ],
    [
      'an input that overwrites the verb',
      card({ ...input, id: 'verb' }, buttons(execute)),
      'the input verb would overwrite',
    ],
    ['text that is cut off', card({ ...good, wrap: false }), 'card.body[1]: TextBlock without wrap'],
    ['text that is a number', card({ ...good, text: 3 }), 'text is not a string'],
    [
      'a button title that is a number',
      card(buttons({ ...execute, title: 3 })),
      'card.body[1].actions[0]: title is not a string',
    ],
    [
      'a fact that is a number',
      card({ type: 'FactSet', facts: [{ title: 'For', value: 3 }] }),
      'card.body[1].facts[0]: value is not a string',
    ],
    [
      'a choice that is a number',
      card({ ...input, type: 'Input.ChoiceSet', choices: [{ title: 'a', value: 1 }] }),
      'card.body[1].choices[0]: value is not a string',
    ],
    [
      'an element that not every client has',
      card({ type: 'Badge', text: 'Tied' }),
      'card.body[1]: Badge without fallback',
    ],
    [
      'a fault within a fallback',
      card({ type: 'Badge', text: 'Tied', fallback: { ...good, wrap: false } }),
      'card.body[1].fallback: TextBlock without wrap',
    ],
    ['an element without a type', card({ text: 'Tied' }), 'card.body[1]: element without a type'],
    ['an image without words', card({ type: 'Image', url: 'https://example.org/x.png' }), 'Image without altText'],
    ['an image without address', card({ type: 'Image', altText: 'Seats' }), 'Image without altText or url'],
    ['a coloured symbol', card({ ...good, text: '✓', color: 'good' }), 'card.body[1]: colour without words'],
    [
      'a coloured run without words',
      card({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '●', color: 'Attention' }] }),
      'card.body[1].inlines[0]: colour without words',
    ],
    [
      'a coloured box without words',
      card({ type: 'Container', style: 'warning', items: [{ ...good, text: '!' }] }),
      'card.body[1]: colour without words',
    ],
    [
      '61 people to refresh',
      { ...bare, refresh: { action: {}, userIds: Array.from({ length: 61 }, (_, n) => `29:${n}`) } },
      'card.refresh: over 60 userIds',
    ],
    [
      'people who are not Teams ids',
      { ...bare, refresh: { action: {}, userIds: ['anna'] } },
      'card.refresh: anna is no Teams id',
    ],
    ['refresh that does not say for whom', { ...bare, refresh: { action: {} } as never }, 'card.refresh: no userIds'],
  ])('refuses %s', ([, faulty, fault]) => {
    expect(lint(faulty).join('\n')).toContain(fault);
    expect(() => golden('never-written', faulty)).toThrow('The card never-written may not be sent');
  });

  test('refuses a card that is not the one on file', () => {
    const card = render(template(buttons(command)), { reference: 'R-13', motion: 'm1' });
    const write = process.env.GOLDEN;
    delete process.env.GOLDEN;
    try {
      expect(() => golden('render-command', card)).toThrow();
      expect(() => golden('no-such-file', card)).toThrow();
    } finally {
      if (write !== undefined) process.env.GOLDEN = write;
    }
  });
});
