// Draws one row of the protocol: [cursor, time, source, stream, level, text, flags].
import {runs} from './ansi.js';
import {forgetColours, readable} from './readable.js';

const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/;
let background = pageColour();

function pageColour() {
  return (getComputedStyle(document.querySelector('.log-frame') ?? document.body).backgroundColor.match(/\d+/g) ?? [255, 255, 255]).slice(0, 3).map(Number);
}

// After a change of the theme the colours of what is drawn anew are chosen against the new page.
export function themeChanged() {
  background = pageColour();
  forgetColours();
}

export function draw([cursor, time, , stream, , text, flags]) {
  const row = document.createElement('div');
  row.dataset.cursor = cursor;
  if (stream === 'start' || stream === 'exit' || stream === 'gap') {
    row.className = 'divider';
    row.dataset.time = time;
    row.textContent = text;
    return row;
  }
  row.className = stream === 'err' ? 'line stderr' : 'line';
  row.id = `l${cursor}`;
  if (flags.includes('o')) row.dataset.open = '';
  const date = new Date(Number(time.slice(0, -6)));
  const link = document.createElement('a');
  link.href = `?line=${cursor}`;
  link.title = date.toISOString();
  link.textContent = clock(date);
  const shown = document.createElement('span');
  shown.className = 'text';
  fill(shown, text);
  row.append(link, shown);
  if (flags.includes('c')) row.append(expander(row));
  return row;
}

export function clock(date) {
  const two = n => String(n).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

// Text nodes only, whatever the line says.
export function fill(place, text) {
  if (!CONTROL.test(text)) {
    place.textContent = text;
    return;
  }
  place.replaceChildren(...runs(text).map(run => {
    if (run.fg === null && run.bg === null && run.flags.length === 0) return document.createTextNode(run.text);
    const span = document.createElement('span');
    span.textContent = run.text;
    span.className = run.flags.join(' ');
    if (run.bg !== null) span.style.backgroundColor = colour(run.bg);
    if (run.fg !== null) span.style.color = run.bg === null && typeof run.fg === 'string' && run.fg.includes(',') ? readable(run.fg, background) : colour(run.fg);
    return span;
  }));
}

function colour(value) {
  if (value === 'page') return 'var(--surface)';
  if (value === 'text') return 'var(--text)';
  return typeof value === 'number' ? `var(--c${value})` : `rgb(${value})`;
}

export function expander(row) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'expand small';
  button.textContent = 'Expand';
  button.addEventListener('click', async () => {
    const id = row.closest('.log').dataset.id;
    const answer = await fetch(`/containers/${id}/lines/${row.dataset.cursor}`);
    if (!answer.ok) return;
    fill(row.querySelector('.text'), await answer.text());
    button.remove();
  });
  return button;
}
