// The rows on the page. They grow at the bottom, and the page goes with them until one scrolls back.

import { Lanes } from './lanes.js';
import { draw, name } from './row.js';
import { words } from './words.js';

/** Rows that are kept, as many as the server keeps. */
const KEPT = 20000;
/** Rows on the page while one follows. */
const SHOWN = 1500;
/** Rows that one click adds at the top. */
const OLDER = 1000;
/** Rows on the page beyond which nothing is added while one reads further up. */
const LONGEST = 6000;
/** Pixels from the bottom that are still the bottom. */
const NEAR = 24;

export class Ladder {
  /** `changed` is called when one begins or ceases to follow. */
  constructor({ scroller, list, older, empty, changed }) {
    Object.assign(this, { scroller, list, older, empty, changed });
    this.follows = true;
    this.top = 0;
    this.clear();
    scroller.addEventListener('scroll', () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.stick()).observe(list);
    new ResizeObserver(() => this.stick()).observe(scroller);
    older.addEventListener('click', () => this.showOlder());
  }

  clear() {
    this.rows = [];
    /** The first row, and the one after the last, that are on the page. */
    this.first = 0;
    this.end = 0;
    this.lanes = new Lanes();
    this.start = 0;
    this.chosen = null;
    this.list.replaceChildren();
    this.list.removeAttribute('aria-activedescendant');
    this.refresh();
  }

  /** Adds rows, of which some only end a line. */
  add(rows) {
    for (const row of rows) {
      const place = row.note ? { open: this.open ?? 0 } : this.lanes.place(row);
      this.open = place.open | (place.begins ? 1 << place.lane : 0);
      if (row.kind) {
        this.rows.push({ ...row, place });
        this.lose(row);
      }
    }
    const gone = Math.max(0, this.rows.length - KEPT);
    this.rows.splice(0, gone);
    this.first -= gone;
    this.end -= gone;
    while (this.first < 0) {
      this.list.firstChild?.remove();
      this.first += 1;
    }
    this.end = Math.max(this.end, this.first);
    this.grow();
  }

  /** A packet that does not arrive is told after it. */
  lose(row) {
    if (row.kind !== 'lost' && row.kind !== 'cut') {
      return;
    }
    const packet = this.rows.findLast((one) => one.packet && one.c === row.c && one.up === row.up);
    if (packet) {
      packet.lost = true;
      const made = this.element(packet.n);
      if (made) {
        name(made, packet);
      }
    }
  }

  grow() {
    if (!this.follows && this.end - this.first > LONGEST) {
      this.refresh();
      return;
    }
    if (this.follows && this.rows.length - this.end > SHOWN) {
      this.list.replaceChildren();
      this.first = this.end = this.rows.length - SHOWN;
    }
    const fresh = this.rows.slice(this.end);
    const made = fresh.map((row) => draw(row, this.start));
    if (made.length < 20) {
      made.forEach((one) => one.classList.add('new'));
    }
    this.list.append(...made);
    this.end = this.rows.length;
    if (this.follows) {
      for (; this.end - this.first > SHOWN; this.first += 1) {
        this.list.firstChild.remove();
      }
    }
    this.refresh();
    this.stick();
  }

  refresh() {
    this.scroller.style.setProperty('--lanes', this.lanes.count);
    this.older.hidden = this.first === 0;
    this.older.textContent = words.older(this.first);
    this.empty.hidden = this.rows.length > 0;
  }

  showOlder() {
    const from = Math.max(0, this.first - OLDER);
    const below = this.scroller.scrollHeight - this.scroller.scrollTop;
    const made = this.rows.slice(from, this.first).map((row) => draw(row, this.start));
    this.list.prepend(...made);
    this.first = from;
    this.refresh();
    this.scroller.scrollTop = this.scroller.scrollHeight - below;
    this.setFollows(false);
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR && this.end === this.rows.length;
    if (atEnd || scrollTop < this.top - 1) {
      this.setFollows(atEnd);
    }
    this.top = scrollTop;
  }

  setFollows(follows) {
    if (this.follows !== follows) {
      this.follows = follows;
      this.changed();
    }
  }

  /** Goes with the last row. */
  follow() {
    this.setFollows(true);
    this.grow();
  }

  stick() {
    if (this.follows) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
      this.top = this.scroller.scrollTop;
    }
  }

  element(n) {
    return this.list.querySelector(`#n${n}`);
  }

  find(n) {
    return this.rows.find((row) => row.n === n);
  }

  /** Chooses a row, and brings it into view. */
  choose(row) {
    const index = this.rows.indexOf(row);
    if (index < 0) {
      return;
    }
    while (index < this.first) {
      this.showOlder();
    }
    this.element(this.chosen)?.setAttribute('aria-selected', 'false');
    this.chosen = row.n;
    const made = this.element(row.n);
    if (!made) {
      return;
    }
    made.setAttribute('aria-selected', 'true');
    this.list.setAttribute('aria-activedescendant', made.id);
    if (index < this.rows.length - 1) {
      // Who reads a row does not want it to run away.
      this.setFollows(false);
    }
    made.scrollIntoView({ block: 'nearest' });
  }

  /** The row so many further than the chosen one; from the last one where none is. */
  next(step) {
    const chosen = this.rows.findIndex((row) => row.n === this.chosen);
    const index = chosen < 0 ? this.end - 1 : chosen + step;
    return this.rows[Math.min(Math.max(index, 0), this.end - 1)];
  }
}
