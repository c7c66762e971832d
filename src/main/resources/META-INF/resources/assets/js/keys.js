// Keys that work everywhere: / goes to the page's filter, j and k walk along its rows.

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return;
  if (event.key === '/') {
    const field = document.querySelector('input[type=search]');
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if (event.key === 'j' || event.key === 'k') {
    const links = [...document.querySelectorAll('tbody td.name a')];
    const at = links.indexOf(document.activeElement.closest('tr')?.querySelector('td.name a'));
    const next = links[event.key === 'j' ? at + 1 : Math.max(0, at - 1)];
    next?.focus();
  }
});
