// Self-tests at the end of chapters. What the page holds are hashes of the answers and veiled texts, written by
// crates/quiz (veil.rs, public.rs), which this must agree with. A verdict shown here counts for nothing: the grader marks
// the saved file again.
'use strict';
(function () {
    const words = {
        right: 'Juste.', wrong: 'Non.', again: 'Vous pouvez changer votre réponse et vérifier de nouveau.',
        choose: 'Choisissez d’abord une réponse.', bytes: 'Écrivez des octets en hexadécimal, par exemple 32 0c.',
        number: 'Écrivez un nombre entier, en chiffres.', moved: (what, place) => `${what}\u00a0: place ${place}`,
        score: (right, asked) => `${right} juste${right > 1 ? 's' : ''} sur ${asked}.`,
    };

    // SHA-256 (FIPS 180-4): crypto.subtle is missing where a book is read from a folder or over plain HTTP.
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) { if (primes.every(p => n % p !== 0)) { primes.push(n); } }
    const fraction = root => Math.floor((root - Math.floor(root)) * 0x100000000) >>> 0;
    const K = primes.map(p => fraction(Math.cbrt(p)));
    const H = primes.slice(0, 8).map(p => fraction(Math.sqrt(p)));
    const turn = (word, by) => word >>> by | word << 32 - by;
    function sha256(text) {
        const bytes = new TextEncoder().encode(text);
        const padded = new Uint8Array((bytes.length + 72 >> 6) << 6);
        padded.set(bytes);
        padded[bytes.length] = 0x80;
        const view = new DataView(padded.buffer);
        view.setUint32(padded.length - 4, bytes.length * 8);
        const state = H.slice();
        const w = new Uint32Array(64);
        for (let at = 0; at < padded.length; at += 64) {
            for (let i = 0; i < 64; i += 1) {
                if (i < 16) { w[i] = view.getUint32(at + 4 * i); continue; }
                const a = w[i - 15];
                const b = w[i - 2];
                w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10);
            }
            let [a, b, c, d, e, f, g, h] = state;
            for (let i = 0; i < 64; i += 1) {
                const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + K[i] + w[i] | 0;
                const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
                [h, g, f, e, d, c, b, a] = [g, f, e, d + one | 0, c, b, a, one + two | 0];
            }
            [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = state[i] + word >>> 0; });
        }
        const out = new Uint8Array(32);
        state.forEach((word, i) => new DataView(out.buffer).setUint32(4 * i, word));
        return out;
    }
    const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
    const hash = (name, answer) => hex(sha256(`${name}\n${answer}`).slice(0, 8));
    function unveil(name, veiled) {
        const bytes = Uint8Array.from(veiled.match(/../g) || [], pair => parseInt(pair, 16));
        for (let block = 0; 32 * block < bytes.length; block += 1) {
            const mask = sha256(`${name}\nvoile ${block}`);
            for (let i = 0; i < 32 && 32 * block + i < bytes.length; i += 1) { bytes[32 * block + i] ^= mask[i]; }
        }
        return new TextDecoder().decode(bytes);
    }

    // Code between backquotes, strong text between double stars; never HTML.
    function write(into, text) {
        text.split('`').forEach((part, number) => {
            if (number % 2 === 1) { into.append(element('code', part)); return; }
            part.split('**').forEach((part, number) => into.append(number % 2 === 1 ? element('strong', part) : part));
        });
        return into;
    }
    function element(name, text) {
        const made = document.createElement(name);
        made.textContent = text;
        return made;
    }

    // The answer in the only way that it can be written; null for none.
    function answer(form) {
        const checked = Array.from(form.querySelectorAll('input:checked'), input => input.value).sort().join('');
        const typed = form.querySelector('input[type=text]');
        switch (form.dataset.genre) {
        case 'ordre':
            return Array.from(form.querySelectorAll('li'), item => item.dataset.lettre).join('');
        case 'octets': {
            const pairs = typed.value.trim().toLowerCase().split(/[\s,;:-]+/);
            const digits = pairs.map(pair => pair.replace(/^(0x)+/, '').replace(/h+$/, '')).join('');
            return /^[0-9a-f]+$/.test(digits) ? digits : null;
        }
        case 'nombre': {
            const digits = typed.value.replace(/\s/g, '');
            return /^\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, '') : null;
        }
        default:
            return checked || null;
        }
    }
    function put(form, given) {
        if (form.dataset.genre === 'ordre') {
            const list = form.querySelector('ol');
            for (const letter of given) {
                const item = list.querySelector(`[data-lettre="${letter}"]`);
                if (item) { list.append(item); }
            }
            return;
        }
        const typed = form.querySelector('input[type=text]');
        if (typed) { typed.value = given; return; }
        form.querySelectorAll('input').forEach(input => { input.checked = given.includes(input.value); });
    }

    function tell(form, given) {
        const { nom, genre, empreinte, explication, reference } = form.dataset;
        const mistakes = JSON.parse(form.dataset.erreurs);
        let keys = [given];
        if (genre === 'choix-multiple') {
            keys = Array.from(form.querySelectorAll('input'), input => (input.checked ? '+' : '-') + input.value);
        }
        const isRight = hash(nom, given) === empreinte;
        const back = form.querySelector('.retour');
        back.replaceChildren();
        back.className = `retour ${isRight ? 'juste' : 'faux'}`;
        const first = document.createElement('p');
        first.append(element('strong', isRight ? words.right : words.wrong));
        back.append(first);
        for (const key of keys) {
            const said = mistakes[hash(nom, key)];
            if (said) { back.append(write(document.createElement('p'), unveil(nom, said))); }
        }
        const why = write(document.createElement('p'), unveil(nom, explication));
        why.append(' ', element('span', `[${reference}]`));
        back.append(why);
        if (!isRight) { back.append(element('p', words.again)); }
        return isRight;
    }
    function refuse(form) {
        const back = form.querySelector('.retour');
        const kinds = { octets: words.bytes, nombre: words.number };
        back.className = 'retour';
        back.replaceChildren(element('p', kinds[form.dataset.genre] || words.choose));
    }

    // A page read from a folder may have no store; then nothing is remembered.
    const store = {
        get: name => { try { return localStorage.getItem(`autotest:${name}`); } catch { return null; } },
        set: (name, given) => { try { localStorage.setItem(`autotest:${name}`, given); } catch { /* not remembered */ } },
    };

    function move(button, by) {
        const item = button.closest('li');
        const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
        if (!other) { return; }
        if (by < 0) { other.before(item); } else { other.after(item); }
        button.focus();
        const place = Array.from(item.parentElement.children).indexOf(item) + 1;
        item.closest('form').querySelector('.place').textContent = words.moved(item.querySelector('span').textContent, place);
    }

    function prepare(section) {
        const forms = Array.from(section.querySelectorAll('form'));
        const verdicts = new Map();
        const given = new Map();
        for (const form of forms) {
            const name = form.dataset.nom;
            const before = store.get(name);
            if (before) { put(form, before); given.set(name, before); }
            form.addEventListener('submit', event => {
                event.preventDefault();
                const own = answer(form);
                if (own === null) { refuse(form); return; }
                given.set(name, own);
                store.set(name, own);
                verdicts.set(name, tell(form, own));
                const right = Array.from(verdicts.values()).filter(Boolean).length;
                section.querySelector('.bilan output').textContent = words.score(right, forms.length);
            });
            form.querySelectorAll('.monter').forEach(button => button.addEventListener('click', () => move(button, -1)));
            form.querySelectorAll('.descendre').forEach(button => button.addEventListener('click', () => move(button, 1)));
        }
        section.querySelector('.enregistrer').addEventListener('click', () => {
            const lines = forms.map(form => `${form.dataset.nom} = "${given.get(form.dataset.nom) || ''}"\n`);
            const text = `${section.dataset.entete}\nfeuille = "quiz-${section.dataset.chapitre}"\n\n${lines.join('')}`;
            const link = document.createElement('a');
            link.href = URL.createObjectURL(new Blob([text], { type: 'application/toml' }));
            link.download = `quiz-${section.dataset.chapitre}.toml`;
            link.click();
            URL.revokeObjectURL(link.href);
        });
        // The book's own keys turn the page or begin a search.
        section.addEventListener('keydown', event => event.stopPropagation());
        section.classList.add('pret');
    }
    document.querySelectorAll('section.autotest').forEach(prepare);
})();
