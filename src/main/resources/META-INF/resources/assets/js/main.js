// What every page has: the theme, forms that don't leave the page, copy buttons, times, and how many tasks run.
import {live} from './socket.js';
import './forms.js';
import './theme.js';
import './times.js';
import './copy.js';
import './keys.js';

const tasks = document.getElementById('tasks-running');
if (tasks) {
  live({kind: 'tasks'}, {rows(message) {
    tasks.hidden = message.running === 0;
    tasks.querySelector('.count').textContent = message.running;
  }});
}
