// Fields that save themselves: short ones when they are left, long ones when the keys have been quiet too. What is typed and not
// saved yet is kept, even when the page shows something else meanwhile.

import { make } from './dom.js';
import { tell } from './server.js';
import { words } from './words.js';

/** Milliseconds without a key after which a long text is saved. */
const QUIET = 1000;

/** What was typed and is not saved, by field. */
const drafts = new Map();
/** The fields on the page. */
const shown = new Set();
/** One save after the other, in the order of what was typed. */
let queue = Promise.resolve();
/** Told of each save: `saving()`, `saved(answer)`, `refused(error, whether its field says why)`. */
let listener = null;

export const listen = (to) => { listener = to; };
export const anyDraft = () => drafts.size > 0;

/** The page is about to show something else; resolves when what could be saved is. */
export async function leave() {
  for (const field of shown) {
    field.save();
  }
  await queue;
  shown.clear();
}

/** The same values for another pupil, as they are in these fields. */
export function copy(fields, pupil) {
  const changes = fields.map((field) => ({ field: field.name, line: field.line, value: field.input.value }));
  queue = queue.then(async () => {
    listener.saving();
    try {
      listener.saved(await tell('marks', { pupil, changes }));
    } catch (error) {
      listener.refused(error, false);
    }
  });
}

/** What the server has of a pupil now, to the fields that show it. */
export function refresh(pupil) {
  for (const field of shown) {
    if (field.pupil === pupil.id) {
      const holder = field.line === null ? pupil : pupil.lines.find((line) => line.id === field.line);
      if (holder) {
        field.has(holder.fields[field.name]);
      }
    }
  }
}

export class Field {
  /** `long` for a text of several lines; `with` gives the fields that are saved together, or null while it must wait. */
  constructor({ pupil, line = null, name, label, hint = '', suffix = null, long = false, value, together = null }) {
    Object.assign(this, { pupil, line, name, long, settled: value, latest: value, together, timer: 0 });
    this.key = JSON.stringify([pupil, line, name]);
    this.input = long ? make('textarea', { rows: 1 }) : make('input', { type: 'text', autocomplete: 'off', inputMode: 'decimal' });
    this.input.placeholder = hint;
    this.input.dataset.field = name;
    this.input.value = drafts.get(this.key) ?? value;
    this.told = make('span', { className: 'told' });
    const text = make('span', { className: 'label' }, label);
    this.element = make('label', { className: `field ${long ? 'long' : 'short'} ${name}` }, text, this.input, suffix, this.told);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('change', () => this.save());
    this.input.addEventListener('blur', () => this.has(this.latest));
    shown.add(this);
    this.mark(drafts.has(this.key) ? 'draft' : '', drafts.has(this.key) ? words.refused : '');
    requestAnimationFrame(() => this.fit());
  }

  get value() {
    return this.input.value.trim();
  }

  isDraft() {
    return this.input.value !== this.settled;
  }

  mark(state, note = '') {
    this.element.dataset.state = state;
    this.input.setAttribute('aria-invalid', state === 'wrong');
    this.told.textContent = note;
  }

  /** A long text is as high as what is in it. */
  fit() {
    if (this.long) {
      this.input.style.height = 'auto';
      this.input.style.height = `${this.input.scrollHeight + 2}px`;
    }
  }

  typed() {
    this.fit();
    clearTimeout(this.timer);
    if (!this.isDraft()) {
      drafts.delete(this.key);
      this.mark('');
      return;
    }
    drafts.set(this.key, this.input.value);
    this.mark('draft');
    if (this.long) {
      this.timer = setTimeout(() => this.save(), QUIET);
    }
  }

  /** What the server has; it does not replace what is being typed. */
  has(value) {
    this.latest = value;
    if (this.isDraft() || document.activeElement === this.input) {
      return;
    }
    this.input.value = value;
    this.settled = value;
    this.fit();
  }

  save() {
    clearTimeout(this.timer);
    if (!this.isDraft()) {
      return;
    }
    const fields = this.together ? this.together(this) : [this];
    if (!fields) {
      return;
    }
    const sent = fields.map((field) => [field, field.input.value]);
    const changes = sent.map(([field, value]) => ({ field: field.name, line: field.line, value }));
    queue = queue.then(() => this.send(sent, changes));
  }

  async send(sent, changes) {
    listener.saving();
    for (const [field] of sent) {
      field.mark('saving');
    }
    try {
      const answer = await tell('marks', { pupil: this.pupil, changes });
      for (const [field, value] of sent) {
        field.settled = value;
        if (field.input.value === value) {
          drafts.delete(field.key);
          field.mark('saved', '✓');
        }
      }
      listener.saved(answer);
    } catch (error) {
      this.mark('wrong', error.message);
      listener.refused(error, error.status !== 0);
    }
  }
}
