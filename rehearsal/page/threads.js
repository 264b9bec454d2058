/** Puts messages into their list, and into threads; what stays as it was is not touched. */

/** What is taken out and put back loses its focus, and a press that has begun on it. */
export function place(children, within) {
  const wanted = new Set(children);
  for (const child of [...within.children]) if (!wanted.has(child)) child.remove();
  for (const [index, child] of children.entries())
    if (within.children[index] !== child) within.insertBefore(child, within.children[index] ?? null);
}

/** `answer` is told which thread the next post belongs to, and whose it is. */
export function createThreads({ make, elementOf, answer }) {
  const drawn = new Map();
  const threadOf = (root, name) => {
    const known = drawn.get(root);
    if (known) return known;
    const reply = make('button', { type: 'button', className: 'plain reply', textContent: 'Reply' });
    reply.onclick = () => answer(root, name);
    const thread = { element: make('div', { className: 'thread' }), reply };
    drawn.set(root, thread);
    return thread;
  };
  return (messages) =>
    [...Map.groupBy(messages, ({ root }) => root)].map(([root, inThread]) => {
      const { element, reply } = threadOf(root, inThread[0].name);
      place([...inThread.map(elementOf), reply], element);
      return element;
    });
}
