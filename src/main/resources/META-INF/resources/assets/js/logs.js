// The log viewer: draws what comes, follows while the end is in sight, pages upwards, and resumes after the last line it has.
import {live} from './socket.js';
import {clock, draw, expander, fill, themeChanged} from './logline.js';
import {Seen} from './seen.js';

const CREDIT = 10000;
const NEAR_END = 50;
const MOST_FOLLOWING = 2000;
const MOST_PAUSED = 20000;

const log = document.getElementById('log');
const pill = document.getElementById('pill');
const followButton = document.getElementById('follow');
const id = log.dataset.id;
const seen = new Seen(Number(log.dataset.after));
const dividers = new Set();
let following = !log.dataset.line;
let waiting = [];
let scheduled = false;
let fresh = 0;
let owed = 0;
let first = Number(log.dataset.first);
let loading = false;
let lastTop = log.scrollTop;

for (const row of log.querySelectorAll('.line')) adopt(row);
if (following) toEnd();
else document.getElementById(`l${log.dataset.line}`)?.classList.add('linked');
document.querySelector('.linked')?.scrollIntoView({block: 'center'});
show();

const feed = live({kind: 'log', targets: [id], from: {after: seen.low}, credit: CREDIT}, {
  // Rows that wait to be drawn come again and are drawn once.
  resume: () => { owed = 0; return {from: {after: seen.low}, credit: room()}; },
  lines(message) { waiting.push(...message.rows); schedule(); },
  gap(message) { seen.skip(message.to); waiting.push([message.to, '0000000', '', 'gap', '', `${message.count} lines are no longer kept`, '']); schedule(); },
  error(message) { document.getElementById('log-note').textContent = message.message; },
});

// The server's first paint has the text; what it could not draw is drawn here.
function adopt(row) {
  const text = row.querySelector('.text');
  if (row.dataset.written !== undefined) fill(text, row.dataset.written);
  if (row.dataset.clipped !== undefined) row.append(expander(row));
  const link = row.querySelector('a');
  link.textContent = clock(new Date(link.title));
  const cursor = Number(row.dataset.cursor);
  if (row.dataset.open === undefined) seen.add(cursor);
}

function schedule() {
  if (scheduled) return;
  scheduled = true;
  // A hidden tab draws no frames, but its lines must not pile up.
  if (document.hidden) setTimeout(flush, 250);
  else requestAnimationFrame(flush);
}

function flush() {
  scheduled = false;
  const rows = waiting;
  waiting = [];
  const part = document.createDocumentFragment();
  // In a flood, what would scroll out of the page at once is not drawn; scrolling up fetches it.
  const skipped = following ? Math.max(0, rows.length - MOST_FOLLOWING) : 0;
  if (skipped > 0) log.replaceChildren();
  let lines = 0;
  owed += rows.length;
  for (const [i, row] of rows.entries()) {
    const [cursor, time, , stream] = row;
    if (stream === 'out' || stream === 'err') {
      if (!seen.add(cursor) || i < skipped) continue;
      const open = document.getElementById(`l${cursor}`);
      if (open) { open.replaceWith(draw(row)); continue; }
      lines++;
      if (first === 0) first = cursor;
    } else {
      const key = `${stream} ${time}`;
      if (dividers.has(key)) continue;
      dividers.add(key);
    }
    part.append(draw(row));
  }
  log.append(part);
  if (following) {
    trimStart();
    toEnd();
  } else {
    fresh += lines;
  }
  grant();
  show();
}

// While paused the page takes no more than it can hold; the rest waits on the server's disk.
function room() {
  return following ? CREDIT : Math.max(0, Math.min(CREDIT, MOST_PAUSED - log.childElementCount));
}

function grant() {
  if (owed >= CREDIT / 4 && room() > 0) {
    feed.credit(Math.min(owed, room()));
    owed -= Math.min(owed, room());
  }
}

function trimStart() {
  let over = log.childElementCount - MOST_FOLLOWING;
  while (over-- > 0) log.firstElementChild.remove();
  if (first > 0) first = Number(log.querySelector('.line')?.dataset.cursor ?? first);
}

function toEnd() {
  setTop(log.scrollHeight);
}

// The scroll event comes later, perhaps after the reader's next click, and must not be taken for the reader's own scrolling.
function setTop(top) {
  log.scrollTop = top;
  lastTop = log.scrollTop;
}

function nearEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight <= NEAR_END;
}

function follow(wanted) {
  if (following === wanted) return;
  following = wanted;
  if (following) {
    fresh = 0;
    trimStart();
    toEnd();
    grant();
  }
  show();
}

function show() {
  pill.hidden = following;
  pill.textContent = fresh > 0 ? `${fresh.toLocaleString('en')}${room() === 0 ? '+' : ''} new ↓` : 'To the end ↓';
  followButton.hidden = false;
  followButton.setAttribute('aria-pressed', String(following));
  followButton.textContent = following ? 'Pause' : 'Follow';
}

log.addEventListener('scroll', () => {
  const moved = log.scrollTop - lastTop;
  lastTop = log.scrollTop;
  if (following && moved < -1 && !nearEnd()) follow(false);
  else if (!following && moved > 1 && nearEnd() && !document.getSelection().toString()) follow(true);
  if (log.scrollTop < 400 && !following) older();
}, {passive: true});

document.addEventListener('selectionchange', () => {
  const selection = document.getSelection();
  if (!selection.isCollapsed && log.contains(selection.anchorNode)) follow(false);
});

log.addEventListener('keydown', event => {
  if (event.key === ' ' && event.target === log) { event.preventDefault(); follow(!following); }
  else if (event.key === 'End') { event.preventDefault(); follow(true); }
});
followButton.addEventListener('click', () => follow(!following));
pill.addEventListener('click', () => { follow(true); log.focus(); });

// The view stays on the line it shows while older ones come in above it.
async function older() {
  if (loading || first <= 1) return;
  loading = true;
  try {
    const answer = await fetch(`/containers/${id}/lines?before=${first}`);
    if (!answer.ok) return;
    const rows = await answer.json();
    const anchor = log.firstElementChild;
    const offset = anchor?.getBoundingClientRect().top;
    const present = rows.filter(([cursor, , , stream]) => (stream === 'out' || stream === 'err') && !document.getElementById(`l${cursor}`));
    if (present.length === 0) { first = 1; return; }
    log.prepend(...present.map(draw));
    first = present[0][0];
    if (anchor) setTop(log.scrollTop + anchor.getBoundingClientRect().top - offset);
  } finally {
    loading = false;
  }
}

const wrap = document.getElementById('wrap');
const times = document.getElementById('times');
wrap.addEventListener('change', () => { log.classList.toggle('nowrap', !wrap.checked); if (following) toEnd(); });
times.addEventListener('change', () => log.classList.toggle('bare', !times.checked));
new ResizeObserver(() => { if (following) toEnd(); }).observe(log);
new MutationObserver(themeChanged).observe(document.documentElement, {attributeFilter: ['data-theme']});
