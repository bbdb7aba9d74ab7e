// Search in French: cuts what the reader types as the index was cut (book/builder/src/french/tokens.rs), without
// accents, at apostrophes, in the singular. The two must agree.
'use strict';
(function () {
    if (!window.elasticlunr) { return; }
    const stop = new Set(('a au aux c ce ces d dans de des du elle en est et il ils j je l la le les leur mais n ne on ou '
        + 'par pas pour qu que qui s sa se ses si son sont sur t un une vous y').split(' '));
    const accents = {
        'àâäáã': 'a', 'ç': 'c', 'éèêë': 'e', 'îïíì': 'i', 'ñ': 'n', 'ôöóòõ': 'o', 'ùûüú': 'u', 'ÿý': 'y', 'œ': 'oe', 'æ': 'ae',
    };
    const plain = new Map();
    for (const [letters, letter] of Object.entries(accents)) {
        for (const accented of letters) { plain.set(accented, letter); }
    }
    const fold = text => Array.from(text.toLowerCase(), letter => plain.get(letter) || letter).join('');
    const singular = word => word.length > 3 && /[sx]$/.test(word) ? word.slice(0, -1) : word;

    elasticlunr.tokenizer = text => fold(String(text || ''))
        .split(/[^\p{Alphabetic}\p{N}]+/u)
        .filter(word => word !== '' && !stop.has(word))
        .map(singular);
    // Only the extract shown under a result asks for it, a word at a time, and looks for how the word begins.
    elasticlunr.stemmer = word => {
        const parts = elasticlunr.tokenizer(word);
        return parts.length > 0 ? parts[parts.length - 1] : fold(word);
    };
})();
