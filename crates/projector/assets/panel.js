// The panel: one packet, its bytes, its fields, and the packets that it goes with.

import { arrow, element, head, seconds, way } from './row.js';
import { words } from './words.js';

const A_LINE = 8;

export class Panel {
  /** `choose(row)` shows another row; `closed()` is called when it closes. */
  constructor(aside, ladder, { choose, closed }) {
    Object.assign(this, { aside, ladder, choose, closed });
    this.row = null;
  }

  async show(row) {
    this.row = row;
    const shown = [this.title(row), this.from(row)];
    if (row.packet && row.text) {
      shown.push(element('p', 'content', row.text));
    }
    shown.push(this.links(row));
    const rest = element('div', 'rest');
    this.aside.replaceChildren(...shown, rest);
    this.aside.hidden = false;
    this.aside.scrollTop = 0;
    document.body.classList.add('with-panel');
    if (row.packet) {
      const parts = await explained(row.n);
      if (this.row === row) {
        rest.replaceChildren(...parts);
      }
    }
  }

  close() {
    this.row = null;
    this.aside.hidden = true;
    this.aside.replaceChildren();
    document.body.classList.remove('with-panel');
    this.closed();
  }

  title(row) {
    const close = element('button', 'close', '✕');
    close.type = 'button';
    close.title = words.close;
    close.setAttribute('aria-label', words.close);
    close.addEventListener('click', () => this.close());
    const title = element('h2', '', row.packet ? head(row.packet) : row.text);
    this.aside.dataset.family = row.packet?.family ?? '';
    if (row.packet) {
      title.prepend(arrow(row));
    }
    return element('header', '', title, close);
  }

  from(row) {
    return element('p', 'from', words.place(row.n, seconds(row, this.ladder.start), way(row)));
  }

  links(row) {
    const made = element('p', 'links');
    const link = (other, text) => {
      const button = element('button', '', text);
      button.type = 'button';
      button.addEventListener('click', () => this.choose(other));
      made.append(button);
    };
    const asked = row.packet?.of && this.ladder.find(row.packet.of);
    if (asked) {
      link(asked, words.answers(asked.n, asked.packet.head));
    }
    const answers = this.ladder.rows.filter((one) => one.packet?.of === row.n);
    answers.slice(0, 4).forEach((one) => link(one, words.answeredBy(one.n, one.packet.head)));
    return made;
  }
}

/** What the server tells of the bytes, as elements. */
async function explained(n) {
  let answer;
  try {
    answer = await fetch(`explained?n=${n}`);
  } catch {
    return [element('p', 'note-line fault', words.unreadable)];
  }
  if (!answer.ok) {
    return [element('p', 'note-line', await answer.text())];
  }
  const told = await answer.json();
  const parts = told.notes.map((note) => element('p', 'note-line', note));
  if (told.fault) {
    parts.push(element('p', 'note-line fault', told.fault));
  }
  if (told.size > 0) {
    const bytes = dump(told);
    parts.push(element('h3', '', words.bytes(told.size)), bytes);
    if (told.fields.length > 0) {
      parts.push(element('h3', '', words.fields), fields(told, bytes));
    }
  }
  return parts;
}

/** Bytes in lines of eight, with their text. */
function dump({ hex, size }) {
  const bytes = hex.split(' ');
  const made = element('div', 'dump');
  for (let from = 0; from < bytes.length; from += A_LINE) {
    made.append(element('span', 'offset', String(from)));
    const line = bytes.slice(from, from + A_LINE);
    line.forEach((byte, index) => {
      const cell = element('span', 'byte', byte);
      cell.dataset.at = from + index;
      made.append(cell);
    });
    for (let blank = line.length; blank < A_LINE; blank += 1) {
      made.append(element('span'));
    }
    made.append(element('span', 'plain', line.map(plain).join('')));
  }
  if (bytes.length < size) {
    made.append(element('span', 'more', words.moreBytes(size - bytes.length)));
  }
  return made;
}

function plain(byte) {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}

/** The fields; the one under the pointer lights up with its bytes, and the other way round. */
function fields({ heads, fields: list }, bytes) {
  const [at, hex, name, value, clause] = heads;
  const titles = [at, hex, `${name}, ${value}`, clause].map((text) => element('th', '', text));
  titles.forEach((title) => title.setAttribute('scope', 'col'));
  const body = element('tbody');
  let before = -1;
  for (const field of list) {
    const again = field.bits && before === field.from;
    before = field.bits ? field.from : -1;
    body.append(line(field, again));
  }
  const rows = [...body.children];
  const light = (lit) => {
    rows.forEach((row, index) => row.classList.toggle('lit', lit.includes(list[index])));
    for (const cell of bytes.querySelectorAll('.byte')) {
      const within = (field) => field.from <= cell.dataset.at && cell.dataset.at < field.to;
      cell.classList.toggle('lit', lit.some(within));
    }
  };
  rows.forEach((row, index) => {
    row.tabIndex = 0;
    ['mouseenter', 'focus'].forEach((event) => row.addEventListener(event, () => light([list[index]])));
    ['mouseleave', 'blur'].forEach((event) => row.addEventListener(event, () => light([])));
  });
  bytes.addEventListener('mouseover', ({ target }) => {
    const offset = target.dataset.at;
    light(offset === undefined ? [] : list.filter((field) => field.from <= offset && offset < field.to));
  });
  bytes.addEventListener('mouseleave', () => light([]));
  return element('table', 'fields', element('thead', '', element('tr', '', ...titles)), body);
}

function line(field, again) {
  const hex = element('td', 'hex', again ? '' : field.hex);
  if (field.bits) {
    hex.append(element('span', 'bits', field.bits));
  } else if ((field.hex.length + 1) / 3 < field.to - field.from) {
    hex.append(' …');
  }
  const told = element('td', '');
  told.append(element('span', 'name', field.name), ' ', element('span', 'value', field.value));
  if (field.meaning) {
    told.append(element('div', 'meaning', field.meaning));
  }
  const at = element('td', 'at', again ? '' : String(field.from));
  return element('tr', '', at, hex, told, element('td', 'clause', field.clause));
}
