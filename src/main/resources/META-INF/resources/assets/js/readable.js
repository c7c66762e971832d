// Keeps a program's own colours readable: a true colour is moved towards the text's lightness until it has contrast with the page (WCAG 2, 4.5:1).

const WANTED = 4.5;
const known = new Map();

export function forgetColours() {
  known.clear();
}

export function readable(rgb, background) {
  const key = `${rgb}/${background}`;
  if (!known.has(key)) {
    if (known.size > 4096) known.clear();
    known.set(key, moved(rgb.split(',').map(Number), background));
  }
  return known.get(key);
}

function moved(colour, background) {
  const page = luminance(background);
  const towards = page > 0.18 ? 0 : 255;
  let mixed = colour;
  for (let step = 0; step <= 10 && contrast(luminance(mixed), page) < WANTED; step++) {
    mixed = colour.map(part => Math.round(part + (towards - part) * step / 10));
  }
  return `rgb(${mixed.join(' ')})`;
}

function contrast(a, b) {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map(part => part / 255).map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
