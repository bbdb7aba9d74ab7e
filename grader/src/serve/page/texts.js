// What a pupil wrote and the teacher reads. Each word of it is a text node; the marks of its layout were taken apart by grader.

import { make, withCode } from './dom.js';
import { words } from './words.js';

/** The elements that a part of a line may become; everything else is text. */
const SPANS = new Map([['code', 'code'], ['strong', 'strong'], ['em', 'em']]);

const span = ({ kind, text }) => (SPANS.has(kind) ? make(SPANS.get(kind), null, text) : text);
const spans = (list) => list.map(span);
const lines = (list) => list.flatMap((line, place) => (place ? [make('br'), ...spans(line)] : spans(line)));

function table({ head, rows }) {
  const row = (cells, name) => make('tr', null, cells.map((cell) => make(name, null, spans(cell))));
  return make('div', { className: 'wide' }, make('table', null, make('thead', null, row(head, 'th')), make('tbody', null, rows.map((cells) => row(cells, 'td')))));
}

function block(part) {
  switch (part.kind) {
    case 'heading': return make(`h${Math.min(Math.max(part.level, 4), 6)}`, null, spans(part.spans));
    case 'quote': return make('blockquote', null, lines(part.lines));
    case 'list': return make(part.ordered ? 'ol' : 'ul', null, part.items.map((item) => make('li', null, spans(item))));
    case 'table': return table(part);
    case 'code': return make('pre', null, make('code', null, part.text));
    default: return make('p', null, lines(part.lines));
  }
}

function answer({ name, question, given }) {
  const asked = make('dt', null, make('b', null, name.toUpperCase()), ' ', withCode(question));
  return [asked, given ? make('dd', null, given) : make('dd', { className: 'blank' }, words.blank)];
}

/** All that was written. */
export function texts(list) {
  if (!list.length) {
    return make('p', { className: 'quiet' }, words.noText);
  }
  const one = ({ title, prose, account }) =>
    make('section', { className: 'text' },
      make('h3', null, title),
      prose.some(({ given }) => given) ? make('dl', null, prose.flatMap(answer)) : null,
      prose.some(({ given }) => given) || account.length ? null : make('p', { className: 'quiet' }, words.noText),
      account.length ? make('div', { className: 'account' }, account.map(block)) : null);
  return make('div', { className: 'texts' }, list.map(one));
}
