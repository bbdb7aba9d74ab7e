//! What is made of a recorded exchange.

mod common;

use std::fs;
use std::path::Path;

use common::exchange::{Exchange, house};
use mqtt_trace::json;

/// What `logdump FILE` prints with these options, which succeed.
fn printed(file: &Path, options: &[&str]) -> String {
    let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
    let output = command.env_remove("ATELIER_POSTE").arg(file).args(options).assert().success();
    String::from_utf8(output.get_output().stdout.clone()).expect("in UTF-8")
}

/// What is said when these options fail.
fn refused(file: &Path, options: &[&str]) -> String {
    let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
    let output = command.arg(file).args(options).assert().code(1);
    String::from_utf8(output.get_output().stderr.clone()).expect("in UTF-8")
}

/// The house, in a file of its own.
fn file(folder: &tempfile::TempDir) -> std::path::PathBuf {
    let file = folder.path().join("echange.jsonl");
    house().write(&file);
    file
}

#[test]
fn ladder() {
    let folder = tempfile::tempdir().unwrap();
    let ladder = printed(&file(&folder), &["--ladder"]);
    for line in ladder.lines() {
        assert!(line.chars().count() <= 80, "{line}");
        assert!(!line.contains('\u{1b}'), "colours in a pipe: {line}");
    }
    insta::assert_snapshot!(ladder);
}

#[test]
fn explain() {
    let folder = tempfile::tempdir().unwrap();
    let options = ["--explain", "--time", "none", "--since", "8s", "--until", "9s"];
    insta::assert_snapshot!(printed(&file(&folder), &options));
}

#[test]
fn stats() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(printed(&file(&folder), &["--stats"]));
}

#[test]
fn figures_come_after_what_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(&folder);
    let both = printed(&file, &["--stats", "--ladder"]);
    assert_eq!(both, printed(&file, &["--ladder"]) + "\n" + &printed(&file, &["--stats"]));
}

#[test]
fn a_drawing_stands_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (file, svg) = (file(&folder), folder.path().join("échange.svg"));
    printed(&file, &["--svg", svg.to_str().unwrap()]);
    let drawing = fs::read_to_string(&svg).unwrap();
    for part in ["<title", "<desc", "PUBLISH DUP q1 m1", "pour maison/t", "PUBREC m2", "+10.000", "<circle"] {
        assert!(drawing.contains(part), "{part} is not in {drawing}");
    }
    let outside = drawing.matches("http").count() - drawing.matches("http://www.w3.org/2000/svg").count();
    assert_eq!(outside, 0, "something comes from outside: {drawing}");
    // It may be drawn again, but nothing else is replaced.
    printed(&file, &["--svg", svg.to_str().unwrap(), "--topic", "jardin"]);
    assert!(fs::read_to_string(&svg).unwrap().len() < drawing.len());
    assert!(refused(&file, &["--svg", file.to_str().unwrap()]).contains("existe déjà"));
}

#[test]
fn a_record_has_a_header_and_all_events_whatever_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(&folder);
    let record = |name: &str, seat: &[&str]| {
        let path = folder.path().join(name);
        let options = [&["--type", "PINGREQ", "--record", path.to_str().unwrap()], seat].concat();
        assert_eq!(printed(&file, &options).lines().count(), 1, "what is shown");
        let text = fs::read_to_string(path).unwrap();
        let mut records = text.lines().map(|line| json::read_record(line).unwrap());
        let Some(json::Record::Header(header)) = records.next() else { panic!("no header in {text}") };
        let events = records.map(|record| match record {
            json::Record::Event(event) => event,
            json::Record::Header(header) => panic!("another header: {header:?}"),
        });
        assert_eq!(events.collect::<Vec<_>>(), house().0);
        header
    };
    let (one, other) = (record("a.jsonl", &[]), record("b.jsonl", &["--seat", "poste-07"]));
    assert_eq!((one.seat, other.seat.as_deref()), (None, Some("poste-07")));
    assert!(one.session.len() == 16 && one.session != other.session, "{} {}", one.session, other.session);
    // What was recorded is read back as the original is.
    let again = folder.path().join("a.jsonl");
    assert_eq!(printed(&again, &["--ladder"]), printed(&file, &["--ladder"]));
    let message = refused(&file, &["--record", again.to_str().unwrap()]);
    assert!(message.contains("existe déjà") && message.contains("autre nom"), "{message}");
}

#[test]
fn the_seat_may_come_from_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.jsonl");
    let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
    command
        .env("ATELIER_POSTE", "poste-12")
        .arg(file(&folder))
        .arg("--record")
        .arg(&record)
        .assert()
        .success();
    let text = fs::read_to_string(record).unwrap();
    let first = json::read_record(text.lines().next().unwrap()).unwrap();
    assert!(
        matches!(&first, json::Record::Header(header) if header.seat.as_deref() == Some("poste-12")),
        "{first:?}"
    );
}

#[test]
fn a_record_without_events_is_not_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("a.jsonl");
    let absent = folder.path().join("absent");
    let message = refused(&absent, &["--record", record.to_str().unwrap()]);
    assert!(message.contains("absent"), "{message}");
    assert!(!record.exists(), "the next try would be refused");
}

#[test]
fn hostile_names_and_topics_command_no_terminal_and_break_no_drawing() {
    let mut exchange = Exchange::default();
    let connect = b"\x10\x17\x00\x04MQTT\x04\x02\x00\x3c\x00\x0b\x1b[2J</svg>\n";
    exchange
        .opens(1)
        .up(1, connect)
        .up(1, b"\x32\x13\x00\x0c\x1b]0;x\x07\n<b>&\"\x00\x01\x1b[m")
        .down(1, b"\x40\x02\x00\x01");
    let folder = tempfile::tempdir().unwrap();
    let (file, svg) = (folder.path().join("a.jsonl"), folder.path().join("a.svg"));
    exchange.write(&file);
    for option in ["--ladder", "--explain", "--hex", "--stats", "--json"] {
        let _ = fs::remove_file(&svg);
        let text = printed(&file, &[option, "--svg", svg.to_str().unwrap()]);
        let commands = text.chars().filter(|c| c.is_control() && *c != '\n' && *c != '\t').count();
        assert_eq!(commands, 0, "{option}: {text:?}");
    }
    let drawing = fs::read_to_string(&svg).unwrap();
    assert_eq!(drawing.matches("</svg>").count(), 1, "{drawing}");
    assert!(!drawing.contains("<b>"), "{drawing}");
}
