//! Copies are found under other names; honest work is not.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use course::Course;

use super::*;
use crate::model::{Owner, Similar};

const LENGTH: &str = "02-longueur-restante";

fn course() -> Course {
    Course::load(&course::find_root().expect("the kit")).expect("its course")
}

fn read(path: &str) -> String {
    fs::read_to_string(course().root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Read once: it is all of the kit's code.
static KIT: LazyLock<Vec<Piece>> =
    LazyLock::new(|| references(&course(), nowhere(), None, &given(&course())).expect("the kit"));

/// Where nothing is kept, and nothing can be.
fn nowhere() -> &'static Path {
    Path::new("/dev/null")
}

/// What the teacher is told of these pupils' `src/lib.rs`, with the kit's code beside.
fn told(exercise: &str, works: &[(&str, &str)], with_kit: bool) -> Vec<Similar> {
    let course = course();
    let given = given(&course);
    let mut pieces = if with_kit { KIT.clone() } else { Vec::new() };
    pieces.extend(works.iter().map(|(pupil, text)| Piece {
        owner: Owner::Pupil((*pupil).to_owned()),
        exercise: Some(exercise.to_owned()),
        files: prints([("src/lib.rs".to_owned(), text.as_bytes())], &given),
    }));
    similar(&pieces, |one, other| one == other)
}

/// A file's functions, each with its documentation, the last first.
fn reordered(text: &str) -> String {
    let mut items: Vec<String> = vec![String::new()];
    for line in text.split_inclusive('\n') {
        items.last_mut().expect("one").push_str(line);
        if line == "}\n" {
            items.push(String::new());
        }
    }
    items.reverse();
    items.concat()
}

/// Every local name of `text` under another, comments gone, others come.
fn disguised(text: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for (place, _) in text.match_indices("let ") {
        let name = text[place + 4..].trim_start_matches("mut ");
        names.push(name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
    }
    names.retain(|name| !name.is_empty());
    let renamed = |word: &str| {
        if names.iter().any(|name| name == word) { format!("x_{word}") } else { word.to_owned() }
    };
    let mut out = String::new();
    for line in text.lines() {
        let code = line.split("//").next().unwrap_or_default();
        let mut word = String::new();
        for c in code.chars().chain(['\n']) {
            if c.is_alphanumeric() || c == '_' {
                word.push(c);
            } else {
                out += &renamed(&std::mem::take(&mut word));
                out.push(c);
            }
        }
        out += "// à moi\n";
    }
    assert_ne!(out, text);
    out
}

#[test]
fn a_copy_under_other_names_in_another_order_is_found() {
    for exercise in ["02-longueur-restante", "03-connect-connack", "06-qos-1", "09-sessions"] {
        let own = read(&format!("solutions/{exercise}/src/lib.rs"));
        let copy = disguised(&reordered(&own));
        let found = told(exercise, &[("lea", &own), ("zoe", &copy)], false);
        let [one] = &found[..] else { panic!("{exercise}: {found:#?}") };
        assert_eq!((one.pupil.as_str(), &one.to), ("lea", &Owner::Pupil("zoe".to_owned())), "{exercise}");
        assert!(one.share >= 85.0, "{exercise}: {}", one.share);
        let longest = &one.passages[0];
        assert!(longest.lines.1 > longest.lines.0 + 3, "{exercise}: {longest:?}");
    }
}

#[test]
fn the_passage_is_told_by_its_lines_on_both_sides() {
    let own = read(&format!("solutions/{LENGTH}/src/lib.rs"));
    let moved = format!("{}{own}", "// à moi\n".repeat(100));
    let found = told(LENGTH, &[("lea", &own), ("zoe", &moved)], false);
    assert!(found.iter().flat_map(|one| &one.passages).count() > 0);
    for passage in found.iter().flat_map(|one| &one.passages) {
        assert_eq!((passage.lines.0 + 100, passage.lines.1 + 100), passage.other_lines);
    }
}

#[test]
fn two_honest_solutions_are_not_alike() {
    let solution = read(&format!("solutions/{LENGTH}/src/lib.rs"));
    let found = told(LENGTH, &[("lea", HONEST), ("zoe", &solution)], true);
    let of_lea: Vec<_> = found.iter().filter(|one| one.pupil == "lea").collect();
    assert_eq!(of_lea, [] as [&Similar; 0]);
    assert!(found.iter().any(|one| one.pupil == "zoe"), "the solution itself is known");
}

#[test]
fn what_the_kit_gave_is_nobodys() {
    for exercise in course().exercises() {
        let starter = fs::read_to_string(exercise.starter_path()).expect("a starter");
        let begun = starter.replacen("todo!", "unimplemented!", 1);
        let found = told(&exercise.id(), &[("lea", &starter), ("zoe", &starter), ("max", &begun)], true);
        assert_eq!(found, [], "{}", exercise.id());
    }
}

#[test]
fn a_copy_of_the_kits_own_crate_is_told_with_its_file() {
    let file = "crates/mqtt-packet/src/remaining_length.rs";
    let found = told(LENGTH, &[("lea", &disguised(&read(file)))], true);
    assert!(found.iter().any(|one| one.to == Owner::Kit(file.to_owned())), "{found:#?}");
}

#[test]
fn a_pair_is_not_told_and_other_exercises_are_not_compared() {
    let own = read("solutions/06-qos-1/src/lib.rs");
    let given = given(&course());
    let piece = |pupil: &str, exercise: &str| Piece {
        owner: Owner::Pupil(pupil.to_owned()),
        exercise: Some(exercise.to_owned()),
        files: prints([("src/lib.rs".to_owned(), own.as_bytes())], &given),
    };
    assert_eq!(similar(&[piece("a", "06"), piece("b", "06")], |_, _| true), []);
    assert_eq!(similar(&[piece("a", "06"), piece("b", "07")], |_, _| false), []);
    assert_eq!(similar(&[piece("a", "06"), piece("b", "06")], |_, _| false).len(), 1);
}

#[test]
fn an_earlier_years_hand_in_is_told_by_its_name() {
    let archives = tempfile::tempdir().expect("a folder");
    let own = read(&format!("solutions/{LENGTH}/src/lib.rs"));
    let folder = archives.path().join("2025-durand/exercises").join(LENGTH).join("src");
    fs::create_dir_all(&folder).expect("folders");
    fs::write(folder.join("lib.rs"), disguised(&own)).expect("a file");
    let course = course();
    let given = given(&course);
    let mut pieces = references(&course, nowhere(), Some(archives.path()), &given).expect("archives");
    pieces.push(Piece {
        owner: Owner::Pupil("lea".to_owned()),
        exercise: Some(LENGTH.to_owned()),
        files: prints([("src/lib.rs".to_owned(), own.as_bytes())], &given),
    });
    let found = similar(&pieces, |_, _| false);
    assert!(found.iter().any(|one| one.to == Owner::Archive("2025-durand".to_owned())), "{found:#?}");
}

#[test]
fn hostile_text_is_read_or_left_aside() {
    let given = Given::default();
    let deep = format!("fn f() {{ {}{} }}", "(".repeat(20_000), ")".repeat(20_000));
    for text in ["fn f( {", "", "#", "#!", "\u{feff}", &deep] {
        prints([("src/lib.rs".to_owned(), text.as_bytes())], &given);
    }
    assert!(prints([("src/lib.rs".to_owned(), &[0xff, 0xfe][..])], &given).is_empty());
}

/// The second exercise by somebody who thinks in shifts, iterators and `match`.
const HONEST: &str = r#"
pub const MAXIMUM: u32 = 268_435_455;

pub enum Lecture {
    Lue { valeur: u32, octets: usize },
    Incomplete,
    Invalide,
}

pub fn coder(longueur: u32) -> Option<Vec<u8>> {
    let combien = match longueur {
        0..=127 => 1,
        128..=16_383 => 2,
        16_384..=2_097_151 => 3,
        2_097_152..=MAXIMUM => 4,
        _ => return None,
    };
    let octet = |rang: usize| {
        let sept = (longueur >> (7 * rang)) & 0x7f;
        let suite = if rang + 1 < combien { 0x80 } else { 0 };
        u8::try_from(sept | suite).ok()
    };
    (0..combien).map(octet).collect()
}

pub fn decoder(octets: &[u8]) -> Lecture {
    let Some(fin) = octets.iter().take(4).position(|octet| *octet < 0x80) else {
        return if octets.len() < 4 { Lecture::Incomplete } else { Lecture::Invalide };
    };
    let valeur = octets[..=fin].iter().rev().fold(0, |deja, octet| (deja << 7) | u32::from(octet & 0x7f));
    Lecture::Lue { valeur, octets: fin + 1 }
}
"#;

#[test]
fn what_is_kept_of_the_kit_is_not_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (length, ack) =
        (read("solutions/02-longueur-restante/src/lib.rs"), read("solutions/06-qos-1/src/lib.rs"));
    // How many are read anew, and what comes out.
    let both = |given: &Given, length: &str| {
        let mut kept = kept::Kept::open(folder.path(), given);
        let all =
            [("a.rs", length), ("b.rs", &ack)].map(|(name, text)| kept.prints(name, text.as_bytes(), given));
        let anew = kept.anew;
        kept.close();
        (anew, all)
    };
    let nothing = Given::default();
    let (anew, first) = both(&nothing, &length);
    assert_eq!(anew, 2);
    assert!(first.iter().flatten().all(|file| file.prints.len() > 50));
    assert_eq!(both(&nothing, &length), (0, first.clone()));
    // Another text, other starters, a damaged file: nothing old comes out.
    let other = length.replace("128", "64") + "fn autre() -> [u8; 4] { [1, 2, 3, 4] }\n";
    let (anew, changed) = both(&nothing, &other);
    assert!(anew == 1 && changed[0] != first[0] && changed[1] == first[1]);
    let (anew, without) = both(&given(&course()), &length);
    assert!(anew == 2 && without != first);
    assert_eq!(both(&nothing, &length), (2, first.clone()));
    fs::write(folder.path().join("empreintes.json"), "{").expect("written");
    assert_eq!(both(&nothing, &length), (2, first.clone()));
    assert_eq!(both(&nothing, &length), (0, first));
}
