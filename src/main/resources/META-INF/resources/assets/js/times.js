// Times say how long ago; the exact one is in the title. The words are those of the server.

const UNITS = [[90, 1, 'second'], [5400, 60, 'minute'], [129600, 3600, 'hour'], [5184000, 86400, 'day'], [63072000, 2626560, 'month'], [Infinity, 31536000, 'year']];

export function ago(date) {
  const seconds = Math.max(0, (Date.now() - date) / 1000);
  if (seconds < 45) return 'just now';
  const [, length, word] = UNITS.find(([limit]) => seconds < limit);
  const count = Math.round(seconds / length);
  return `${count} ${word}${count === 1 ? '' : 's'} ago`;
}

function refresh() {
  for (const time of document.querySelectorAll('time[datetime]')) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    time.textContent = ago(date);
    time.title = date.toLocaleString();
  }
}

refresh();
setInterval(refresh, 15000);
