//! A class of thirty whose right marks are known beforehand, from what is handed in to every export.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

use grader::model::{Entry, Pupil};
use labs::Key;
use zip::write::SimpleFileOptions;

use crate::serve::Served;
use crate::support::{Class, root};
use crate::whole_class::source;

/// Out of 20 points, which the mark is out of too: 2 by tests, 11 by a form, 7 by the teacher.
const SCHEME: &str = "titre = \"Classe connue\"\nsur = 20\narrondi = 0.5\n\
    [[lignes]]\nnom = \"ex00\"\ncritere = \"identifier\"\nexercice = \"00\"\npoints = 2\n\
    [[lignes]]\nnom = \"tp1\"\ncritere = \"manipuler\"\nfeuille = \"tp1\"\npoints = 11\n\
    [[lignes]]\nnom = \"compte-rendu\"\ncritere = \"rendre-compte\"\nfeuille = \"compte-rendu\"\npoints = 7\n";

/// What is known of one pupil.
struct Known {
    id: String,
    name: (String, String),
    status: &'static str,
    /// What the mark must be; `None` where there is none.
    mark: Option<f64>,
    provisional: bool,
    /// What the teacher gives for the account, on the page.
    prose: Option<f64>,
}

impl Known {
    fn full_name(&self) -> String {
        format!("{} {}", self.name.0, self.name.1)
    }
}

/// Hands in the works of thirty pupils and writes the teacher's files.
fn generate(class: &Class) -> Vec<Known> {
    let key = fs::read_to_string(root().join("grader/secret/cles/tp1.toml")).expect("a key");
    let key = Key::parse(&key).expect("a key");
    assert_eq!(key.questions.iter().map(|question| question.points).sum::<f64>(), 11.0);
    let (mut list, mut marks) = ("id;nom;prénom;statut\n".to_owned(), String::new());
    let mut known = Vec::new();
    for number in 0..30_usize {
        let id = format!("eleve-{number:02}");
        let name = (format!("NOM{}", letters(number)), format!("Prénom{}", letters(29 - number)));
        let status = match number {
            4 => "absent",
            11 => "dispensé",
            _ => "",
        };
        list += &format!("{id};{};{};{status}\n", name.0, name.1);
        let hands_in = status.is_empty() && number != 17;
        // Prose waits for the teacher in one case only.
        let provisional = number == 23;
        let (mut mark, mut given) = (None, None);
        if hands_in {
            let right_code = number % 3 != 0;
            let right_answers = number * 7 % (key.questions.len() + 1);
            let prose = (number % 15) as f64 / 2.0;
            // Three sources in all: what is measured here is marks, not compilations.
            let files = [
                ("exercises/00-installation/src/lib.rs", source(number % 3, right_code)),
                ("reponses/tp1.toml", form(&key, right_answers)),
                ("compte-rendu.md", format!("# Compte-rendu\n\nJ’ai vu {number} paquets.\n")),
            ];
            hand_in(class, number, &id, &files);
            let mut code = if right_code { 2.0 } else { 1.0 };
            let form: f64 = key.questions.iter().take(right_answers).map(|question| question.points).sum();
            let mut section = String::new();
            given = (!provisional).then_some(prose);
            if number % 10 == 3 {
                code = 1.5;
                section += "points.ex00 = 1.5\nraisons.ex00 = \"Expliqué à l’oral.\"\n";
            }
            if number == 8 {
                section += "retard = 2\n";
            }
            marks += &format!("[{id}]\n{section}\n");
            // The provisional mark counts the lines that are marked, brought to 20.
            let value = if provisional { (code + form) / 13.0 * 20.0 } else { code + form + prose };
            let late = if number == 8 { 2.0 } else { 0.0 };
            mark = Some(((value - late).max(0.0) * 2.0).round() / 2.0);
        }
        known.push(Known { id, name, status, mark, provisional, prose: given });
    }
    class.write("classe.csv", &list);
    class.write("notes-manuelles.toml", &marks);
    class.write("bareme.toml", &format!("{SCHEME}\n[retard]\npoints_par_jour = 1\n"));
    known
}

/// Gives the points of every account on the teacher's page, a comment with them, and has the exports written.
fn mark_prose(class: &Class, options: &[&str], known: &[Known]) {
    let served = Served::start(class, options);
    for (number, pupil) in known.iter().enumerate() {
        let Some(points) = pupil.prose else { continue };
        let (points, comment) = (french(points), format!("Lu, n° {number}."));
        let fields = [("points", "compte-rendu", &*points), ("commentaires", "compte-rendu", &*comment)];
        let answer = served.mark(&pupil.id, &fields).json();
        assert_eq!(answer["pupil"]["mark"].as_str(), pupil.mark.map(french).as_deref(), "{}", pupil.id);
    }
    assert_eq!(served.get("/class").json()["left"], 1, "one is left to mark");
    assert_eq!(served.post("/reports", &serde_json::json!({})).json()["unwritten"], 0);
}

/// `AA`, `AB`…: names that look alike and are none another's beginning.
fn letters(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).expect("a letter"));
    format!("{}{}", letter(number / 6), letter(number % 6))
}

/// The first `right` answers as the key has them, the others blank or wrong in turn.
fn form(key: &Key, right: usize) -> String {
    let line = |(place, question): (usize, &labs::Question)| match place {
        _ if place < right => format!("{} = '{}'\n", question.name, question.expected.shown()),
        _ if place % 2 == 0 => format!("{} = 'zzz'\n", question.name),
        _ => format!("{} = ''\n", question.name),
    };
    key.questions.iter().enumerate().map(line).collect()
}

/// As a folder, or as a zip.
fn hand_in(class: &Class, number: usize, id: &str, files: &[(&str, String)]) {
    if number.is_multiple_of(2) {
        for (name, text) in files {
            class.write(&format!("{id}/{name}"), text);
        }
        return;
    }
    let file = fs::File::create(class.path().join(format!("{id}.zip"))).expect("a file");
    let mut zip = zip::ZipWriter::new(file);
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("started");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("finished");
}

/// What Moodle would give to download, in another order than the class list.
fn worksheet(known: &[Known]) -> String {
    let mut text =
        "Identifiant,\"Nom complet\",Note,\"Note maximale\",\"Dernière modification (note)\"\r\n".to_owned();
    for (number, pupil) in known.iter().enumerate().rev() {
        let (family, first) = &pupil.name;
        text += &format!("Participant {},\"{first} {family}\",,\"20,00\",-\r\n", 900 + number);
    }
    text
}

fn french(mark: f64) -> String {
    mark.to_string().replace('.', ",")
}

/// The rows of a table without quoted cells, by the first cell.
fn rows(text: &str, separator: char) -> BTreeMap<String, Vec<String>> {
    let rows = text.trim_start_matches('\u{feff}').lines().skip(1);
    let cells =
        |row: &str| row.split(separator).map(|cell| cell.trim_matches('"').to_owned()).collect::<Vec<_>>();
    rows.map(|row| (cells(row)[0].clone(), cells(row))).collect()
}

#[test]
fn thirty_known_marks_come_out_of_every_export() {
    let class = Class::empty();
    let known = generate(&class);
    class.write("feuille.csv", &worksheet(&known));
    let sheet = class.path().join("feuille.csv");
    let options = ["--feuille-moodle", sheet.to_str().expect("UTF-8")];
    class.grade(&options);
    mark_prose(&class, &options, &known);

    let pupils: Vec<Pupil> = class
        .entries()
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Pupil(pupil) => Some(*pupil),
            Entry::Class(_) => None,
        })
        .collect();
    assert_eq!(pupils.len(), 30);
    for (pupil, known) in pupils.iter().zip(&known) {
        assert_eq!((&pupil.id, pupil.mark.value), (&known.id, known.mark));
        assert_eq!(pupil.mark.provisional, known.provisional, "{}", known.id);
    }

    let (table, book) =
        (rows(&class.output("notes.csv"), ';'), rows(&class.output("exports/moodle-carnet.csv"), ','));
    let (pronote, filled) =
        (rows(&class.output("exports/pronote.csv"), ';'), rows(&class.output("exports/feuille.csv"), ','));
    let json: serde_json::Value = serde_json::from_str(&class.output("exports/notes.json")).expect("JSON");
    let (summary, junit) = (class.output("exports/resume.md"), class.output("junit.xml"));
    for (number, known) in known.iter().enumerate() {
        let id = &known.id;
        let leaves = known.mark.filter(|_| !known.provisional);
        let point = leaves.map(|mark| mark.to_string()).unwrap_or_default();
        assert_eq!(table[id][3], known.mark.map(french).unwrap_or_default(), "{id}");
        assert_eq!(book[id][2], point, "{id}");
        let expected = match (known.status, leaves) {
            (_, Some(mark)) => french(mark),
            ("absent", _) => "Abs".to_owned(),
            ("dispensé", _) => "Disp".to_owned(),
            _ if known.provisional => String::new(),
            _ => "N.Rdu".to_owned(),
        };
        assert_eq!(pronote[&known.name.0][2], expected, "{id}");
        assert_eq!(filled[&format!("Participant {}", 900 + number)][2], point, "{id}");
        assert_eq!(json["pupils"][number]["mark"].as_f64(), known.mark, "{id}");
        let shown = known.mark.map(french).unwrap_or_default();
        assert!(summary.contains(&format!("| {id} | {shown} |")), "{id}: {summary}");
        assert!(junit.contains(&format!("<testsuite name=\"{id}\"")), "{id}");
        let page = class.output(&format!("eleves/{id}.html"));
        assert!(page.contains(&known.full_name()), "{id}");
        assert_eq!(page.contains(&format!("Lu, n° {number}.")), leaves.is_some(), "{id}");
        assert_eq!(page.contains("Expliqué à l’oral."), known.mark.is_some() && number % 10 == 3, "{id}");
    }

    // Nothing changed: not a verdict is found again, not a mark differs.
    let before = class.output("exports/notes.json");
    class.grade(&[]);
    assert_eq!(class.output("exports/notes.json"), before);
}

#[test]
fn a_reason_without_points_is_told() {
    let class = Class::empty();
    let scheme = "titre = \"Oral\"\n[[lignes]]\nnom = \"oral\"\ncritere = \"rendre-compte\"\nintitule = \"Oral\"\npoints = 5\n";
    class.write("bareme.toml", scheme);
    class.write("classe.csv", "id;nom\nlea;AUBRY\n");
    class.write("notes-manuelles.toml", "[lea]\nraisons.oral = \"Bien dit.\"\n");
    let output = class.command(&[]).output().expect("started");
    let said = crate::support::told(&output);
    assert!(!output.status.success() && said.contains("pas de points"), "{said}");
}
