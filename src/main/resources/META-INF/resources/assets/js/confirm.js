// Asks before something is destroyed, naming it and what goes with it.

export function confirmed({confirm, confirmText, confirmDo}) {
  const dialog = document.createElement('dialog');
  const title = document.createElement('h2');
  title.textContent = confirm;
  title.id = 'confirm-title';
  dialog.setAttribute('aria-labelledby', title.id);
  const text = document.createElement('p');
  text.textContent = confirmText ?? '';
  const end = document.createElement('form');
  end.method = 'dialog';
  end.className = 'end';
  end.append(button('Cancel', '', ''), button(confirmDo ?? 'Remove', 'yes', 'danger'));
  dialog.append(title, text, end);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(answer => dialog.addEventListener('close', () => {
    dialog.remove();
    answer(dialog.returnValue === 'yes');
  }));
}

function button(label, value, className) {
  const made = document.createElement('button');
  made.textContent = label;
  made.value = value;
  made.className = className;
  return made;
}
