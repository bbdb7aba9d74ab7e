//! Traces, from the submission to the mark.

use std::fs;

use grader::model::{Class, Entry, Line, LineState, Pupil, TraceStatus};

use crate::support::{self, told, without_times};

const SCHEME: &str = "titre = \"Traces\"\n\
    [[lignes]]\nnom = \"t1\"\ncritere = \"manipuler\"\ntrace = \"tp1\"\npoints = 3\n\
    [[lignes]]\nnom = \"t2\"\ncritere = \"manipuler\"\ntrace = \"tp2\"\n";

fn class() -> support::Class {
    let class = support::Class::empty();
    class.write("bareme.toml", SCHEME);
    class
}

/// A trace of the sample class: `aubry-lea` has a whole one, `girard-paul` one without PUBCOMP.
fn trace(of: &str) -> String {
    fs::read_to_string(support::sample().join(of).join("traces/tp1.jsonl")).expect("a trace")
}

fn result(class: &support::Class) -> (Class, Vec<Pupil>) {
    let (mut whole, mut pupils) = (None, Vec::new());
    for entry in class.entries() {
        match entry {
            Entry::Class(class) => whole = Some(*class),
            Entry::Pupil(pupil) => pupils.push(*pupil),
        }
    }
    (whole.expect("a class"), pupils)
}

fn line<'p>(pupils: &'p [Pupil], pupil: &str, id: &str) -> &'p Line {
    let pupil = pupils.iter().find(|one| one.id == pupil).unwrap_or_else(|| panic!("no {pupil}"));
    pupil.lines.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("no line {id}"))
}

fn status(line: &Line) -> TraceStatus {
    line.trace.as_ref().expect("a trace").status
}

#[test]
fn rules_that_are_kept_give_points_and_a_missing_trace_is_no_zero() {
    let class = class();
    class.write("lea/traces/tp1.jsonl", &trace("aubry-lea"));
    class.write("paul/rendu/TP1 (2).jsonl", &trace("girard-paul"));
    class.write("max/traces/tp1.jsonl", &trace("eloi-tom"));
    class.write("tom/note.txt", "rien");
    class.grade(&[]);
    let (_, pupils) = result(&class);
    let points = |pupil| (line(&pupils, pupil, "t1").state, line(&pupils, pupil, "t1").points);
    assert_eq!(points("lea"), (LineState::Marked, Some(3.0)));
    assert_eq!(points("paul"), (LineState::Marked, Some(2.0)));
    assert_eq!(points("tom"), (LineState::NotHandedIn, None));
    assert_eq!(line(&pupils, "lea", "t2").out_of, 8.0, "the points of its rules");
    assert!(pupils.iter().all(|pupil| pupil.mark.provisional), "something is missing");
    let rapport = class.output("eleves/paul.html");
    for words in ["Puis jamais\u{a0}: PUBCOMP", "À faire\u{a0}:", "<svg class=\"echange\""] {
        assert!(rapport.contains(words), "{words} is not in the rapport");
    }
    let broken = class.output("eleves/max.html");
    for words in ["La ligne 23 n’est pas lisible", "Le plus proche est ligne", "q y vaut 0, et il faut 2"] {
        assert!(broken.contains(words), "{words} is not in the rapport of who handed in half a trace");
    }
    let junit = class.output("junit.xml");
    assert!(
        junit.contains("name=\"Un message en QoS 2, avec sa poignée de main entière\"><failure"),
        "{junit}"
    );
}

#[test]
fn copies_are_told_and_cost_nothing_unless_of_a_pair() {
    let class = class();
    class.write(
        "classe.csv",
        "id;nom;binôme\nlea;AUBRY;\nzoe;CARON;\nmax;DUPONT;b1\ntom;ELOI;b1\nines;HADDAD;\n",
    );
    let whole = trace("aubry-lea");
    class.write("lea/traces/tp1.jsonl", &whole);
    // Another seat and another session number.
    let disguised = whole.replace("poste07", "poste12").replacen("\"session\":\"", "\"session\":\"0", 1);
    class.write("zoe/traces/tp1.jsonl", &disguised);
    class.write("max/traces/tp1.jsonl", &trace("girard-paul"));
    class.write("tom/traces/tp1.jsonl", &trace("girard-paul"));
    let example =
        fs::read_to_string(support::root().join("book/formulaires/traces/tp1.jsonl")).expect("a trace");
    class.write("ines/traces/tp1.jsonl", &example);
    class.grade(&[]);
    let (whole, pupils) = result(&class);
    let pairs: Vec<_> = whole.copies.iter().map(|copy| (&copy.pupils, copy.same_session)).collect();
    assert_eq!(pairs, [(&["lea".to_owned(), "zoe".to_owned()], false)]);
    assert_eq!(line(&pupils, "zoe", "t1").points, Some(3.0));
    assert!(line(&pupils, "ines", "t1").trace.as_ref().is_some_and(|trace| trace.example));
    let page = class.output("index.html");
    for words in
        ["Traces semblables, hors binômes", "mêmes microsecondes", "ne peut pas être exclu", "exemple du kit"]
    {
        assert!(page.contains(words), "{words} is not on the class page");
    }
}

#[test]
fn the_record_of_the_broker_confirms_or_does_not() {
    let class = class();
    class.write("lea/traces/tp1.jsonl", &trace("aubry-lea"));
    class.write("paul/traces/tp1.jsonl", &trace("girard-paul"));
    class.write("releve.jsonl", &trace("aubry-lea"));
    let record = class.path().join("releve.jsonl").display().to_string();
    let said = class.grade(&["--releve", &record]);
    assert!(!said.contains("releve.jsonl"), "it is not a submission: {said}");
    let (whole, pupils) = result(&class);
    let agreement = |pupil| {
        let trace = line(&pupils, pupil, "t1").trace.as_ref().expect("a trace");
        trace.agreement.as_ref().map(|agreement| (agreement.found, agreement.packets)).expect("compared")
    };
    assert!(whole.compared);
    assert_eq!(agreement("lea"), (51, 51));
    assert_eq!(agreement("paul").0, 0, "other seats, another day");
    assert!(class.output("eleves/lea.html").contains("les 51 paquets de cette trace s’y retrouvent"));
    assert!(class.output("index.html").contains("confirme en entier\u{a0}: 1 sur 2"));
    class.write("releve.jsonl", "{\"v\":3,\"time_us\":1}\n");
    let output = class.command(&["--releve", &record]).output().expect("started");
    let said = told(&output);
    assert!(said.contains("ligne 1") && said.contains("la version 1"), "{said}");
}

#[test]
fn hostile_traces_stop_nothing_and_stay_text() {
    let class = class();
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let hostile = "</svg><script>alert(1)</script>";
    let renamed = trace("aubry-lea")
        .replace(&hex("zero"), &hex("<b>0"))
        .replace("poste07\"}", &format!("{hostile}\"}}"));
    class.write("lea/traces/tp1.jsonl", &renamed);
    class.write("zoe/traces/tp1.jsonl", &(trace("aubry-lea") + &"x".repeat(40 << 20)));
    class.write("tom/traces/tp1.jsonl", &"[".repeat(1 << 20));
    for number in 0..40 {
        class.write(&format!("max/traces/tp{number}.jsonl"), "{}\n");
    }
    class.grade(&[]);
    let first = without_times(class.entries());
    let (_, pupils) = result(&class);
    assert_eq!(status(line(&pupils, "zoe", "t1")), TraceStatus::Checked, "what stands before was read");
    assert_eq!(line(&pupils, "zoe", "t1").points, Some(3.0));
    assert!(class.output("eleves/zoe.html").contains("trop grande"), "and it is told");
    assert_eq!(status(line(&pupils, "tom", "t1")), TraceStatus::Unreadable);
    assert_eq!(line(&pupils, "tom", "t1").state, LineState::ToMark);
    let max = pupils.iter().find(|pupil| pupil.id == "max").expect("Max");
    assert_eq!(max.submission.as_ref().map(|handed| handed.files.len()), Some(10));
    for name in ["eleves/lea.html", "eleves/tom.html", "index.html"] {
        let page = class.output(name);
        assert!(!page.contains("<script") && !page.contains("<b>0"), "{name}");
    }
    class.grade(&["--jobs", "1"]);
    assert!(without_times(class.entries()) == first, "the same class gave another result");
}

#[test]
fn a_folder_with_nothing_in_it_says_so() {
    let class = class();
    assert!(class.grade(&[]).contains("Aucun rendu dans"));
    class.write("lea/traces/tp1.jsonl", &trace("aubry-lea"));
    class.grade(&[]);
    let page = class.output("index.html");
    assert!(!page.contains("tout est noté par l’enseignant") && !page.contains("empreinte ;"), "{page}");
}
