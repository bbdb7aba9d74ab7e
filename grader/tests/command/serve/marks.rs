//! What is typed, in the file and in the marks.

use std::fs;

use serde_json::Value;

use super::support::{Served, class};
use crate::support::Class;

fn notes(class: &Class) -> String {
    fs::read_to_string(class.path().join("notes-manuelles.toml")).expect("the teacher's file")
}

fn told(page: &Value, pupil: usize) -> (&str, &str) {
    let pupil = &page["pupils"][pupil];
    (pupil["mark"].as_str().unwrap_or_default(), pupil["standing"].as_str().unwrap_or_default())
}

#[test]
fn what_is_typed_is_in_the_file_and_in_the_mark_at_once() {
    let class = class();
    let served = Served::start(&class, &[]);
    let before = served.get("/class").json();
    assert_eq!((told(&before, 0), &before["left"]), (("3,5", "provisoire"), &Value::from(4)), "{before}");

    let answer = served.mark("lea", &[("points", "compte-rendu", "4,5")]).json();
    assert_eq!(notes(&class), "[lea]\npoints.compte-rendu = 4.5\n");
    assert_eq!(told(&answer["class"], 0), ("8", "provisoire"), "{answer}");
    let comment = "Clair,\nmais court : \"bien\" <b>";
    served.mark("lea", &[("commentaires", "compte-rendu", comment)]).json();
    let answer = served.mark("lea", &[("points", "oral", " 4 ")]).json();
    assert_eq!(told(&answer["class"], 0), ("10,5", "notée"), "{answer}");
    assert_eq!(answer["pupil"]["lines"][1]["fields"]["commentaires"], comment);
    assert_eq!(answer["class"]["unwritten"], 1);
    assert!(served.get("/rapport?id=lea").body.contains("Clair, mais court"), "the rapport is of now");

    // What a new grading says is what the page says.
    class.grade(&[]);
    assert!(
        class.output("notes.csv").contains("lea;AUBRY Léa;;10,5;10,5;notée"),
        "{}",
        class.output("notes.csv")
    );

    let answer = served.mark("lea", &[("points", "oral", "")]).json();
    assert_eq!(told(&answer["class"], 0), ("8", "provisoire"));
    assert!(!notes(&class).contains("oral"), "{}", notes(&class));
}

#[test]
fn points_that_were_found_are_replaced_with_a_reason_only() {
    let class = class();
    let served = Served::start(&class, &[]);
    let refused = served.mark("lea", &[("points", "tp1", "5")]);
    assert_eq!(refused.status, 422, "{refused:?}");
    assert!(refused.body.contains("(2)") && refused.body.contains("raison"), "{refused:?}");
    assert!(!class.path().join("notes-manuelles.toml").exists());
    let both = [("points", "tp1", "5"), ("raisons", "tp1", "Vu à l’oral.")];
    let answer = served.mark("lea", &both).json();
    let line = &answer["pupil"]["lines"][0];
    assert_eq!((&line["points"], &line["found"]), (&"5".into(), &"2".into()), "{line}");
    assert_eq!(line["fields"]["raisons"], "Vu à l’oral.", "{line}");
    assert!(served.get("/rapport?id=lea").body.contains("Raison\u{a0}: Vu à l’oral."));
    assert_eq!(served.mark("lea", &[("raisons", "tp1", "")]).status, 422, "the reason stays");
    // Without the points, the reason has no more meaning: what was found counts again.
    let answer = served.mark("lea", &[("points", "tp1", "")]).json();
    assert_eq!(answer["pupil"]["lines"][0]["points"], "2");
    assert_eq!(notes(&class), "[lea]\n");
    // A form that was not found has nothing to replace: it may lie on paper.
    class.write("classe.csv", "id;nom;prénom\nlea;AUBRY;Léa\ntom.b;ELOI;Tom\nzoe;CARON;Zoé\n");
    drop(served);
    let served = Served::start(&class, &[]);
    served.mark("zoe", &[("points", "tp1", "11")]).json();
    assert!(notes(&class).ends_with("[zoe]\npoints.tp1 = 11\n"), "{}", notes(&class));
}

#[test]
fn an_editor_and_two_tabs_lose_nothing_of_each_other() {
    let class = class();
    let file = "# 2 nde B\n\n[\"tom.b\"] # à l’heure\npoints = { oral = 2 } # clair\n";
    class.write("notes-manuelles.toml", file);
    let served = Served::start(&class, &[]);
    served.mark("lea", &[("points", "oral", "3")]).json();
    let by_hand = notes(&class) + "remarque = \"Bien.\"\n";
    class.write("notes-manuelles.toml", &by_hand);
    let page = served.get("/pupil?id=lea").json();
    assert_eq!(page["fields"]["remarque"], "Bien.", "the page sees what an editor wrote");
    // A tab that was opened before saves another field, and the same one.
    served.mark("lea", &[("retard", "", "2")]).json();
    served.mark("tom.b", &[("points", "oral", "2,5")]).json();
    assert_eq!(notes(&class), format!("{}retard = 2\n", by_hand.replace("oral = 2 }", "oral = 2.5 }")));

    // Wrong for a moment: it is told with its line, and nothing is written.
    let wrong = notes(&class).replace("retard = 2", "retard = deux");
    class.write("notes-manuelles.toml", &wrong);
    let page = served.get("/class").json();
    assert!(
        page["fault"].as_str().is_some_and(|fault| fault.contains("notes-manuelles.toml, ligne 9")),
        "{page}"
    );
    let refused = served.mark("lea", &[("points", "oral", "1")]);
    assert_eq!(refused.status, 409, "{refused:?}");
    assert!(
        refused.body.contains("ligne 9") && refused.body.contains("Rien n’a été enregistré"),
        "{refused:?}"
    );
    assert_eq!(notes(&class), wrong);
    class.write("notes-manuelles.toml", &wrong.replace("retard = deux", "retard = 1"));
    let answer = served.mark("lea", &[("points", "oral", "1")]).json();
    assert_eq!(
        (&answer["class"]["fault"], &answer["pupil"]["fields"]["retard"]),
        (&Value::Null, &"1".into())
    );
}

#[test]
fn no_written_report_says_what_is_no_more() {
    let class = class();
    let served = Served::start(&class, &[]);
    assert!(
        class.output("eleves/lea.html").contains("Pas de note")
            || class.output("eleves/lea.html").contains("rovisoire")
    );
    served.mark("lea", &[("remarque", "", "Lu le soir.")]).json();
    assert!(!class.output("eleves/lea.html").contains("Lu le soir."));
    assert_eq!(served.get("/class").json()["unwritten"], 1, "the page says so");
    let page = served.post("/reports", &serde_json::json!({})).json();
    assert_eq!(page["unwritten"], 0);
    assert!(class.output("eleves/lea.html").contains("Lu le soir."));
    assert!(class.output("exports/moodle-carnet.csv").contains("Lu le soir."));
    // And at the end, whatever is left.
    served.mark("tom.b", &[("remarque", "", "Lu le matin.")]).json();
    let ended = served.stop();
    assert!(ended.status.success(), "{ended:?}");
    assert!(class.output("eleves/tom-b.html").contains("Lu le matin."));
}
