// Joins the parts: what the address asks for, what is saved, the keys.

import { ClassView, toLine, toPupil } from './class.js';
import { get, make } from './dom.js';
import { anyDraft, leave, listen, refresh } from './fields.js';
import { LineView, PupilView } from './marking.js';
import { Refused, ask, tell } from './server.js';
import { words } from './words.js';

/** The class, the place that the address names, and its view. */
let told = null;
let place = { kind: 'classe', id: '' };
let view = null;

function here() {
  const [kind, id = ''] = location.hash.slice(1).split('/');
  if (!['eleve', 'question'].includes(kind)) {
    return { kind: 'classe', id: '' };
  }
  try {
    return { kind, id: decodeURIComponent(id) };
  } catch {
    // An address that was cut names nobody.
    return { kind, id };
  }
}

function say(text, state) {
  get('state').textContent = text;
  get('state').dataset.state = state;
}

function ready() {
  say(words.ready(told.left), told.left ? 'waits' : 'done');
}

/** What holds for all views. */
function showClass(next) {
  told = next;
  document.title = `${told.title} – noter`;
  get('title').textContent = told.title;
  get('file').textContent = told.file;
  get('fault').hidden = told.fault === null;
  get('fault').textContent = told.fault === null ? '' : words.fault(told.fault);
  get('reports').disabled = told.unwritten === 0;
  get('reports').textContent = told.unwritten ? words.reports(told.unwritten) : words.upToDate;
  get('reports').title = told.unwritten ? words.reportsHint(told.unwritten) : '';
  const option = (value, text) => make('option', { value }, text);
  const named = (one) => (one.left ? `${one.name} (${words.left(one.left)})` : one.name);
  get('pupils').replaceChildren(option('', words.choose), ...told.pupils.map((one) => option(one.id, named(one))));
  get('lines').replaceChildren(option('', words.choose), ...told.lines.map((one) => option(one.id, one.what)));
  get('pupils').value = place.kind === 'eleve' ? place.id : '';
  get('lines').value = place.kind === 'question' ? place.id : '';
  if (view instanceof ClassView) {
    view.show(told);
  }
}

/** The view that the address names; false where it names nothing that is. */
async function build() {
  const query = `?id=${encodeURIComponent(place.id)}`;
  if (place.kind === 'eleve') {
    return new PupilView(await ask(`pupil${query}`), turn);
  }
  return place.kind === 'question' ? new LineView(await ask(`line${query}`), turn) : new ClassView(told);
}

async function navigate() {
  await leave();
  place = here();
  const asked = place;
  try {
    told = await ask('class');
    const built = await build();
    if (asked !== place) {
      return;
    }
    view = built;
    showClass(told);
    get('view').replaceChildren(view.element);
    scrollTo(0, 0);
    const first = toGive()[0];
    if (first) {
      first.reach();
    } else {
      get('view').focus({ preventScroll: true });
    }
    if (anyDraft()) {
      say(words.refused, 'wrong');
    } else {
      ready();
    }
  } catch (error) {
    view = null;
    const missing = place.kind === 'eleve' ? words.noPupil : words.noLine;
    get('view').replaceChildren(make('p', { className: 'fault' }, error.status === 404 ? missing : error.message));
    say('', 'wrong');
    if (!(error instanceof Refused)) {
      throw error;
    }
  }
}

/** The place before or after this one, among pupils or lines. */
function turn(by) {
  const [all, to] = place.kind === 'question' ? [told.lines, toLine] : [told.pupils, toPupil];
  const at = all.findIndex((one) => one.id === place.id);
  const next = all[at < 0 ? 0 : (at + by + all.length) % all.length];
  location.hash = to(next.id);
}

/** The cards of this view whose points are still to give. */
const toGive = () => (view?.cards ?? []).filter((card) => card.toMark && !card.points.value);

/** On to the next points to give: further down, else with the next pupil or line that has any. */
function onward(from) {
  const below = toGive().find((card) => from.compareDocumentPosition(card.points.input) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (below) {
    below.reach();
    return;
  }
  const at = told.pupils.findIndex((pupil) => pupil.id === place.id);
  const after = [...told.pupils.slice(at + 1), ...told.pupils.slice(0, at)].find((pupil) => pupil.left);
  if (place.kind === 'eleve' && after) {
    location.hash = toPupil(after.id);
  } else if (place.kind === 'question') {
    turn(1);
  } else {
    from.blur();
  }
}

listen({
  saving: () => say(words.saving, 'saving'),
  saved: (answer) => {
    refresh(answer.pupil);
    view?.update?.(answer.pupil);
    showClass(answer.class);
    say(anyDraft() ? words.refused : words.saved(new Date().toLocaleTimeString('fr-FR')), anyDraft() ? 'wrong' : 'saved');
  },
  refused: (error, isTold) => say(isTold ? words.refused : error.message, 'wrong'),
});

document.addEventListener('keydown', (event) => {
  if (event.altKey && (event.key === 'PageDown' || event.key === 'PageUp')) {
    event.preventDefault();
    turn(event.key === 'PageDown' ? 1 : -1);
  } else if (event.key === 'Enter' && event.target.dataset?.field === 'points') {
    event.preventDefault();
    const card = view.cards.find((one) => one.points.input === event.target);
    // Points that replace others want a reason first.
    if (card.found !== null && card.points.value && !card.reason.value) {
      card.reason.input.focus();
    } else {
      card.points.save();
      onward(event.target);
    }
  }
});

get('pupils').addEventListener('change', (event) => { location.hash = event.target.value ? toPupil(event.target.value) : '#classe'; });
get('lines').addEventListener('change', (event) => { location.hash = event.target.value ? toLine(event.target.value) : '#classe'; });
get('reports').addEventListener('click', async () => {
  get('reports').disabled = true;
  say(words.writing, 'saving');
  try {
    await leaveNothing();
    showClass(await tell('reports', {}));
    say(words.written, 'saved');
  } catch (error) {
    get('reports').disabled = false;
    say(error.message, 'wrong');
  }
});

/** What is typed is saved before reports are made of it. */
async function leaveNothing() {
  document.activeElement?.blur?.();
  await new Promise((done) => { setTimeout(done, 0); });
}

/** Another tab, or an editor, may have saved something. */
addEventListener('focus', async () => {
  try {
    showClass(await ask('class'));
    if (place.kind === 'eleve') {
      const pupil = await ask(`pupil?id=${encodeURIComponent(place.id)}`);
      refresh(pupil);
      view?.update(pupil);
    } else if (place.kind === 'question') {
      for (const pupil of (await ask(`line?id=${encodeURIComponent(place.id)}`)).pupils) {
        refresh(pupil);
        view?.update(pupil);
      }
    }
  } catch (error) {
    say(error.message, 'wrong');
  }
});

addEventListener('beforeunload', (event) => {
  if (anyDraft()) {
    event.preventDefault();
  }
});
addEventListener('hashchange', navigate);
navigate();
