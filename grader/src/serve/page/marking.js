// Where points are given: all lines of a pupil, or one line of all pupils.

import { toPupil } from './class.js';
import { Field, copy } from './fields.js';
import { make } from './dom.js';
import { texts } from './texts.js';
import { words } from './words.js';

/** One line of one pupil, with its fields. */
class Card {
  constructor(pupil, line, title) {
    this.pupil = pupil.id;
    this.line = line.id;
    const { points, raisons, commentaires } = line.fields;
    const field = (name, label, value, more) =>
      new Field({ pupil: pupil.id, line: line.id, name, label, value, together: (from) => this.together(from), ...more });
    this.points = field('points', words.points, points, { suffix: make('span', { className: 'total' }, words.outOf(line.outOf)) });
    this.reason = field('raisons', words.reason, raisons, { long: true, hint: words.reasonHint });
    this.comment = field('commentaires', words.comment, commentaires, { long: true, hint: words.commentHint });
    for (const one of [this.points, this.comment]) {
      one.input.addEventListener('input', () => this.fold());
    }
    this.standing = make('span');
    this.because = make('ul', { className: 'because' });
    const fields = make('div', { className: 'fields' }, this.points.element, this.reason.element, this.comment.element);
    this.copies = pupil.partners.map(({ id, name }) => step(words.copyTo(name), () => copy([this.points, this.reason, this.comment], id)));
    fields.append(...this.copies);
    // What was found and needs nobody takes little room.
    this.details = line.found === null ? null : make('details', { open: Boolean(points || commentaires) }, make('summary', null, words.change), fields);
    this.details?.addEventListener('toggle', () => [this.reason, this.comment].forEach((one) => one.fit()));
    this.element = make('article', { className: 'card' },
      make('h3', null, make('span', null, title), this.standing),
      this.because, this.details ?? fields);
    this.update(line);
  }

  /** What is saved with a field: points that replace others go with their reason. */
  together(from) {
    if (from === this.comment || this.found === null) {
      return from === this.reason && !this.points.value ? this.wait(words.pointsFirst) : [from];
    }
    if (!this.points.value) {
      return from === this.points ? [this.points] : this.wait(words.pointsFirst);
    }
    if (!this.reason.value) {
      return this.wait(words.reasonWanted);
    }
    return [this.points, this.reason].filter((field) => field.isDraft());
  }

  wait(why) {
    this.reason.mark('wrong', why);
    return null;
  }

  /** A reason is asked for where points replace others. */
  fold() {
    this.reason.element.hidden = !this.reason.value && (this.found === null || !this.points.value);
    this.reason.fit();
    for (const button of this.copies) {
      button.hidden = !this.points.value && !this.comment.value;
    }
  }

  /** Ready to be typed in. */
  reach() {
    this.points.input.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: 'nearest' });
  }

  update(line) {
    this.found = line.found;
    this.toMark = line.toMark;
    this.element.dataset.kind = line.kind;
    const points = line.points === null ? line.words : `${line.points} ${words.outOf(line.outOf)}`;
    this.standing.className = `standing ${line.kind}`;
    this.standing.title = line.words;
    this.standing.textContent = `${line.sign} ${points}`;
    this.because.replaceChildren(...line.because.map((sentence) => make('li', null, sentence)));
    this.fold();
  }
}

/** What is said of a pupil as a whole. */
function wholeFields(pupil) {
  const field = (name, label, more) =>
    new Field({ pupil: pupil.id, name, label, value: pupil.fields[name], ...more }).element;
  return make('article', { className: 'card' },
    make('h3', null, words.whole),
    make('div', { className: 'fields' },
      field('remarque', words.remark, { long: true, hint: words.remarkHint }),
      make('div', { className: 'row' },
        field('retard', words.late),
        field('indices', words.hints),
        field('ajustement', words.adjustment, { hint: words.adjustmentHint }),
        field('note', words.imposed, { hint: words.imposedHint }))));
}

const markOf = (pupil) => (pupil.mark === null ? words.noMark : `${pupil.mark} ${words.outOf(pupil.outOf)}`);

/** All lines of a pupil, beside what was written. */
export class PupilView {
  constructor(pupil, go) {
    this.id = pupil.id;
    this.cards = pupil.away ? [] : pupil.lines.map((line) => new Card(pupil, line, line.what));
    const away = pupil.away ? make('p', { className: 'card' }, words.away(pupil.standing)) : null;
    this.mark = make('p', { className: 'mark' });
    this.frame = make('iframe', { title: words.rapportOf(pupil.name), hidden: true });
    this.frame.setAttribute('sandbox', '');
    this.prose = make('div', null, texts(pupil.texts));
    this.tabs = [[words.texts, this.prose], [words.rapport, this.frame]].map(([label, panel]) => {
      const tab = make('button', { type: 'button' }, label);
      tab.addEventListener('click', () => this.choose(panel));
      return { tab, panel };
    });
    const about = [pupil.group && words.groupOf(pupil.group), pupil.partners.length && words.pairWith(pupil.partners.map(({ name }) => name)), pupil.arrangements];
    this.element = make('div', { className: 'pupil' },
      make('header', { className: 'head' },
        make('div', null, make('h2', null, pupil.name), make('p', { className: 'quiet' }, about.filter(Boolean).join(' · '))),
        this.mark,
        make('p', { className: 'turn' }, step(words.previous, () => go(-1)), step(words.next, () => go(1)))),
      pupil.remarks.length ? make('ul', { className: 'remarks' }, pupil.remarks.map((remark) => make('li', null, remark))) : null,
      make('div', { className: 'columns' },
        make('div', { className: 'cards' }, away, this.cards.map((card) => card.element), wholeFields(pupil)),
        make('aside', null, make('div', { className: 'tabs' }, this.tabs.map(({ tab }) => tab)), this.prose, this.frame)));
    this.update(pupil);
    this.choose(this.prose);
  }

  choose(panel) {
    for (const one of this.tabs) {
      one.panel.hidden = one.panel !== panel;
      one.tab.setAttribute('aria-pressed', one.panel === panel);
    }
    if (panel === this.frame) {
      this.load();
    }
  }

  /** Read anew each time: what it says is what is saved. */
  load() {
    this.frame.src = `rapport?id=${encodeURIComponent(this.id)}`;
  }

  update(pupil) {
    if (pupil.id !== this.id) {
      return;
    }
    for (const card of this.cards) {
      card.update(pupil.lines.find((line) => line.id === card.line));
    }
    this.mark.replaceChildren(make('strong', null, markOf(pupil)), make('span', { className: 'quiet' }, pupil.standing));
    if (!this.frame.hidden) {
      this.load();
    }
  }
}

/** One line of all pupils, each beside what was written for it. */
export class LineView {
  constructor({ line, pupils }, go) {
    this.cards = [];
    const one = (pupil) => {
      const card = new Card(pupil, pupil.lines[0], pupil.name);
      this.cards.push(card);
      return make('section', { className: 'columns' }, make('div', null, texts(pupil.texts)), make('div', { className: 'cards' }, card.element));
    };
    const concerned = pupils.filter((pupil) => pupil.lines[0].kind !== 'absent');
    const others = pupils.filter((pupil) => !concerned.includes(pupil));
    const other = (pupil) => make('li', null, make('a', { href: toPupil(pupil.id) }, pupil.name), ` (${pupil.standing})`);
    this.element = make('div', { className: 'line' },
      make('header', { className: 'head' },
        make('div', null, make('h2', null, line.what), make('p', { className: 'quiet' }, words.outOf(line.outOf))),
        make('p', { className: 'turn' }, step(words.previous, () => go(-1)), step(words.next, () => go(1)))),
      concerned.map(one),
      others.length ? make('section', null, make('h3', null, words.without), make('ul', { className: 'others' }, others.map(other))) : null);
  }

  update(pupil) {
    for (const card of this.cards.filter((one) => one.pupil === pupil.id)) {
      card.update(pupil.lines.find((line) => line.id === card.line));
    }
  }
}

function step(label, action) {
  const made = make('button', { type: 'button' }, label);
  made.addEventListener('click', action);
  return made;
}
