//! The class board: sessions of `atelier` that publish, `grader live` that shows, a broker that goes and comes back, and
//! a seat that sends whatever it likes.

use std::fs;
use std::path::Path;
use std::process::Command;

use e2e::{Broker, Screen, binary, copy_folder, kit, root};
use peers::{Chromium, Process};

/// A session on a kit of its own; the second value is the kit.
fn seat(number: &str, broker: u16) -> (Screen, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    copy_folder(&root(), folder.path());
    for id in ["00-installation", "01-premier-octet"] {
        let exercise = folder.path().join("exercises").join(id);
        fs::copy(exercise.join(".depart.rs"), exercise.join("src/lib.rs")).expect("a starter");
    }
    let mut atelier = Command::new(binary("atelier"));
    atelier.args(["-p", "0", "--poste", number, "--classe", &format!("mqtt://127.0.0.1:{broker}")]);
    atelier.current_dir(folder.path()).env("CARGO_TARGET_DIR", folder.path().join("target"));
    for variable in ["ATELIER_RACINE", "ATELIER_CLASSE", "ATELIER_POSTE", "CARGO_MANIFEST_DIR"] {
        atelier.env_remove(variable);
    }
    (Screen::start(&format!("seat-{number}"), &atelier), folder)
}

fn solve(kit: &Path, id: &str) {
    let solution = root().join("solutions").join(id).join("src/lib.rs");
    fs::copy(solution, kit.join("exercises").join(id).join("src/lib.rs")).expect("the student saves");
}

fn publish(port: u16, topic: &str, payload: &str) {
    let mut command = kit("pub", &format!("-p {port} -r -q 1 -t {topic} -m"));
    assert!(command.arg(payload).status().expect("pub").success(), "{topic}");
}

#[test]
fn a_class_on_its_board() {
    if !peers::installed(&["tmux", "chromium"]) {
        return;
    }
    let broker = Broker::start();
    let port = broker.port;
    let mut board = Process::start(&mut kit("grader", &format!("live mqtt://127.0.0.1:{port}")));
    let page = board.stdout.until("http://127.0.0.1:").pop().expect("the page's address");
    let page =
        page.split_whitespace().find(|word| word.starts_with("http://")).expect("an address").to_owned();
    board.stdout.until("Abonné à classe/+/+");
    let mut browser = Chromium::start();
    browser.open(&page);
    browser.until_true("document.body.textContent.includes('Aucun poste')");

    let (seven, kit_seven) = seat("07", port);
    let _ = seven.until("sous classe/07/");
    board.stdout.until("poste 07, exercice 00\u{a0}: 0/");
    solve(kit_seven.path(), "00-installation");
    board.stdout.until("poste 07, exercice 00\u{a0}: 2/2 ✔");
    let (twelve, _kit_twelve) = seat("12", port);
    board.stdout.until("poste 12, exercice 00\u{a0}: 0/");

    // Any seat can send anything: it is text, and it is short.
    publish(port, "classe/13/00", "<img src=x onerror=alert(1)>");
    board.stdout.until("poste 13, exercice 00\u{a0}: ? <img sr…");
    publish(port, "classe/ada/00", "9/9");
    browser.until_true("document.querySelector('#strays').textContent.includes('classe/ada/00')");
    let rows = browser.value("[...document.querySelectorAll('#seats tr')].map(r => r.cells[0].textContent + r.cells[1].textContent).join()");
    assert_eq!(rows, "07✔,120/2,13«\u{a0}<img sr…\u{a0}»");
    assert_eq!(browser.value("document.images.length"), 0);

    // The broker dies: the student is not disturbed, and nothing is lost for the board.
    drop(broker);
    browser.until_true("document.querySelector('#state').className === 'lost'");
    seven.press("s");
    let _ = seven.until("✗ test 1/");
    solve(kit_seven.path(), "01-premier-octet");
    let undisturbed = seven.until("✔ Exercice 01 réussi");
    assert!(!undisturbed.contains("mqtt://"), "{undisturbed}");
    let again = Process::start(&mut kit("broker", &format!("-p {port}")));
    board.stdout.until("poste 07, exercice 01\u{a0}: 8/8 ✔");
    browser.until_true("document.querySelector('#state').className === ''");

    for screen in [&seven, &twelve] {
        screen.press("q");
    }
    seven.end();
    twelve.end();
    let erased = Process::start(&mut kit("grader", &format!("live mqtt://127.0.0.1:{port} --effacer"))).end();
    assert!(erased.status.success(), "{erased:?}");
    board.stdout.until("poste 12, exercice 00\u{a0}: effacé");
    let nothing =
        Process::start(&mut kit("grader", &format!("live mqtt://127.0.0.1:{port} --effacer"))).end();
    assert!(nothing.stdout.concat().contains("Rien à effacer"), "{nothing:?}");
    assert!(browser.requests.iter().all(|address| address.starts_with(&page)), "{:?}", browser.requests);
    assert!(browser.errors.is_empty(), "{:?}", browser.errors);
    drop(again);
}
