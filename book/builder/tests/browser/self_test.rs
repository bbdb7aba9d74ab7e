//! The self-tests in a real browser: the page and the kit agree on every answer, and a keyboard is enough.

use std::path::Path;

use labs::{Expected, Form, Key, Question};
use peers::Chromium;
use quiz::{Bank, FOLDER};

use crate::{address, views};

/// The page that a chapter's self-test is on.
fn page_of(chapter: &str) -> String {
    let page = if ["tp", "compte-rendu"].contains(&chapter) { "autotests" } else { chapter };
    address(&format!("{page}.html"))
}

fn bank_and_key() -> (Bank, Key) {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let bank = Bank::load(&root.join(FOLDER)).unwrap_or_else(|error| panic!("{error}"));
    let key = quiz::self_test_key(&bank, "autotests");
    (bank, key)
}

/// Gives an answer, by the page's own fields, and verifies; what the page says.
const GIVE: &str = "((name, answer) => {
    const form = document.querySelector(`form[data-nom=\"${name}\"]`);
    const typed = form.querySelector('input[type=text]');
    const list = form.querySelector('ol.a-ranger');
    if (typed) {
        typed.value = answer;
    } else if (list) {
        answer.split('').forEach((letter, place) => {
            const item = list.querySelector(`[data-lettre=\"${letter}\"]`);
            for (let tries = 0; tries < 9 && Array.from(list.children).indexOf(item) > place; tries += 1) {
                item.querySelector('.monter').click();
            }
        });
    } else {
        form.querySelectorAll('input').forEach(input => { input.checked = answer.includes(input.value); });
    }
    form.querySelector('[type=submit]').click();
    return form.querySelector('.retour').innerText;
})";

fn give(browser: &mut Chromium, name: &str, answer: &str) -> String {
    let said = browser.value(&format!("{GIVE}({name:?}, {answer:?})"));
    said.as_str().expect("the page says something").to_owned()
}

/// The words of a text, as they are seen.
fn seen(text: &str) -> String {
    text.replace(['`', '*'], "")
}

fn wrong_answers(question: &Question) -> Vec<String> {
    match &question.expected {
        Expected::Choices(right) => vec![if right.contains('a') { "b".into() } else { "a".into() }],
        _ => question.mistakes.iter().map(|mistake| mistake.given.clone()).collect(),
    }
}

#[test]
fn the_page_says_what_the_grader_will_say() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let (bank, key) = bank_and_key();
    let mut browser = Chromium::start();
    for chapter in &bank.chapters {
        browser.open(&page_of(&chapter.name));
        let is_here = |question: &&Question| chapter.questions.iter().any(|own| own.name == question.name);
        for question in key.questions.iter().filter(is_here) {
            for wrong in wrong_answers(question) {
                let said = give(&mut browser, &question.name, &wrong);
                assert!(said.starts_with("Non."), "{} {wrong}: {said}", question.name);
                for remark in question.said_of(&wrong) {
                    assert!(said.contains(&seen(remark)), "{} {wrong}: {said}", question.name);
                }
            }
            let said = give(&mut browser, &question.name, &question.expected.shown());
            assert!(said.starts_with("Juste."), "{}: {said}", question.name);
            assert!(said.contains(&seen(&question.why)), "{}: {said}", question.name);
        }
        let saved = saved(&mut browser, &chapter.name);
        let form = Form::parse(&saved).unwrap_or_else(|error| panic!("{error}: {saved}"));
        assert_eq!(form.get("feuille"), Some(&*quiz::form_name(&chapter.name)));
        let marked = form.mark(&key);
        let right = marked.iter().filter(|own| own.points > 0.0).count();
        assert_eq!(right, key.questions.iter().filter(is_here).count(), "{saved}");
    }
    assert!(browser.errors.is_empty(), "scripts fail: {:?}", browser.errors);
}

/// What « Enregistrer mes réponses » saves.
fn saved(browser: &mut Chromium, chapter: &str) -> String {
    let save = format!(
        "new Promise(done => {{
            const make = URL.createObjectURL;
            URL.createObjectURL = blob => {{ blob.text().then(done); return make.call(URL, blob); }};
            document.querySelector('section[data-chapitre=\"{chapter}\"] .enregistrer').click();
            URL.createObjectURL = make;
        }})"
    );
    browser.value(&save).as_str().expect("a text").to_owned()
}

/// Presses a key as a keyboard does, with the code that native fields go by.
fn strike(browser: &mut Chromium, key: &str, code: u32) {
    let text = if key == "Enter" { "\r" } else { "" };
    for kind in ["keyDown", "keyUp"] {
        let text = if kind == "keyDown" { text } else { "" };
        let event = serde_json::json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
        browser.call("Input.dispatchKeyEvent", event);
    }
}

#[test]
fn a_keyboard_is_enough_and_turns_no_page() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let mut browser = Chromium::start();
    let page = page_of("qos-2");
    browser.open(&page);
    browser.value("document.querySelector('form[data-genre=choix] input').focus()");
    // Arrows choose; the book's own would go to the next chapter.
    strike(&mut browser, "ArrowRight", 39);
    strike(&mut browser, "ArrowRight", 39);
    strike(&mut browser, "Enter", 13);
    let said = "document.querySelector('form[data-genre=choix] .retour').innerText";
    browser.until_true(&format!("{said} !== ''"));
    assert_eq!(browser.value("document.querySelector('form[data-genre=choix] input:checked').value"), "c");
    assert_eq!(browser.value("location.href"), page.as_str());
    browser.value("document.querySelector('.a-ranger li:last-child .monter').focus()");
    let moved = browser.value("document.activeElement.closest('li').dataset.lettre");
    strike(&mut browser, "Enter", 13);
    assert_eq!(
        browser.value("document.activeElement.closest('li').dataset.lettre"),
        moved,
        "the focus stays with it"
    );
    assert_eq!(browser.value("Array.from(document.activeElement.closest('ol').children).indexOf(document.activeElement.closest('li'))"), 2);
    assert_ne!(
        browser.value("document.querySelector('.place').innerText"),
        "",
        "it is told to who does not see"
    );
    // What was answered is there again after the page was left.
    browser.open(&page);
    assert_eq!(browser.value("document.querySelector('form[data-genre=choix] input:checked').value"), "c");
    browser.screen(900, 1500, "light");
    browser.value("document.querySelector('form[data-genre=choix] [type=submit]').click()");
    browser.value("document.querySelector('section.autotest').scrollIntoView()");
    browser.screenshot(&views().join("autotest.png"));
}

#[test]
fn nothing_can_be_answered_by_mistake() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let mut browser = Chromium::start();
    browser.open(&page_of("format-des-messages"));
    for (name, given, expected) in [
        ("format-des-messages-premier-octet", "trois", "hexadécimal"),
        ("format-des-messages-premier-octet", "0x32", "Juste."),
        ("format-des-messages-premier-octet", "32h", "Juste."),
        ("format-des-messages-deux-octets", "C8-01", "Juste."),
        ("format-des-messages-taille", "trente-deux", "en chiffres"),
        ("format-des-messages-taille", " 032 ", "Juste."),
    ] {
        let said = give(&mut browser, name, given);
        assert!(said.contains(expected), "{name} {given}: {said}");
    }
    browser.open(&page_of("qos-1"));
    assert!(give(&mut browser, "qos-1-doublon", "").contains("Choisissez"));
}
