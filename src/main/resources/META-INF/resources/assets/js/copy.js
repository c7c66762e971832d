// Buttons that copy what they name.

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const title = button.title;
  button.title = 'Copied';
  setTimeout(() => { button.title = title; }, 1500);
});
