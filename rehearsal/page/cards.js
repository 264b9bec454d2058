/** Draws a card with Microsoft's renderer and reports what is pressed and searched on it. */
import { hostConfig } from '/hostConfig.js';
import { toHtml } from '/markdown.js';

const searchDelayMs = 250;

/** A client that does not know Action.Execute falls back as the card says. */
function context(old) {
  // Type-ahead is 1.6 to the renderer, and works in Teams on cards of version 1.5.
  const result = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_6);
  if (old) {
    const actions = new AdaptiveCards.CardObjectRegistry();
    AdaptiveCards.GlobalRegistry.populateWithDefaultActions(actions);
    actions.unregister('Action.Execute');
    result.setActionRegistry(actions);
  }
  return result;
}

/** The data of a press. The renderer gives what was typed into a type-ahead; its value is sent in its place. */
function dataOf(action, picks) {
  const data = action.data;
  if (typeof data !== 'object' || data === null) return data;
  const replaced = Object.entries(data).map(([id, value]) => [id, picks.get(id)?.get(value) ?? value]);
  return Object.fromEntries(replaced);
}

const isTypeahead = (input) => input instanceof AdaptiveCards.ChoiceSetInput && input.isDynamicTypeahead();

/** The renderer shows the value that stands in a type-ahead; people read its title. */
function titled(input) {
  const chosen = input.choices.find(({ value }) => value === input.defaultValue);
  const box = input.renderedElement?.querySelector('input');
  if (chosen && box) box.value = chosen.title;
}

/**
 * `on` has execute({type, id, verb, data}), submit(data) and search(dataset, text) that resolves to choices.
 * Throws when the renderer refuses the card.
 */
export function drawCard(json, { theme, old, on }) {
  const mentions = (json.msteams?.entities ?? []).filter((entity) => entity.type === 'mention');
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = toHtml(text, mentions);
    result.didProcess = true;
  };
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig(theme));
  card.parse(json, context(old));

  const picks = new Map();
  let waiting;
  card.onInputValueChanged = (input) => {
    if (!isTypeahead(input)) return;
    const text = input.getFilterForDynamicSearch();
    clearTimeout(waiting);
    if (!text) return;
    waiting = setTimeout(async () => {
      input.showLoadingIndicator();
      try {
        const choices = await on.search(input.choicesData.dataset, text);
        const known = picks.get(input.id) ?? new Map();
        for (const { title, value } of choices) known.set(title, value);
        picks.set(input.id, known);
        input.renderChoices(text, choices);
      } catch {
        input.showErrorIndicator(text, 'Could not search.');
      }
    }, searchDelayMs);
  };

  card.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) window.open(action.url, '_blank', 'noopener');
    else if (action instanceof AdaptiveCards.ExecuteAction) {
      on.execute({ type: 'Action.Execute', id: action.id, verb: action.verb, data: dataOf(action, picks) });
    } else if (action instanceof AdaptiveCards.SubmitAction) on.submit(dataOf(action, picks));
  };

  const drawn = card.render();
  if (!drawn) throw new Error('The renderer refuses this card.');
  drawn.classList.add('card');
  for (const input of card.getAllInputs().filter(isTypeahead)) titled(input);
  return drawn;
}
