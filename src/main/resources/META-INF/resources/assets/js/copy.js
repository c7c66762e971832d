// Buttons that copy what they name. Browsers have a clipboard only on localhost and over TLS; elsewhere there are no such buttons.

document.documentElement.classList.toggle('no-clipboard', !navigator.clipboard);

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const title = button.title;
  button.title = 'Copied';
  setTimeout(() => { button.title = title; }, 1500);
});
