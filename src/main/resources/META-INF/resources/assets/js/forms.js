// Forms marked data-quiet are sent without leaving the page; what goes wrong stays on it until it is closed.
import {confirmed} from './confirm.js';
import {problem} from './notices.js';

document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('form[data-quiet]')) return;
  event.preventDefault();
  if (form.dataset.busy || (form.dataset.confirm && !await confirmed(form.dataset))) return;
  const buttons = [...form.querySelectorAll('button')];
  form.dataset.busy = 'true';
  buttons.forEach(button => { button.disabled = true; });
  try {
    await post(form);
  } finally {
    delete form.dataset.busy;
    buttons.forEach(button => { button.disabled = false; });
  }
});

async function post(form) {
  let answer;
  try {
    answer = await fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form)), headers: {Accept: 'application/json'}});
  } catch {
    problem({title: 'The engine did not answer', message: `POST ${new URL(form.action).pathname}`, cause: 'It is stopped, or the network is down.', next: 'Try again when the page says Live.'});
    return;
  }
  if (answer.status === 401) {
    location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
  } else if (!answer.ok) {
    problem(await answer.json().catch(() => ({title: 'The engine failed', message: `HTTP status ${answer.status}`})), answer.headers.get('X-Request-Id'));
  } else if (answer.status === 200) {
    const {to} = await answer.json();
    if (to) location.assign(to);
  }
}
