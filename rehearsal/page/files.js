/** Files on messages: one to open, or a question where it may go; and one on its way to the room. */

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** `consent(accept)` answers the question. */
export function fileElement(file, consent) {
  if (file.kind !== 'asked')
    return make('p', { className: 'file' }, make('a', { href: file.url, textContent: file.name, download: '' }));
  const answer = (textContent, accept) =>
    make('button', { type: 'button', textContent, onclick: () => consent(accept) });
  return make(
    'div',
    { className: 'file' },
    make('p', {}, make('strong', { textContent: file.name }), ` (${file.size} bytes). ${file.description}`),
    make('p', { className: 'row' }, answer('Allow', true), answer('Decline', false)),
  );
}

/** Hands each chosen file over; the same one can be chosen again. */
export function onFile(input, take) {
  input.onchange = async () => {
    const [file] = input.files;
    if (!file) return;
    const chosen = { name: file.name, base64: await base64Of(file) };
    input.value = '';
    await take(chosen);
  };
}

async function base64Of(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In pieces: more arguments than that are too many for one call.
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(text);
}
