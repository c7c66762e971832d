// Makes a part of the page like new markup that the server has drawn (and escaped), touching only what differs, so that focus and hover stay.

export function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content;
}

export function morphChildren(target, source) {
  const wanted = [...source.childNodes];
  const present = [...target.childNodes];
  wanted.forEach((node, i) => {
    const old = present[i];
    if (!old) target.append(node.cloneNode(true));
    else if (!alike(old, node)) old.replaceWith(node.cloneNode(true));
    else morph(old, node);
  });
  present.slice(wanted.length).forEach(node => node.remove());
}

export function morph(old, node) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== node.data) old.data = node.data;
    return;
  }
  for (const {name} of [...old.attributes]) if (!node.hasAttribute(name)) old.removeAttribute(name);
  for (const {name, value} of node.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  morphChildren(old, node);
}

function alike(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.dataset?.key ?? a.action) === (b.dataset?.key ?? b.action);
}
