//! Code that is alike: for the teacher's eyes, on the class page.

use grader::model::{Owner, Passage, Similar};

use crate::support::{page, pages, sample};

fn passage(lines: (usize, usize), other_file: &str, other_lines: (usize, usize)) -> Passage {
    let file = "exercises/02-longueur-restante/src/lib.rs".to_owned();
    Passage { file, lines, other_file: other_file.to_owned(), other_lines }
}

fn similar(to: Owner, share: f64, passages: Vec<Passage>) -> Similar {
    Similar { exercise: "02-longueur-restante".to_owned(), pupil: String::new(), to, share, passages }
}

#[test]
fn the_class_page_shows_similar_code_and_no_rapport_does() {
    let mut result = sample();
    let without = pages(&result);
    let own = "exercises/02-longueur-restante/src/lib.rs";
    let id = |number: usize| result.pupils[number].id.clone();
    let mut all = vec![
        similar(
            Owner::Pupil(id(1)),
            96.0,
            vec![passage((12, 30), own, (40, 58)), passage((35, 35), own, (8, 8))],
        ),
        similar(
            Owner::Kit("crates/mqtt-packet/src/remaining_length.rs".to_owned()),
            71.0,
            vec![passage((12, 30), "crates/mqtt-packet/src/remaining_length.rs", (50, 68))],
        ),
        similar(Owner::Archive("<b>2025</b> DURAND.zip".to_owned()), 60.0, Vec::new()),
    ];
    all.iter_mut().for_each(|one| one.pupil = id(0));
    result.class.similar = all;
    let with = pages(&result);
    let index = page(&with, "index.html");
    let (_, section) = index.split_once("<section aria-labelledby=\"semblables\">").expect("its part");
    let (section, _) = section.split_once("</section>").expect("its end");
    insta::assert_snapshot!("semblables", section);
    for (one, other) in with.iter().zip(&without).filter(|(page, _)| !page.path.ends_with("index.html")) {
        assert_eq!(one.html, other.html, "{}", one.path.display());
    }
}
