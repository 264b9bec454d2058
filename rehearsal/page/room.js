/** The page: one person's Teams, a channel beside the personal chat with the bot. */
import { drawCard } from '/cards.js';
import { fileElement, onFile } from '/files.js';
import { addFinder } from '/finder.js';
import { toHtml } from '/markdown.js';
import { drawMembership, onMembership } from '/membership.js';
import { createThreads, place } from '/threads.js';

const at = (selector, within = document) => within.querySelector(selector);
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.message);
  return answer;
}
const get = (path) => call('GET', path);
const post = (path, body) => call('POST', path, body);

// ---- what is shown

const asked = new URLSearchParams(location.search);
const kept = (name) => asked.get(name) ?? localStorage.getItem(name);
const room = await get('/api/room');
const state = {
  person: room.people.find(({ id, name }) => id === kept('person') || name === kept('person')) ?? room.people[0],
  channel: room.channels.find(({ name }) => name === kept('channel')) ?? room.channels[1],
  theme: kept('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  old: asked.get('old') === 'true',
  /** The thread that the next post in the channel answers. */
  under: undefined,
  clockAhead: new Date(room.now).getTime() - Date.now(),
  unread: new Set(),
};
const panes = {
  channel: { section: at('#channel'), conversation: () => state.channel.id, asked: 0, drawn: 0 },
  chat: { section: at('#chat'), conversation: () => state.person.chat, asked: 0, drawn: 0 },
};

function toast(text, kind = 'message') {
  const close = make('button', { type: 'button', className: 'plain', textContent: 'Close' });
  const note = make('p', { className: `toast ${kind}` }, make('span', { textContent: text }), close);
  close.onclick = () => note.remove();
  setTimeout(() => note.remove(), 10_000);
  at('#toasts').append(note);
}

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message, 'error');
    return undefined;
  }
}

// ---- messages

const london = (options) => new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options });
const timeOf = london({ hour: '2-digit', minute: '2-digit' });
const dayOf = london({ weekday: 'short', day: 'numeric', month: 'short' });
const when = (instant) => `${dayOf.format(new Date(instant))}, ${timeOf.format(new Date(instant))}`;
const initials = (name) =>
  name
    .split(' ')
    .map((part) => part[0])
    .join('')
    .slice(0, 2)
    .toUpperCase();

/** Messages with a press whose answer is not drawn yet. */
const pressed = new Set();

async function press(article, work) {
  const { id } = article.dataset;
  const pane = article.closest('section').id;
  pressed.add(id);
  article.setAttribute('aria-busy', 'true');
  const outcome = await attempt(work);
  if (outcome?.kind === 'card') await attempt(() => show(pane));
  if (outcome?.kind === 'message' && outcome.text) toast(outcome.text);
  if (outcome?.kind === 'error') toast(outcome.text, 'error');
  pressed.delete(id);
  drawn.get(id)?.element.removeAttribute('aria-busy');
}

function drawnCard(message, article) {
  const about = { person: state.person.id, message: message.id };
  const on = {
    execute: (action) => press(article, () => post('/api/press', { ...about, action })),
    submit: (data) => press(article, () => post('/api/submit', { ...about, data })),
    search: (dataset, text) => post('/api/search', { ...about, dataset, text }),
  };
  try {
    return drawCard(message.card, { theme: state.theme, old: state.old, on });
  } catch (error) {
    return make('p', { className: 'broken', textContent: `This card cannot be shown: ${error.message}` });
  }
}

function messageElement(message) {
  const article = make('article', { className: message.from === 'bot' ? 'message bot' : 'message' });
  if (message.from === state.person.id) article.classList.add('mine');
  article.dataset.id = message.id;
  if (pressed.has(message.id)) article.setAttribute('aria-busy', 'true');
  article.setAttribute('aria-label', `${message.name}, ${when(message.at)}`);
  const head = make(
    'p',
    { className: 'head' },
    make('strong', { textContent: message.name }),
    make('time', { dateTime: message.at, textContent: when(message.at) }),
  );
  if (message.edited) head.append(make('span', { textContent: 'Edited' }));
  if (message.card?.refresh && !state.old) {
    const refresh = make('button', { type: 'button', className: 'plain', textContent: 'Refresh' });
    refresh.setAttribute('aria-label', `Refresh the card of ${when(message.at)}`);
    refresh.onclick = () =>
      press(article, () => post('/api/refresh', { person: state.person.id, message: message.id }));
    head.append(refresh);
  }
  const body = make('div', { className: 'body' }, head);
  if (message.text) body.append(make('div', { className: 'text', innerHTML: toHtml(message.text, message.mentions) }));
  const consent = (accept) =>
    press(article, () => post('/api/consent', { person: state.person.id, message: message.id, accept }));
  if (message.file) body.append(fileElement(message.file, consent));
  if (message.card) body.append(drawnCard(message, article));
  const avatar = make('span', {
    className: 'avatar',
    textContent: message.from === 'bot' ? '' : initials(message.name),
  });
  avatar.setAttribute('aria-hidden', 'true');
  article.append(avatar, body);
  return article;
}

/** Elements are kept as long as they show the same, so that what is being typed into a card survives other people's doings. */
const drawn = new Map();
function elementOf({ refreshing, ...message }) {
  const same = JSON.stringify([message, state.person.id, state.theme, state.old]);
  const known = drawn.get(message.id);
  const element = known?.same === same ? known.element : messageElement(message);
  element.toggleAttribute('data-refreshing', refreshing);
  if (element === known?.element) return element;
  const focused = known?.element.contains(document.activeElement);
  drawn.set(message.id, { same, element });
  if (focused) {
    element.tabIndex = -1;
    queueMicrotask(() => element.focus({ preventScroll: true }));
  }
  return element;
}

const threads = createThreads({ make, elementOf, answer: (root, name) => answer(root, name) });

async function show(name, opening = false) {
  const pane = panes[name];
  const { conversation } = pane;
  const list = at('.messages', pane.section);
  // Until this is drawn the list is another person's, and nobody presses there.
  if (opening) list.setAttribute('aria-busy', 'true');
  pane.asked += 1;
  const turn = pane.asked;
  const query = new URLSearchParams({ person: state.person.id, conversation: conversation() });
  if (opening) query.set('opening', '');
  if (state.old) query.set('old', '');
  const messages = await get(`/api/messages?${query}`);
  if (query.get('person') !== state.person.id || query.get('conversation') !== conversation()) return;
  if (turn < pane.drawn) return;
  pane.drawn = turn;
  list.removeAttribute('aria-busy');
  const atEnd = opening || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const fresh = name === 'channel' ? threads(messages) : messages.map(elementOf);
  const nothing = make('p', { className: 'none', textContent: 'Nothing here yet.' });
  place(fresh.length > 0 ? fresh : [nothing], list);
  if (atEnd) list.scrollTop = list.scrollHeight;
}

// ---- channels, people, panes

function drawChannels() {
  const items = room.channels.map((channel) => {
    const chosen = channel.id === state.channel.id;
    const button = make('button', { type: 'button', textContent: channel.name });
    if (chosen) button.setAttribute('aria-current', 'true');
    if (state.unread.has(channel.id)) button.append(make('span', { className: 'unread', textContent: ' (new)' }));
    button.onclick = () => openChannel(channel);
    return make('li', {}, button);
  });
  at('#channels').replaceChildren(...items);
}

function openChannel(channel) {
  state.channel = channel;
  state.unread.delete(channel.id);
  localStorage.setItem('channel', channel.name);
  answer(undefined);
  at('#channel-name').textContent = channel.name;
  drawChannels();
  return attempt(() => show('channel', true));
}

function openChat() {
  at('#chat-name').textContent = `${room.bot}: chat with ${state.person.name}`;
  at('#chat .compose').hidden = !state.person.personalChat;
  at('#chat > .none').hidden = state.person.personalChat;
  return attempt(() => show('chat', true));
}

function openAll() {
  drawMembership(state.person);
  // What one person found is not another's to read.
  for (const finder of finders) finder.close();
  document.documentElement.dataset.theme = state.theme;
  localStorage.setItem('person', state.person.id);
  localStorage.setItem('theme', state.theme);
  void openChat();
  void openChannel(state.channel);
}

function select(tab) {
  at('main').dataset.shown = tab;
  for (const name of ['channel', 'chat']) {
    const button = at(`#tab-${name}`);
    button.setAttribute('aria-selected', String(name === tab));
    button.tabIndex = name === tab ? 0 : -1;
  }
}

// ---- writing

function answer(root, name) {
  state.under = root;
  at('#channel .under').hidden = !root;
  at('#channel .under span').textContent = root ? `Answering ${name}` : '';
  if (root) at('#say-channel').focus();
}

async function send(name) {
  const box = at(`#say-${name}`);
  const text = box.value.trim().replaceAll(`@${room.bot}`, `<at>${room.bot}</at>`);
  if (!text) return;
  const { person, under } = state;
  box.value = '';
  if (name === 'channel') answer(undefined);
  const to = { person: person.id, conversation: panes[name].conversation(), text };
  const form = at(`#${name} .compose`);
  form.setAttribute('aria-busy', 'true');
  await attempt(() => post('/api/say', name === 'channel' && under ? { ...to, root: under } : to));
  await attempt(() => show(name));
  form.removeAttribute('aria-busy');
}

for (const name of ['channel', 'chat']) {
  const form = at(`#${name} .compose`);
  form.onsubmit = (event) => {
    event.preventDefault();
    void send(name);
  };
  at('textarea', form).onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send(name);
  };
  at(`#tab-${name}`).onclick = () => select(name);
  at(`#tab-${name}`).onkeydown = (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = name === 'channel' ? 'chat' : 'channel';
    select(other);
    at(`#tab-${other}`).focus();
  };
}
const finders = ['channel', 'chat'].map((name) =>
  addFinder(at(`#${name} .compose`), {
    make,
    find: (text) =>
      attempt(() => post('/api/compose', { person: state.person.id, conversation: panes[name].conversation(), text })),
    insert: async (card) => {
      const to = { person: state.person.id, conversation: panes[name].conversation(), card };
      await attempt(() => post('/api/insert', to));
      await attempt(() => show(name));
    },
  }),
);

onFile(at('#file-chat'), async (file) => {
  const to = { person: state.person.id, conversation: state.person.chat, ...file };
  await attempt(() => post('/api/drop', to));
  await attempt(() => show('chat'));
});
at('#channel .under button').onclick = () => answer(undefined);
at('.mention').textContent = `@${room.bot}`;
at('.mention').setAttribute('aria-label', `Mention ${room.bot}`);
at('.mention').onclick = () => {
  const box = at('#say-channel');
  box.setRangeText(`@${room.bot} `, box.selectionStart, box.selectionEnd, 'end');
  box.focus();
};

// ---- clock and display

const now = () => new Date(Date.now() + state.clockAhead);
const minutesInLondon = (instant) => {
  const [hour, minute] = timeOf.format(instant).split(':').map(Number);
  return hour * 60 + minute;
};
const moveClock = (to) => attempt(() => post('/api/clock', { to: to.toISOString() }));
const tick = () => {
  at('#now').textContent = when(now());
};
at('#hour').onclick = () => moveClock(new Date(now().getTime() + 3_600_000));
at('#ten').onclick = () => {
  const wait = (10 * 60 - minutesInLondon(now()) + 24 * 60) % (24 * 60) || 24 * 60;
  const to = new Date(now().getTime() + wait * 60_000);
  to.setUTCSeconds(0, 0);
  return moveClock(to);
};
at('#real').onclick = () => moveClock(new Date());
at('#set').onsubmit = (event) => {
  event.preventDefault();
  // What was typed is London time: read it as UTC, then take off how far London is ahead of that.
  const typed = new Date(`${at('#when').value}Z`);
  const ahead = (minutesInLondon(typed) - (typed.getUTCHours() * 60 + typed.getUTCMinutes()) + 24 * 60) % (24 * 60);
  void moveClock(new Date(typed.getTime() - ahead * 60_000));
};
onMembership((isIn) => attempt(() => post('/api/membership', { person: state.person.id, in: isIn })));
at('#dark').checked = state.theme === 'dark';
at('#dark').onchange = ({ target }) => {
  state.theme = target.checked ? 'dark' : 'light';
  openAll();
};
at('#old').checked = state.old;
at('#old').onchange = ({ target }) => {
  state.old = target.checked;
  openAll();
};
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') at('#settings').open = false;
});

// ---- live

const events = new EventSource('/api/events');
const stale = new Set();
events.onmessage = ({ data }) => {
  const { conversation } = JSON.parse(data);
  if (conversation === '') {
    void get('/api/room').then(({ now: instant, people }) => {
      for (const person of room.people) person.gone = people.find(({ id }) => id === person.id).gone;
      drawMembership(state.person);
      void attempt(() => show('channel'));
      state.clockAhead = new Date(instant).getTime() - Date.now();
      tick();
    });
  }
  const name = Object.keys(panes).find((key) => panes[key].conversation() === conversation);
  if (!name) {
    if (room.channels.some(({ id }) => id === conversation)) state.unread.add(conversation);
    drawChannels();
  } else if (!stale.has(name)) {
    stale.add(name);
    setTimeout(() => {
      stale.delete(name);
      void attempt(() => show(name));
    }, 50);
  }
};
// Before the connection stands, and after it was lost, anything may have changed unheard.
events.onopen = openAll;

at('#team').textContent = room.team;
document.title = `${room.scheme}: rehearsal room`;
for (const name of document.querySelectorAll('.scheme')) name.textContent = room.scheme;
const starts = room.others.map((other) => make('code', { textContent: `npm run rehearse -- --scheme ${other}` }));
at('.others ul').append(...starts.map((start) => make('li', {}, start)));
for (const person of room.people) {
  const text = `${person.name} · ${person.post}, ${person.agency}${person.guest ? ' (guest)' : ''}`;
  at('#person').append(make('option', { value: person.id, textContent: text, selected: person === state.person }));
}
at('#person').onchange = ({ target }) => {
  state.person = room.people.find(({ id }) => id === target.value);
  openAll();
};
if (kept('tab') === 'chat') select('chat');
tick();
setInterval(tick, 5_000);
