// What went wrong: what failed, the engine's words, the likely cause, what to do next, the request's number. It stays until it is closed.

const place = document.getElementById('notices');

export function problem({title, message, cause = '', next = '', requestId}, header) {
  const notice = element('div', 'notice error');
  notice.append(element('strong', '', title ?? 'The engine refused'), element('code', '', message ?? ''), element('p', '', `${cause} ${next}`.trim()));
  const number = requestId ?? header;
  if (number) notice.append(element('p', 'quiet', `Request ${number}`));
  const close = element('button', 'close', '×');
  close.type = 'button';
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', () => notice.remove());
  notice.append(close);
  place.append(notice);
  notice.scrollIntoView({block: 'nearest'});
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
