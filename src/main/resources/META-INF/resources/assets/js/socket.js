// The tab's one WebSocket. A subscription outlives a lost connection: it says by resume() from where it goes on.

const PING_EVERY = 15000;
const SILENCE = 40000;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 10000;

const subscriptions = new Map();
const indicator = document.getElementById('connection');
let socket = null;
let next = 1;
let wait = FIRST_WAIT;
let heard = 0;
let timer = 0;

// Subscribes to what `ask` names. handlers: rows, lines, gap, end, error (each gets the message), resume() → what to ask with after a reconnect.
export function live(ask, handlers) {
  const id = String(next++);
  const subscription = {id, ask, handlers};
  subscriptions.set(id, subscription);
  if (!socket) {
    connect();
  } else if (socket.readyState === WebSocket.OPEN) {
    send({type: 'sub', id, ...ask});
  }
  return {
    credit: n => send({type: 'credit', id, n}),
    close: () => { subscriptions.delete(id); send({type: 'unsub', id}); },
  };
}

function send(message) {
  if (socket && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function connect() {
  const opened = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket`);
  socket = opened;
  opened.onopen = () => {
    wait = FIRST_WAIT;
    heard = Date.now();
    show('live');
    for (const {id, ask, handlers} of subscriptions.values()) send({type: 'sub', id, ...ask, ...(handlers.resume ? handlers.resume() : {})});
    timer = setInterval(beat, PING_EVERY);
  };
  opened.onmessage = event => { heard = Date.now(); receive(JSON.parse(event.data)); };
  opened.onclose = () => lost(opened);
}

function beat() {
  if (Date.now() - heard > SILENCE) lost(socket);
  else send({type: 'ping'});
}

function lost(closed) {
  if (closed !== socket) return;
  clearInterval(timer);
  closed.onclose = null;
  closed.onmessage = null;
  closed.close();
  socket = null;
  show('lost');
  setTimeout(() => { if (!socket) connect(); }, wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

function receive(message) {
  const subscription = subscriptions.get(message.id);
  if (subscription) subscription.handlers[message.type]?.(message);
}

function show(state) {
  if (!indicator) return;
  indicator.hidden = false;
  indicator.dataset.state = state;
  indicator.title = indicator.firstElementChild.textContent = state === 'live' ? 'Live' : 'Reconnecting…';
}

addEventListener('online', () => { wait = FIRST_WAIT; if (!socket) connect(); });
