// The class at a glance: who has what, and what is left to mark.

import { make } from './dom.js';
import { words } from './words.js';

export const toPupil = (id) => `#eleve/${encodeURIComponent(id)}`;
export const toLine = (id) => `#question/${encodeURIComponent(id)}`;

function row(pupil) {
  const cell = ({ text, words: told, kind }) => make('td', { className: `cell ${kind}`, title: told }, text);
  return make('tr', { className: pupil.left ? 'waits' : '' },
    make('th', { scope: 'row' }, make('a', { href: toPupil(pupil.id) }, pupil.name)),
    make('td', null, pupil.group ?? ''),
    make('td', { className: 'number' }, pupil.left ? String(pupil.left) : ''),
    make('td', { className: 'number' }, make('strong', null, pupil.mark ?? '–')),
    make('td', null, pupil.standing),
    pupil.cells.map(cell));
}

export class ClassView {
  constructor(told) {
    this.element = make('div', { className: 'class' });
    this.show(told);
  }

  show(told) {
    const head = (text, properties) => make('th', { scope: 'col', ...properties }, text);
    const line = (one) => {
      const link = make('a', { href: toLine(one.id), title: words.all(one.what) }, one.id);
      return head([link, make('span', { className: 'total' }, words.outOf(one.outOf))], { className: 'cell' });
    };
    const number = { className: 'number' };
    const titles = [head(words.name), head(words.group), head(words.toMark, number), head(words.mark, number), head(words.standing)];
    this.element.replaceChildren(
      make('h2', null, told.scheme),
      make('p', { className: 'quiet' }, words.classHelp),
      make('div', { className: 'wide' },
        make('table', null,
          make('caption', null, words.caption),
          make('thead', null, make('tr', null, titles, told.lines.map(line))),
          make('tbody', null, told.pupils.map(row)))));
  }
}
