// A task's page, drawn again by the server while the task goes on.
import {live} from './socket.js';
import {morphChildren, parse} from './morph.js';

const place = document.getElementById('task');
live({kind: 'task', targets: [place.dataset.id]}, {
  rows(message) { morphChildren(place, parse(`<div>${message.rows[0][1]}</div>`).firstChild); },
});
