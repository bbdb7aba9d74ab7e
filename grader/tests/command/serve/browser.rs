//! The page in a real browser: a teacher marks a pupil whose every word is hostile.
//!
//! Pictures of what was seen go to `target/serve-views`, for who changes the look.

use std::fs;
use std::path::PathBuf;

use peers::Chromium;
use serde_json::json;

use super::support::{HOSTILE, Served, class};

fn picture(browser: &mut Chromium, name: &str) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/serve-views"));
    fs::create_dir_all(&folder).expect("a folder");
    browser.screenshot(&folder.join(format!("{name}.png")));
}

/// Opens the page in a browser; its address without the token too.
fn open(served: &Served) -> (Chromium, String) {
    let mut browser = Chromium::start();
    browser.screen(1280, 800, "light");
    browser.open(&format!("http://{}{}", served.address, served.used));
    browser.until_true("document.querySelectorAll('.class tbody tr').length > 0");
    (browser, format!("http://{}/", served.address))
}

fn type_in(browser: &mut Chromium, selector: &str, text: &str) {
    browser.value(&format!("document.querySelector({selector:?}).focus()"));
    browser.call("Input.insertText", json!({ "text": text }));
}

#[test]
fn a_hostile_pupil_is_marked_like_another() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let class = class();
    let served = Served::closed(&class, &[]);
    let (mut browser, page) = open(&served);
    assert_eq!(browser.value("location.href"), page.as_str(), "the token is gone from the address");
    assert_eq!(browser.value("document.cookie"), "", "no script reads the cookie");

    browser.click(".class tbody a");
    browser.until_true("document.querySelector('.pupil h2')?.textContent === 'AUBRY Léa'");
    let shown = browser.value("document.querySelector('.texts').innerText");
    assert!(shown.as_str().is_some_and(|text| text.matches(HOSTILE).count() >= 3), "{shown}");
    // The first points to give have the focus: type, Enter, type, Enter.
    browser.until_true("document.activeElement.dataset.field === 'points'");
    browser.call("Input.insertText", json!({ "text": "4,5" }));
    browser.press("Enter");
    browser.until_true("document.querySelector('.mark strong').textContent.startsWith('8')");
    browser.call("Input.insertText", json!({ "text": "4" }));
    type_in(
        &mut browser,
        "[data-kind=pending] ~ article .commentaires textarea, .card:nth-child(2) textarea[data-field=commentaires]",
        HOSTILE,
    );
    browser.until_true("document.querySelector('.mark').innerText.includes('notée')");
    // A long text is saved when the keys are quiet, without leaving it.
    browser.until_true("document.activeElement.parentElement.dataset.state === 'saved'");
    let notes = fs::read_to_string(class.path().join("notes-manuelles.toml")).expect("saved");
    let notes: toml_edit::DocumentMut = notes.parse().expect("TOML");
    assert_eq!(notes["lea"]["points"]["compte-rendu"].as_float(), Some(4.5), "{notes}");
    assert_eq!(notes["lea"]["points"]["oral"].as_integer(), Some(4), "{notes}");
    assert_eq!(notes["lea"]["commentaires"]["compte-rendu"].as_str(), Some(HOSTILE), "{notes}");
    assert_eq!(
        browser.value("document.querySelector('.mark strong').innerText"),
        "10,5\u{a0}/\u{a0}20".replace(",5\u{a0}/", ",5 /").as_str()
    );

    // The rapport lies in a frame that is nobody's.
    browser.click("[role=tab]:nth-child(2)");
    browser.until_true("!document.querySelector('iframe').hidden");
    assert_eq!(browser.value("document.querySelector('iframe').getAttribute('sandbox')"), "");
    browser.until_true("document.querySelector('iframe').contentDocument === null");
    picture(&mut browser, "rapport");

    assert_eq!(browser.value("document.querySelectorAll('img, script:not([src]), .texts script').length"), 0);
    assert_ne!(browser.value("document.title"), "pris");
    let outside: Vec<_> = browser.requests.iter().filter(|url| !url.starts_with(&page)).collect();
    assert!(outside.is_empty(), "the page asks for {outside:?}");
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
}
