//! Code that is alike, from the submissions to the class page, and no further.

use std::fs;

use grader::model::{Entry, Owner};

use crate::support::{self, root};

const FILE: &str = "exercises/02-longueur-restante/src/lib.rs";

#[test]
fn similar_code_is_shown_to_the_teacher_and_costs_nothing() {
    let class = support::Class::empty();
    // A scheme that runs no code: whose code is alike does not hang on its tests.
    class.write(
        "bareme.toml",
        "titre = \"Traces\"\n[[lignes]]\nnom = \"t1\"\ncritere = \"manipuler\"\ntrace = \"tp1\"\n",
    );
    class.write(
        "classe.csv",
        "id;nom;binôme\nlea;AUBRY;\nzoe;CARON;\nmax;DUPONT;b1\ntom;ELOI;b1\nines;HADDAD;\n",
    );
    let solution = root().join("solutions/02-longueur-restante/src/lib.rs");
    let solution = fs::read_to_string(solution).expect("a solution");
    let disguised = solution.replace("reste", "r").replace("octets", "o").replace("// ", "// moi : ");
    class.write(&format!("lea/{FILE}"), &solution);
    class.write(&format!("zoe/{FILE}"), &disguised);
    let other = fs::read_to_string(root().join("solutions/06-qos-1/src/lib.rs")).expect("a solution");
    for pupil in ["max", "tom"] {
        class.write(&format!("{pupil}/exercises/06-qos-1/src/lib.rs"), &other);
    }
    let starter = root().join("exercises/02-longueur-restante/.depart.rs");
    class.write(&format!("ines/{FILE}"), &fs::read_to_string(starter).expect("a starter"));
    // Beside the submissions and yet none of them.
    class.write(&format!("annees/2025 FAURE/{FILE}"), &solution);
    let archives = class.path().join("annees");
    class.grade(&["--archives", archives.to_str().expect("a path")]);

    let found = class.entries().into_iter().find_map(|entry| match entry {
        Entry::Class(class) => Some(class.similar),
        Entry::Pupil(_) => None,
    });
    let found = found.expect("a class");
    let pupils: Vec<_> = found.iter().filter(|one| matches!(one.to, Owner::Pupil(_))).collect();
    assert_eq!(pupils.len(), 1, "{found:#?}");
    assert_eq!((pupils[0].pupil.as_str(), &pupils[0].to), ("lea", &Owner::Pupil("zoe".to_owned())));
    for pupil in ["lea", "zoe"] {
        for to in [
            Owner::Kit("solutions/02-longueur-restante/src/lib.rs".to_owned()),
            Owner::Archive("2025 FAURE".to_owned()),
        ] {
            assert!(found.iter().any(|one| one.pupil == pupil && one.to == to), "{pupil} {to:?}: {found:#?}");
        }
    }
    assert!(found.iter().all(|one| one.pupil != "ines"), "a starter is nobody's");
    let page = class.output("index.html");
    for words in ["Codes semblables", "lignes ", "100\u{a0}%", "un rendu d’une autre année (2025 FAURE)"] {
        assert!(page.contains(words), "the class page does not say {words:?}");
    }
    let rapport = class.output("eleves/zoe.html");
    assert!(!rapport.contains("semblable") && !rapport.contains("FAURE"), "a rapport tells the pupil");
}
