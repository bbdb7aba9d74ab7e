//! The built book in a real browser, read from a folder as a student without a network would.
//!
//! Pictures of what was seen go to `target/book-views`, for who changes the look.

mod self_test;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use peers::Chromium;
use tempfile::TempDir;

/// The folder of the pages, built once for all tests.
fn pages() -> &'static Path {
    static BUILT: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, pages) = BUILT.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let pages = book_builder::build_into(root, folder.path()).expect("the book can be built");
        (folder, pages)
    });
    pages
}

fn address(page: &str) -> String {
    format!("file://{}/{page}", pages().display())
}

/// The files of a folder whose names end so, relative to it, those of folders in it too.
fn files(folder: &Path, ending: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                names.push(path.strip_prefix(folder).expect("it is within").to_string_lossy().into_owned());
            }
        }
    }
    names.sort();
    names
}

/// The names of all pages but the one that prints itself.
fn names() -> Vec<String> {
    files(pages(), ".html").into_iter().filter(|name| name != "print.html").collect()
}

/// Where pictures go.
fn views() -> PathBuf {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/book-views"));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn no_page_asks_the_network_for_anything_nor_has_an_error() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let mut browser = Chromium::start();
    for name in names() {
        browser.open(&address(&name));
    }
    assert!(browser.requests.len() > names().len(), "no request was seen: {:?}", browser.requests);
    let outside: BTreeSet<&String> = browser
        .requests
        .iter()
        .filter(|url| !url.starts_with("file://") && !url.starts_with("data:"))
        .collect();
    assert!(outside.is_empty(), "pages ask for {outside:?}");
    assert!(browser.errors.is_empty(), "scripts fail: {:?}", browser.errors);
}

/// What the search finds for `words`, by page.
fn found(browser: &mut Chromium, words: &str) -> BTreeSet<String> {
    browser.open(&address("accueil.html"));
    let search = format!(
        "new Promise(done => {{
            document.getElementById('mdbook-search-toggle').click();
            const bar = document.getElementById('mdbook-searchbar');
            bar.value = {words:?};
            const results = document.getElementById('mdbook-searchresults-header');
            const look = () => {{
                bar.dispatchEvent(new KeyboardEvent('keyup'));
                if (results.innerText === '') {{ setTimeout(look, 20); return; }}
                done(Array.from(document.querySelectorAll('#mdbook-searchresults a'), a => a.pathname.split('/').pop()));
            }};
            look();
        }})"
    );
    let pages = browser.value(&search);
    pages.as_array().expect("a list").iter().filter_map(|page| page.as_str().map(str::to_owned)).collect()
}

#[test]
fn the_search_knows_french() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let mut browser = Chromium::start();
    let table = [
        ("accuse", "qos-1.html"),
        ("accusé de réception", "qos-1.html"),
        ("émetteur", "qos-1.html"),
        ("emetteurs", "qos-1.html"),
        ("l’abonné", "retain.html"),
        ("keep-alive", "sessions.html"),
    ];
    for (words, page) in table {
        let pages = found(&mut browser, words);
        assert!(pages.contains(page), "« {words} » finds {pages:?}, not {page}");
    }
    assert!(found(&mut browser, "xyzzy").is_empty());
}

#[test]
fn the_page_cuts_words_as_the_index_does() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let mut browser = Chromium::start();
    browser.open(&address("accueil.html"));
    let source = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../src"));
    for name in files(source, ".md") {
        let text = std::fs::read_to_string(source.join(&name)).expect("a chapter");
        let quoted = serde_json::to_string(&text).expect("a text");
        let in_page = browser.value(&format!("elasticlunr.tokenizer({quoted})"));
        assert_eq!(in_page, serde_json::json!(book_builder::tokens(&text)), "{name}");
    }
}

#[test]
fn pages_fit_each_screen_and_can_be_read_in_the_dark() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let mut browser = Chromium::start();
    let screens =
        [("clair", 1280, 900, "light"), ("sombre", 1280, 900, "dark"), ("telephone", 360, 740, "light")];
    for (view, width, height, scheme) in screens {
        browser.screen(width, height, scheme);
        for name in names().iter().filter(|name| *name != "toc.html") {
            browser.open(&address(name));
            let overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(browser.value(overflow), 0, "{name} is too wide for {width} pixels");
            let contrast = browser.value(CONTRAST).as_f64().expect("a number");
            assert!(contrast >= 7.0, "{name}, {scheme}: a contrast of {contrast:.1} between text and page");
            if VIEWED.contains(&name.as_str()) {
                browser.screenshot(&views().join(format!("{}-{view}.png", name.trim_end_matches(".html"))));
            }
        }
    }
}

/// The pages that pictures are taken of: they have all that is drawn, in tables and in code.
const VIEWED: [&str; 2] = ["premiers-pas.html", "sessions.html"];

/// The contrast of the text with the page, as WCAG 2 defines it.
const CONTRAST: &str = "(() => {
    const light = colour => {
        const [r, g, b] = colour.match(/[0-9.]+/g).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const text = light(getComputedStyle(document.querySelector('main')).color);
    const page = light(getComputedStyle(document.documentElement).backgroundColor);
    return (Math.max(text, page) + 0.05) / (Math.min(text, page) + 0.05);
})()";

#[test]
fn a_chapter_prints_on_a_few_pages_of_a4() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let mut browser = Chromium::start();
    browser.open(&address("qos-1.html"));
    let pdf = browser.pdf();
    std::fs::write(views().join("qos-1.pdf"), &pdf).expect("the file can be written");
    let text = String::from_utf8_lossy(&pdf);
    let count = text.matches("/Type /Page\n").count();
    // Two of them are the self-test at its end.
    assert!((2..=11).contains(&count), "{count} pages");
    // A4 in points, as Chromium rounds it.
    assert!(text.contains("/MediaBox [0 0 594.95996 841.91998]"), "not A4");
}

/// The sheets of the book, made into a folder.
fn sheets() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let (secret, out) = (Path::new("none"), folder.path());
    let order = book_builder::Order { root, secret, out, class: None, pdf: false };
    book_builder::sheets(&order).expect("the sheets can be made");
    folder
}

/// Its sides have a fixed height: what is too much would be cut off, not be on a third page.
#[test]
fn the_card_is_one_sheet_of_paper_with_nothing_cut_off() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let folder = sheets();
    let mut browser = Chromium::start();
    browser.open(&format!("file://{}/eleve/antiseche.html", folder.path().display()));
    let pdf = browser.pdf();
    std::fs::write(views().join("antiseche.pdf"), &pdf).expect("the file can be written");
    let text = String::from_utf8_lossy(&pdf);
    assert_eq!(text.matches("/Type /Page\n").count(), 2, "pages");
    assert!(text.contains("/MediaBox [0 0 594.95996 841.91998]"), "not A4");
    browser.call("Emulation.setEmulatedMedia", serde_json::json!({ "media": "print" }));
    let cut = "Array.from(document.querySelectorAll('.face, .cadres, .cadre'))
        .filter(box => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
        .map(box => box.innerText.slice(0, 60))";
    assert_eq!(browser.value(cut), serde_json::json!([]), "what is cut off");
}

#[test]
fn in_large_print_no_word_is_smaller_than_18_points() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let folder = sheets();
    let large = folder.path().join("eleve/grands-caracteres");
    let mut browser = Chromium::start();
    for name in files(&large, ".html") {
        browser.open(&format!("file://{}/{name}", large.display()));
        // 24 pixels are 18 points. The words of figures grow with these: they have no size of their own.
        let small = browser.value(
            "Array.from(document.querySelectorAll('body *:not(svg, svg *)'))
                .filter(element => Array.from(element.childNodes)
                    .some(node => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ''))
                .filter(element => parseFloat(getComputedStyle(element).fontSize) < 24)
                .map(element => element.innerText.slice(0, 60))",
        );
        assert_eq!(small, serde_json::json!([]), "{name}");
    }
}
