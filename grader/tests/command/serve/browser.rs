//! The page in a real browser: a teacher marks a pupil whose every word is hostile.
//!
//! Pictures of what was seen go to `target/serve-views`, for who changes the look.

use std::fs;
use std::path::PathBuf;

use peers::Chromium;
use serde_json::json;

use super::support::{HOSTILE, Served, class};
use crate::support::Class;

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

/// Chooses the rapport, and waits until it is there.
fn open_rapport(browser: &mut Chromium) {
    browser.value(
        "new Promise(done => { document.querySelector('iframe').onload = () => done(0); \
         document.querySelector('.tabs button:nth-child(2)').click(); })",
    );
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
    type_in(&mut browser, ".card:nth-child(2) textarea[data-field=commentaires]", HOSTILE);
    browser.until_true("document.querySelector('.mark').innerText.includes('notée')");
    // A long text is saved when the keys are quiet, without leaving it.
    browser.until_true("document.activeElement.parentElement.dataset.state === 'saved'");
    let notes = fs::read_to_string(class.path().join("notes-manuelles.toml")).expect("saved");
    let notes: toml_edit::DocumentMut = notes.parse().expect("TOML");
    assert_eq!(notes["lea"]["points"]["compte-rendu"].as_float(), Some(4.5), "{notes}");
    assert_eq!(notes["lea"]["points"]["oral"].as_integer(), Some(4), "{notes}");
    assert_eq!(notes["lea"]["commentaires"]["compte-rendu"].as_str(), Some(HOSTILE), "{notes}");
    assert_eq!(browser.value("document.querySelector('.mark strong').textContent"), "10,5 /\u{a0}20");

    // The rapport lies in a frame that is nobody's.
    open_rapport(&mut browser);
    assert_eq!(browser.value("document.querySelector('iframe').getAttribute('sandbox')"), "");
    assert_eq!(browser.value("document.querySelector('iframe').contentDocument"), serde_json::Value::Null);

    assert_eq!(browser.value("document.querySelectorAll('img, script:not([src]), .texts script').length"), 0);
    assert_ne!(browser.value("document.title"), "pris");
    is_clean(&mut browser, &page);
}

/// Nothing was asked of anybody but grader, and the page had no error nor broke its policy.
fn is_clean(browser: &mut Chromium, page: &str) {
    browser.value("1");
    let outside: Vec<_> = browser.requests.iter().filter(|url| !url.starts_with(page)).collect();
    assert!(outside.is_empty(), "the page asks for {outside:?}");
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
}

#[test]
fn a_rapport_that_were_broken_could_still_do_nothing() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let class = Class::empty();
    // A template that lets a script through stands for any fault of the rapport.
    let script = "document.title = 'pris'; parent.postMessage('pris', '*')";
    let template = format!("<title>lu</title><script>{script}</script><img src=x onerror=\"{script}\">");
    class.write("modeles/rapport.html", &template);
    let templates = class.path().join("modeles").display().to_string();
    class.write("classe/bareme.toml", super::support::SCHEME);
    class.write("classe/lea/compte-rendu.md", "# Vu\n");
    let served = Served::closed_on(&class, "classe", &["--modeles", &templates]);
    let (mut browser, page) = open(&served);
    browser.value("window.caught = []; addEventListener('message', event => caught.push(event.data)); 0");
    browser.click(".class tbody a");
    browser.until_true("document.querySelector('.tabs') !== null");
    open_rapport(&mut browser);
    assert_eq!(browser.value("caught.length"), 0, "the page's frame");
    // A frame that the page says nothing of: the server's own word is enough.
    let frame = "new Promise(done => { const frame = document.createElement('iframe'); frame.onload = done; \
                 frame.src = 'rapport?id=lea'; document.body.append(frame); }).then(() => caught.length)";
    assert_eq!(browser.value(frame), 0, "a frame without a sandbox of its own");
    browser.open(&format!("{page}rapport?id=lea"));
    assert_eq!(browser.value("document.title"), "lu", "alone in its tab");
    // And it is a script that does run where nothing stops it.
    browser.open(&format!("file://{}", class.path().join("classe/rapports/eleves/lea.html").display()));
    assert_eq!(browser.value("document.title"), "pris");
}

/// What there is of the sample class without its code, so that nothing has to be compiled.
fn sample() -> Class {
    let class = Class::sample();
    let scheme = fs::read_to_string(class.path().join("bareme.toml")).expect("a scheme");
    let mut scheme: toml_edit::DocumentMut = scheme.parse().expect("TOML");
    scheme["lignes"].as_array_of_tables_mut().expect("lines").retain(|line| !line.contains_key("exercice"));
    scheme.remove("competences");
    class.write("bareme.toml", &scheme.to_string());
    class
}

#[test]
fn a_question_is_marked_for_the_whole_class_by_the_keyboard() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let class = sample();
    let notes = || fs::read_to_string(class.path().join("notes-manuelles.toml")).expect("the teacher's file");
    let served = Served::closed(&class, &[]);
    let (mut browser, page) = open(&served);
    browser.value("location.hash = '#question/compte-rendu'");
    browser.until_true("document.activeElement.dataset.field === 'points'");
    let waiting = "document.querySelectorAll('.card[data-kind=pending]').length";
    let count = browser.value(waiting).as_u64().expect("a number");
    assert!(count >= 2, "{count}");
    for left in (0..count).rev() {
        browser.call("Input.insertText", json!({ "text": "1,5" }));
        browser.press("Enter");
        // After the last, the next question comes.
        if left > 0 {
            browser.until_true(&format!("{waiting} === {left}"));
        } else {
            browser.until_true("document.querySelector('h2').textContent === 'Soutenance'");
        }
    }
    assert!(notes().starts_with("# Les points que donne l’enseignant"), "{}", notes());
    assert_eq!(notes().matches("compte-rendu = 1.5").count() as u64, count, "{}", notes());

    // What is said of a pair's work is given to both by one click.
    browser.value("location.hash = '#eleve/benali-samir'");
    browser.until_true("document.querySelector('h2').textContent === 'BENALI Samir'");
    type_in(&mut browser, ".card:nth-child(6) textarea[data-field=commentaires]", "Claire.");
    browser.click(".card:nth-child(6) .fields > button");
    let changed = count + 2;
    browser.until_true(&format!("document.getElementById('reports').textContent.includes('({changed})')"));
    let both: toml_edit::DocumentMut = notes().parse().expect("TOML");
    for pupil in ["benali-samir", "caron-zoe"] {
        assert_eq!(both[pupil]["commentaires"]["soutenance"].as_str(), Some("Claire."), "{both}");
        assert_eq!(both[pupil]["points"]["soutenance"].as_integer(), Some(1), "{both}");
    }

    // Points that replace others wait for their reason, and go with it.
    browser.value("location.hash = '#eleve/aubry-lea'");
    browser.until_true("document.querySelector('h2').textContent === 'AUBRY Léa'");
    browser.click(".card summary");
    type_in(&mut browser, ".card:nth-child(1) input[data-field=points]", "0,5");
    browser.press("Enter");
    browser.until_true("document.activeElement.dataset.field === 'raisons'");
    browser.until_true("document.querySelector('.card .raisons .told').textContent.includes('raison')");
    assert!(!notes().contains("td1"));
    picture(&mut browser, "raison");
    browser.call("Input.insertText", json!({ "text": "Vu ensemble." }));
    browser.until_true("document.querySelector('.card .points').dataset.state === 'saved'");
    let saved = notes();
    assert!(saved.contains("td1 = 0.5") && saved.contains("td1 = \"Vu ensemble.\""), "{saved}");

    // An editor makes a slip: the page says it, keeps what is typed, and saves it once the file is mended.
    class.write("notes-manuelles.toml", &format!("{saved}\n[aubry-lea\n"));
    type_in(&mut browser, "textarea[data-field=remarque]", " Continue.");
    browser.until_true("document.querySelector('.remarque').dataset.state === 'wrong'");
    browser.value("dispatchEvent(new Event('focus'))");
    browser.until_true("!document.getElementById('fault').hidden");
    let fault = browser.value("document.getElementById('fault').textContent");
    assert!(fault.as_str().is_some_and(|fault| fault.contains(", ligne ")), "{fault}");
    picture(&mut browser, "faute");
    class.write("notes-manuelles.toml", &saved);
    browser.value("dispatchEvent(new Event('focus'))");
    browser.until_true("document.getElementById('fault').hidden");
    type_in(&mut browser, "textarea[data-field=remarque]", " Bravo.");
    browser.until_true("document.querySelector('.remarque').dataset.state === 'saved'");
    assert!(notes().contains("soigné. Continue. Bravo."), "{}", notes());
    browser.errors.retain(|error| !error.contains("409"));
    is_clean(&mut browser, &page);
}

#[test]
fn the_page_fits_each_screen() {
    if !peers::installed(&["chromium"]) {
        return;
    }
    let class = sample();
    let served = Served::closed(&class, &[]);
    let (mut browser, page) = open(&served);
    for (screen, width, height, scheme) in
        [("1280", 1280, 800, "light"), ("800", 800, 900, "light"), ("sombre", 1280, 800, "dark")]
    {
        browser.screen(width, height, scheme);
        for (name, place, shown) in [
            ("classe", "classe", ".class tbody tr"),
            ("eleve", "eleve/eloi-tom", ".pupil .card"),
            ("question", "question/compte-rendu", ".line .card"),
            ("absent", "eleve/ismail-yanis", "p.card + .card"),
        ] {
            browser.value(&format!("location.hash = '#{place}'"));
            browser.until_true(&format!("document.querySelector({shown:?}) !== null"));
            let wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(browser.value(wide), 0, "{name} is too wide for {width} pixels");
            picture(&mut browser, &format!("{name}-{screen}"));
        }
    }
    is_clean(&mut browser, &page);
}
