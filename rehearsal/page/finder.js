/** The app's search in a compose box: what it finds is read by one person, and what is inserted by everybody there. */

const searchDelayMs = 250;

/**
 * Puts the search above the text of a compose form. `find(text)` resolves to {hits, hint}, to undefined when it failed;
 * `insert(card)` sends a hit's card into the conversation.
 */
export function addFinder(form, { make, find, insert }) {
  const name = form.closest('section').id;
  const box = make('input', {
    type: 'search',
    id: `find-${name}`,
    autocomplete: 'off',
    placeholder: 'Name, PNC id or reference',
  });
  const label = make('label', { htmlFor: box.id, textContent: 'Look for' });
  const said = make('p', { className: 'said' });
  said.setAttribute('role', 'status');
  const list = make('ul', {});
  list.setAttribute('aria-label', 'Cases found');
  const panel = make('div', { className: 'finder', hidden: true }, label, box, said, list);
  const open = make('button', { type: 'button', className: 'plain finds', textContent: 'Find a case' });
  open.setAttribute('aria-expanded', 'false');
  open.setAttribute('aria-controls', `finder-${name}`);
  panel.id = `finder-${name}`;

  let asked = 0;
  let waiting;

  const show = (shown) => {
    panel.hidden = !shown;
    open.setAttribute('aria-expanded', String(shown));
    if (shown) return;
    // An answer that is still on its way is for nobody any more.
    asked += 1;
    clearTimeout(waiting);
    said.textContent = '';
    list.replaceChildren();
  };

  const hitElement = ({ title, text, card }) => {
    const button = make('button', { type: 'button' }, make('strong', { textContent: title }), ` ${text}`);
    button.setAttribute('aria-label', `Insert ${title}`);
    button.onclick = async () => {
      show(false);
      open.focus();
      await insert(card);
    };
    return make('li', {}, button);
  };

  const search = async () => {
    asked += 1;
    const turn = asked;
    panel.setAttribute('aria-busy', 'true');
    const answer = await find(box.value.trim());
    if (turn !== asked) return;
    panel.removeAttribute('aria-busy');
    said.textContent = answer?.hint ?? '';
    list.replaceChildren(...(answer?.hits ?? []).map(hitElement));
  };

  box.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, searchDelayMs);
  };
  box.onkeydown = (event) => {
    if (event.key === 'Escape') {
      show(false);
      open.focus();
    }
    // Enter would send the message that is being written.
    if (event.key === 'Enter') event.preventDefault();
  };
  open.onclick = () => {
    show(panel.hidden);
    if (panel.hidden) return;
    box.value = '';
    box.focus();
    void search();
  };

  form.prepend(panel);
  form.querySelector('.row').prepend(open);
  return { close: () => show(false) };
}
