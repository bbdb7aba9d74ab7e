//! Answer forms and accounts, from the submission to the mark.

use grader::model::{Entry, Line, LineState, Presence, Pupil, SheetStatus};

use crate::support::{Class, told, without_times};

/// Two forms, an account, and nothing to compile.
const SCHEME: &str = "titre = \"Feuilles\"\n\
    [[lignes]]\nnom = \"tp1\"\ncritere = \"manipuler\"\nfeuille = \"tp1\"\npoints = 11\n\
    [[lignes]]\nnom = \"tp3\"\ncritere = \"manipuler\"\nfeuille = \"tp3\"\npoints = 6\n\
    [[lignes]]\nnom = \"compte-rendu\"\ncritere = \"rendre-compte\"\nfeuille = \"compte-rendu\"\npoints = 3\n";

fn class(scheme: &str) -> Class {
    let class = Class::empty();
    class.write("bareme.toml", scheme);
    class
}

fn pupil(class: &Class, id: &str) -> Pupil {
    let pupils = class.entries().into_iter().filter_map(|entry| match entry {
        Entry::Pupil(pupil) => Some(*pupil),
        Entry::Class(_) => None,
    });
    pupils.into_iter().find(|pupil| pupil.id == id).unwrap_or_else(|| panic!("no {id}"))
}

fn line<'p>(pupil: &'p Pupil, id: &str) -> &'p Line {
    pupil.lines.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("no line {id}"))
}

#[test]
fn a_form_is_marked_and_what_is_missing_is_no_zero() {
    let class = class(SCHEME);
    class.write("lea/reponses/tp1.toml", "q1 = \"SUBACK\"\nq4 = \"2\"\nq5 = \"5\"\n");
    class.write("lea/reponses/tp3.toml", "feuille = \"tp3\"\nq1 = \"\"\n");
    class.write("lea/compte-rendu.md", "# Compte-rendu\n\nTout **marche**.\n");
    let said = class.grade(&[]);
    let lea = pupil(&class, "lea");
    let tp1 = line(&lea, "tp1");
    assert_eq!((tp1.state, tp1.points), (LineState::Marked, Some(2.0)));
    let tp3 = line(&lea, "tp3");
    assert_eq!((tp3.state, tp3.points), (LineState::NotHandedIn, None), "a blank form is not handed in");
    let account = line(&lea, "compte-rendu");
    assert_eq!((account.state, account.account.is_some()), (LineState::ToMark, true));
    assert!(lea.mark.provisional, "something is missing");
    assert!(said.contains("provisoire"), "{said}");
    let rapport = class.output("eleves/lea.html");
    assert!(rapport.contains("<p>Tout <strong>marche</strong>.</p>"), "the account is not shown");
    assert!(class.output("notes.csv").contains(";2;;\r\n"), "{}", class.output("notes.csv"));
    let junit = class.output("junit.xml");
    assert!(junit.contains("<testcase classname=\"tp1\" name=\"Q1 Quel paquet"), "{junit}");
    assert!(junit.contains("<failure message=\"Réponse fausse\u{a0}: 5\"/>"), "{junit}");
}

#[test]
fn a_missing_form_counts_as_nothing_where_the_scheme_says_so() {
    let class = class(&SCHEME.replacen('\n', "\nfeuille_non_rendue = \"zero\"\n", 1));
    class.write("lea/reponses/tp1.toml", "q1 = \"SUBACK\"\n");
    class.grade(&[]);
    let lea = pupil(&class, "lea");
    let tp3 = line(&lea, "tp3");
    assert_eq!((tp3.state, tp3.points), (LineState::Marked, Some(0.0)));
    assert!(tp3.because[0].starts_with("Non rendu"), "{:?}", tp3.because);
}

#[test]
fn the_teacher_s_points_replace_a_form_s_and_stand_for_paper() {
    let class = class(SCHEME);
    class.write("classe.csv", "id;nom\nlea;AUBRY\nzoe;CARON\ntom;ELOI\n");
    class.write("lea/reponses/tp1.toml", "q1 = \"SUBACK\"\n");
    class.write(
        "notes-manuelles.toml",
        "[lea]\npoints = { tp1 = 5, tp3 = 2, compte-rendu = 1 }\n[zoe]\npoints = { tp1 = 11 }\n",
    );
    class.grade(&[]);
    let lea = pupil(&class, "lea");
    assert_eq!(line(&lea, "tp1").points, Some(5.0));
    assert!(line(&lea, "tp1").because.last().is_some_and(|why| why.contains("au lieu de 1")));
    assert_eq!((line(&lea, "tp3").points, lea.mark.provisional), (Some(2.0), false));
    let zoe = pupil(&class, "zoe");
    assert_eq!((zoe.presence, line(&zoe, "tp1").points), (Presence::HandedIn, Some(11.0)), "on paper");
    assert_eq!(pupil(&class, "tom").presence, Presence::NotHandedIn);
}

#[test]
fn a_sheet_can_be_shared_between_criteria() {
    let part = |name: &str, criterion: &str| {
        format!("[[lignes]]\nnom = \"{name}\"\ncritere = \"{criterion}\"\nfeuille = \"tp1\"\n")
    };
    let class = class(&format!("titre = \"TP 1\"\n{}{}", part("a", "identifier"), part("b", "manipuler")));
    class.write("lea/tp1.toml", "q1 = \"SUBACK\"\nq3 = \"1\"\nq4 = \"2\"\n");
    class.grade(&[]);
    let lea = pupil(&class, "lea");
    let points = |id| (line(&lea, id).points, line(&lea, id).out_of);
    assert_eq!(points("a"), (Some(1.0), 4.0));
    assert_eq!(points("b"), (Some(2.0), 7.0));
    let prose = |id| line(&lea, id).sheet.as_ref().map_or(0, |sheet| sheet.prose.len());
    assert_eq!((prose("a"), prose("b")), (5, 0), "predictions are shown once");
}

#[test]
fn hostile_forms_stop_nothing_and_stay_text() {
    let class = class(SCHEME);
    let form = "q1 = \"<img src=x onerror=alert(1)>\"\nq4 = \"=HYPERLINK(1)\"\nq5 = \"\\u001b[2J\\u202e\"\n";
    class.write("lea/reponses/tp1.toml", form);
    class.write(
        "lea/compte-rendu.md",
        "# <script>alert(1)</script>\n\n[x](javascript:alert(1)) `</code>` \u{1b}[2J\n",
    );
    class.write("tom/reponses/tp1.toml", &format!("q1 = {}", "[".repeat(60_000)));
    class.write("zoe/reponses/tp1.toml", &"q1 = \"SUBACK\"\n".repeat(50 << 16));
    class.write("zoe/reponses/tp3.toml", "q3 = \"1\"\n");
    class.grade(&[]);
    for name in ["eleves/lea.html", "eleves/tom.html", "eleves/zoe.html", "index.html", "junit.xml"] {
        let page = class.output(name);
        for hostile in ["<img", "<script", "\u{1b}", "\u{202e}", "href=\"javascript"] {
            assert!(!page.contains(hostile), "{name} has {hostile:?}");
        }
    }
    let status = |id, of| line(&pupil(&class, id), of).sheet.as_ref().map(|sheet| sheet.status);
    assert_eq!(status("tom", "tp1"), Some(SheetStatus::Marked), "brackets are an answer, and a wrong one");
    assert_eq!(status("zoe", "tp1"), Some(SheetStatus::NotHandedIn), "46 megabytes are not read");
    assert_eq!(status("zoe", "tp3"), Some(SheetStatus::Marked), "and the rest is");
    let remarks = pupil(&class, "zoe").submission.expect("a submission").remarks;
    assert!(remarks[0].contains("plus de 64 Kio"), "{remarks:?}");
}

#[cfg(unix)]
#[test]
fn a_form_that_is_a_link_is_not_read() {
    let class = class(SCHEME);
    class.write("secret.toml", "q1 = \"SUBACK\"\n");
    class.write("lea/note.txt", "");
    std::fs::create_dir(class.path().join("lea/reponses")).expect("a folder");
    std::os::unix::fs::symlink("../../secret.toml", class.path().join("lea/reponses/tp1.toml"))
        .expect("a link");
    class.grade(&[]);
    let lea = pupil(&class, "lea");
    assert_eq!(line(&lea, "tp1").state, LineState::NotHandedIn);
    let remarks = lea.submission.expect("a submission").remarks;
    assert!(remarks[0].contains("un lien vers autre chose"), "{remarks:?}");
}

#[test]
fn an_account_of_an_office_program_is_told_to_be_read_apart() {
    let class = class(SCHEME);
    class.write("lea/Compte rendu.odt", "PK");
    class.grade(&[]);
    let lea = pupil(&class, "lea");
    assert_eq!(line(&lea, "compte-rendu").state, LineState::ToMark);
    let remarks = lea.submission.expect("a submission").remarks;
    assert!(remarks[0].contains("à lire à part"), "{remarks:?}");
}

#[test]
fn drawn_sheets_are_marked_by_the_folder_that_td_filled() {
    let class =
        class("titre = \"TD\"\n[[lignes]]\nnom = \"td1\"\ncritere = \"identifier\"\nfeuille = \"td1\"\n");
    let sample = crate::support::sample();
    let form = std::fs::read_to_string(sample.join("aubry-lea/reponses/td1.toml")).expect("a form");
    class.write("lea/reponses/td1.toml", &form);
    class.write("zoe/reponses/td1.toml", &form);
    class.grade(&[]);
    let without = pupil(&class, "lea");
    assert_eq!(line(&without, "td1").state, LineState::ToMark, "nobody knows the key");
    assert!(line(&without, "td1").sheet.as_ref().is_some_and(|sheet| sheet.remarks[0].contains("--td")));

    let td = sample.join("td").display().to_string();
    let said = class.grade(&["--td", &td]);
    assert_eq!(line(&pupil(&class, "lea"), "td1").points, Some(16.0));
    assert!(said.contains("TD 1, sujet 1\u{a0}: rendu par lea, zoe, qui ne sont pas en binôme."), "{said}");
    class.write("tom/reponses/td1.toml", "binome = 0\nq1 = \"console-34\"\n");
    let said = class.grade(&["--td", &td]);
    assert!(said.contains("TD 1\u{a0}: tom a rendu le sujet du livre"), "{said}");
    let first = without_times(class.entries());
    class.grade(&["--td", &td, "--jobs", "1"]);
    assert!(without_times(class.entries()) == first, "the same class gave another result");

    let output = class.command(&["--td", "/nulle/part"]).output().expect("started");
    assert!(told(&output).contains("n’a ni graine ni clés"), "{}", told(&output));
}
