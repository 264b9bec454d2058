/** Teams' subset of Markdown: bold, italic, lists, links. HTML stays text, so that an unescaped name shows. */
import MarkdownIt from '/lib/markdown-it.js';

const markdown = new MarkdownIt('zero', { html: false }).enable(['emphasis', 'link', 'list', 'escape', 'newline']);

markdown.renderer.rules.link_open = (tokens, index, options, _environment, self) => {
  tokens[index].attrSet('target', '_blank');
  tokens[index].attrSet('rel', 'noopener');
  return self.renderToken(tokens, index, options);
};

const escapeHtml = markdown.utils.escapeHtml;

/** HTML of a text; `<at>…</at>` becomes a mention only where an entity backs it. */
export function toHtml(text, mentions) {
  // Private-use characters stand for the mentions while Markdown is read.
  const marked = mentions.reduce((all, mention, index) => all.replaceAll(mention.text, `\uE000${index}\uE001`), text);
  return markdown.render(marked).replace(/\uE000(\d+)\uE001/g, (_whole, index) => {
    const { mentioned, text: written } = mentions[Number(index)];
    const name = mentioned?.name ?? written.replace(/<\/?at>/g, '');
    return `<span class="mention">${escapeHtml(name)}</span>`;
  });
}
