// A row as an element. What comes from the network is only ever a text node.

import { wires } from './lanes.js';
import { words } from './words.js';

/** An element with a class and texts or elements in it. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  made.append(...children);
  return made;
}

/** Seconds since the beginning of the exchange, in French: 1,234. */
export function seconds(row, start) {
  return (Math.max(0, row.t - start) / 1e6).toFixed(3).replace('.', ',');
}

/** From whom to whom. */
export function way(row) {
  if (row.up === undefined) {
    return row.who;
  }
  return row.up ? words.up(row.who) : words.down(row.who);
}

/** `PUBLISH DUP q1 m7`: the name stands out, DUP and RETAIN are in frames. */
export function head(packet) {
  const made = element('span', 'head');
  if (packet.family === 'unknown') {
    made.append(packet.head);
    return made;
  }
  packet.head.split(' ').forEach((word, index) => {
    if (index > 0) {
      made.append(' ');
    }
    const framed = index < 3 && (word === 'DUP' || word === 'RETAIN');
    made.append(index === 0 ? element('b', '', word) : framed ? element('span', 'badge', word) : word);
  });
  return made;
}

/** The arrow of a packet. */
export function arrow(row) {
  const shaft = element('i', row.up ? 'shaft up' : 'shaft down');
  if (row.packet.retain) {
    shaft.append(element('span', 'dot'));
  }
  return shaft;
}

function lines({ lane, begins, ends, open }) {
  const made = element('span', 'wires');
  made.style.background = wires(open);
  if (begins || ends) {
    made.append(element('i', begins ? 'begins' : 'ends'));
    made.firstChild.style.setProperty('--at', lane);
  }
  return made;
}

/** The element of a row. */
export function draw(row, start) {
  const made = element('li', row.packet ? 'row packet' : 'row note');
  made.id = `n${row.n}`;
  made.dataset.n = row.n;
  made.setAttribute('role', 'option');
  made.setAttribute('aria-selected', 'false');
  made.style.setProperty('--at', row.place.lane ?? 0);
  const time = element('span', 'time', seconds(row, start));
  made.append(lines(row.place), time, element('span', 'who', row.who));
  if (row.packet) {
    made.dataset.family = row.packet.family;
    made.classList.toggle('dup', Boolean(row.packet.dup));
    made.append(head(row.packet), arrow(row), element('span', 'text', row.text));
  } else {
    made.classList.toggle('alert', row.kind === 'cut' || row.kind === 'lost' || row.alert === true);
    made.append(element('span', 'text', row.text));
  }
  name(made, row);
  return made;
}

/** What a screen reader says of a row; whether the packet is lost. */
export function name(made, row) {
  made.classList.toggle('lost', row.lost === true);
  const what = [row.packet?.head, row.text, row.lost && words.lostPacket].filter(Boolean).join(', ');
  made.setAttribute('aria-label', `${way(row)}\u00a0: ${what}`);
}
