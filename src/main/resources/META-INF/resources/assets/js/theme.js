// Light, dark, or as the system has it. A cookie carries the choice, so that the server draws the page in it and nothing flashes.

const button = document.getElementById('theme');
const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');

function shown() {
  return root.dataset.theme ?? (system.matches ? 'dark' : 'light');
}

if (button) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const wanted = shown() === 'dark' ? 'light' : 'dark';
    root.dataset.theme = wanted;
    document.cookie = `gantry-theme=${wanted};path=/;max-age=31536000;samesite=strict`;
  });
}
