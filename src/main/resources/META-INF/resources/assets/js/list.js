// Lists and the head of a container's page: parts that the server draws again when what they show has changed.
import {live} from './socket.js';
import {morph, morphChildren, parse} from './morph.js';

for (const place of document.querySelectorAll('[data-live]')) begin(place);

function begin(place) {
  const {live: kind, after, id, q, state} = place.dataset;
  const ask = {
    containers: {kind, filter: {q, state}},
    images: {kind},
    tasks: {kind, filter: {rows: 'yes'}},
    head: {kind: 'container', targets: [id]},
    container: {kind: 'container', targets: [id]},
  }[kind];
  let sequence = Number(after ?? 0);
  const from = () => after === undefined ? {} : {from: {after: sequence}};
  live({...ask, ...from()}, {
    resume: from,
    rows(message) {
      sequence = message.sequence ?? sequence;
      if (kind === 'head') part(place, message, 'status');
      else if (kind === 'container') part(place, message, 'facts');
      else rows(place, message);
    },
  });
}

function part(place, message, name) {
  const found = message.rows.find(([key]) => key === name);
  if (found) morphChildren(place, parse(`<div>${found[1]}</div>`).firstChild);
}

function rows(table, message) {
  const body = table.tBodies[0];
  const present = new Map([...body.rows].map(row => [row.dataset.key, row]));
  for (const [key, html] of message.rows) {
    const old = present.get(key);
    if (html === null) {
      old?.remove();
    } else if (old) {
      morph(old, drawn(html));
    } else {
      add(body, drawn(html), message, key);
    }
  }
  if (message.all) {
    const wanted = new Set(message.rows.map(([key]) => key));
    for (const [key, row] of present) if (!wanted.has(key)) row.remove();
  }
  table.hidden = body.rows.length === 0;
  document.getElementById('empty').hidden = !table.hidden;
}

function drawn(html) {
  return parse(`<table><tbody>${html}</tbody></table>`).querySelector('tr');
}

// A whole list comes in its order; a single new row is the newest and goes first, unless this is a page of older ones.
function add(body, row, message, key) {
  if (!message.all && new URLSearchParams(location.search).has('before')) return;
  row.classList.add('came');
  const place = message.all ? message.rows.findIndex(([other]) => other === key) : 0;
  body.insertBefore(row, body.rows[place] ?? null);
}
