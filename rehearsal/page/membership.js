/** Whether somebody is in the team: the switch that takes them out, and the channel in which they then cannot write. */
export function drawMembership({ name, gone }) {
  document.querySelector('#whose-team').textContent = `${name} is in the team`;
  document.querySelector('#in-team').checked = !gone;
  document.querySelector('#channel .compose').hidden = gone;
}

/** `change(isIn)` is called when somebody is taken out of the team, or added again. */
export function onMembership(change) {
  document.querySelector('#in-team').onchange = ({ target }) => change(target.checked);
}
