// What a terminal would show of one line: runs of text with their style (ECMA-48 SGR, 16, 256 and true colours). "\r" overwrites, backspace steps back, all other control
// sequences are dropped. Only text and style names come out, never markup.

const CONTROL = /\x1b\[([0-9:;<=>?]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b-\x1f\x7f]/g;
const FLAGS = {1: 'bold', 2: 'faint', 3: 'italic', 4: 'under', 9: 'struck'};
const ENDS = {22: ['bold', 'faint'], 23: ['italic'], 24: ['under'], 29: ['struck']};
const PLAIN = {fg: null, bg: null, inverse: false, flags: []};

// [{text, fg, bg, flags}]; fg and bg are null, a number 0–15, or "r,g,b".
export function runs(line) {
  const cells = [];
  let at = 0;
  let style = PLAIN;
  let last = 0;
  const put = text => { for (const char of text) cells[at++] = {char, style}; };
  for (const match of line.matchAll(CONTROL)) {
    put(line.slice(last, match.index));
    last = match.index + match[0].length;
    if (match[0] === '\r') at = 0;
    else if (match[0] === '\b') at = Math.max(0, at - 1);
    else if (match[2] === 'm') style = applied(style, match[1]);
    else if (match[2] === 'K') erase(cells, at, match[1]);
  }
  put(line.slice(last));
  return joined(cells);
}

function erase(cells, at, which) {
  if (which === '' || which === '0') cells.length = Math.min(cells.length, at);
  else if (which === '2') cells.length = 0;
}

function joined(cells) {
  const out = [];
  let style;
  for (const cell of cells) {
    const {char, style: own} = cell ?? {char: ' ', style: PLAIN};
    if (own !== style) {
      style = own;
      out.push({text: '', fg: own.inverse ? own.bg ?? 'page' : own.fg, bg: own.inverse ? own.fg ?? 'text' : own.bg, flags: own.flags});
    }
    out[out.length - 1].text += char;
  }
  return out;
}

function applied(before, parameters) {
  const codes = parameters.split(/[;:]/).map(Number);
  let style = before;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) style = PLAIN;
    else if (FLAGS[code]) style = {...style, flags: [...new Set([...style.flags, FLAGS[code]])]};
    else if (ENDS[code]) style = {...style, flags: style.flags.filter(flag => !ENDS[code].includes(flag))};
    else if (code === 7) style = {...style, inverse: true};
    else if (code === 27) style = {...style, inverse: false};
    else if (code === 38 || code === 48) {
      const [colour, used] = extended(codes, i + 1);
      style = {...style, [code === 38 ? 'fg' : 'bg']: colour};
      i += used;
    } else if (code === 39) style = {...style, fg: null};
    else if (code === 49) style = {...style, bg: null};
    else if (code >= 30 && code <= 37) style = {...style, fg: code - 30};
    else if (code >= 40 && code <= 47) style = {...style, bg: code - 40};
    else if (code >= 90 && code <= 97) style = {...style, fg: code - 82};
    else if (code >= 100 && code <= 107) style = {...style, bg: code - 92};
  }
  return style;
}

function extended(codes, i) {
  if (codes[i] === 5) return [indexed(codes[i + 1] ?? 0), 2];
  if (codes[i] === 2) return [codes.slice(i + 1, i + 4).map(part => Math.min(255, part || 0)).join(','), 4];
  return [null, 0];
}

// The 256-colour palette: 16 named, a 6×6×6 cube, 24 greys.
function indexed(n) {
  if (n < 16) return n;
  if (n >= 232) return Array(3).fill(8 + (Math.min(n, 255) - 232) * 10).join(',');
  const level = step => step === 0 ? 0 : 55 + step * 40;
  const c = n - 16;
  return [Math.floor(c / 36), Math.floor(c / 6) % 6, c % 6].map(level).join(',');
}
