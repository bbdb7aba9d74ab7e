// Joins the parts: what comes from the server, the ladder, the panel, and what one does.

import { Ladder } from './ladder.js';
import { Panel } from './panel.js';
import { Stream } from './stream.js';
import { words } from './words.js';

const get = (id) => document.getElementById(id);
const [client, topic, wrong, pause, big, live] = ['client', 'topic', 'wrong', 'pause', 'big', 'live'].map(get);

/** Rows that may wait while the page is paused. */
const WAITING = 20000;

const view = { open: false, paused: false, waiting: [], skipped: 0, filtered: false, told: false };

const ladder = new Ladder({
  scroller: get('ladder'),
  list: get('rows'),
  older: get('older'),
  empty: get('empty'),
  changed: () => refresh(),
});
const panel = new Panel(get('panel'), ladder, {
  choose: (row) => choose(row),
  closed: () => get('rows').focus({ preventScroll: true }),
});
const stream = new Stream({ hello, rows: batch, state });

function hello(resumed) {
  if (!resumed) {
    ladder.clear();
    view.waiting = [];
    view.skipped = 0;
    view.told = false;
  }
}

function state(open) {
  view.open = open;
  refresh();
}

/** Rows that have come, and what is told with them. */
function batch({ start, gone, clients, rows }) {
  ladder.start = start;
  for (const name of clients) {
    addClient(name);
  }
  if (gone > 0) {
    // Who comes late has missed nothing of its own.
    const text = view.told ? words.missed(gone) : words.before(gone);
    rows.unshift({ n: `-${rows[0]?.n ?? 0}`, t: rows[0]?.t ?? start, who: '', kind: 'note', text, note: true, alert: view.told });
  }
  view.told = true;
  if (view.paused) {
    view.waiting.push(...rows);
    view.skipped += Math.max(0, view.waiting.length - WAITING);
    view.waiting.splice(0, view.waiting.length - WAITING);
  } else {
    ladder.add(rows);
  }
  refresh();
}

function addClient(name) {
  if (![...client.options].some((option) => option.value === name)) {
    client.add(new Option(name, name));
  }
}

function refresh() {
  const visible = view.waiting.filter((row) => row.kind).length;
  const shown = !view.open ? 'lost' : view.paused ? 'paused' : ladder.follows ? 'live' : 'back';
  get('state').dataset.state = shown;
  get('state').textContent = words[shown];
  pause.setAttribute('aria-pressed', view.paused);
  get('pause-word').textContent = view.paused ? words.resume + (visible ? words.waitingRows(visible) : '') : words.pause;
  live.hidden = ladder.follows && !view.paused;
  live.textContent = words.toLive;
  if (view.filtered) {
    get('empty').textContent = words.filteredOut;
  }
}

function setPaused(paused) {
  view.paused = paused;
  if (!paused) {
    const rows = view.waiting;
    if (view.skipped > 0) {
      rows.unshift({ n: `-${rows[0].n}`, t: rows[0].t, who: '', kind: 'note', text: words.missed(view.skipped), note: true, alert: true });
    }
    view.waiting = [];
    view.skipped = 0;
    ladder.add(rows);
  }
  refresh();
}

function choose(row) {
  if (row) {
    ladder.choose(row);
    panel.show(row);
  }
}

function query() {
  const chosen = new URLSearchParams();
  for (const [name, value] of [['client', client.value], ['topic', topic.value.trim()]]) {
    if (value) {
      chosen.set(name, value);
    }
  }
  return chosen;
}

/** Asks the server whether the filter is one, then for what it chooses. */
async function filter() {
  const chosen = query();
  const answer = await fetch(`filter?${chosen}`).then((got) => got.json(), () => ({ error: words.unreadable }));
  wrong.hidden = !answer.error;
  wrong.textContent = answer.error ?? '';
  topic.setAttribute('aria-invalid', Boolean(answer.error));
  if (!answer.error) {
    history.replaceState(null, '', chosen.size ? `?${chosen}` : location.pathname);
    view.filtered = chosen.size > 0;
    view.paused = false;
    ladder.follows = true;
    stream.open(chosen.toString());
  }
}

/** The address of an export: what is shown, and no more while the page is paused. */
function exported(link, path) {
  const chosen = query();
  const last = ladder.rows.at(-1)?.n;
  if (view.paused && last > 0) {
    chosen.set('to', last);
  }
  link.href = `${path}?${chosen}`;
}

function enlarge() {
  const isBig = document.body.classList.toggle('big');
  big.setAttribute('aria-pressed', isBig);
  ladder.element(ladder.chosen)?.scrollIntoView({ block: 'nearest' });
}

function toLive() {
  setPaused(false);
  ladder.follow();
}

const keys = {
  p: () => setPaused(!view.paused),
  g: enlarge,
  '?': () => get('keys').showModal(),
  '/': () => topic.focus(),
  End: toLive,
  Escape: () => panel.row && panel.close(),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: () => choose(ladder.find(ladder.chosen)),
};

/** Chooses the next row; the panel goes with it where it is open. */
function move(step) {
  const row = ladder.next(step);
  if (row) {
    ladder.choose(row);
    if (panel.row) {
      panel.show(row);
    }
  }
}

document.addEventListener('keydown', (event) => {
  const writing = event.target.matches('input, select');
  const pressing = event.key === 'Enter' && event.target.matches('button, a');
  if (event.ctrlKey || event.altKey || event.metaKey || get('keys').open || pressing) {
    return;
  }
  if (writing) {
    if (event.key === 'Escape') {
      get('rows').focus({ preventScroll: true });
    }
    return;
  }
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
get('rows').addEventListener('click', (event) => {
  const made = event.target.closest('.row');
  // Who marks a text to copy it does not click.
  if (made && getSelection().isCollapsed) {
    choose(ladder.rows.find((row) => String(row.n) === made.dataset.n));
  }
});
get('filter').addEventListener('submit', (event) => event.preventDefault());
get('filter').addEventListener('change', filter);
pause.addEventListener('click', () => setPaused(!view.paused));
big.addEventListener('click', enlarge);
live.addEventListener('click', toLive);
get('help').addEventListener('click', () => get('keys').showModal());
for (const [id, path] of [['svg', 'export.svg'], ['json', 'export.jsonl']]) {
  get(id).addEventListener('click', (event) => exported(event.currentTarget, path));
}

const asked = new URLSearchParams(location.search);
topic.value = asked.get('topic') ?? '';
if (asked.get('client')) {
  addClient(asked.get('client'));
  client.value = asked.get('client');
}
filter();
