//! What is written, and where.

use std::fs;

use crate::support::Class;
use crate::whole_class::{SCHEME, source};

const FILE: &str = "exercises/00-installation/src/lib.rs";

#[test]
fn a_pupil_who_left_the_class_leaves_no_report() {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    class.write("classe.csv", "id;nom\nlea;AUBRY\nzoe;CARON\n");
    class.write(&format!("lea/{FILE}"), &source(1, true));
    class.grade(&[]);
    let page = |name: &str| class.path().join("rapports/eleves").join(name);
    assert!(page("zoe.html").exists());
    // The teacher's own, which nobody wrote for a pupil.
    class.write("rapports/eleves/zoe-remarques.html", "à garder");
    class.write("classe.csv", "id;nom\nlea;AUBRY\nines;HADDAD\n");
    let said = class.grade(&[]);
    assert!(said.contains("1 rapport de l’ancienne liste retiré\u{a0}: "), "{said}");
    assert!(!page("zoe.html").exists() && page("lea.html").exists() && page("ines.html").exists());
    assert!(page("zoe-remarques.html").exists());
    let said = class.grade(&[]);
    assert!(!said.contains("ancienne liste"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_page_is_written_through_no_link() {
    let class = Class::empty();
    class.write("classe.csv", "id;nom\nlea;AUBRY\n");
    class.write("notes-manuelles.toml", "[lea]\nnote = 12\n");
    class.write("ailleurs.txt", "à un autre");
    fs::create_dir_all(class.path().join("rapports/eleves")).expect("folders");
    for name in ["lea.html", "lea.html.tmp"] {
        let link = class.path().join("rapports/eleves").join(name);
        std::os::unix::fs::symlink(class.path().join("ailleurs.txt"), link).expect("a link");
    }
    class.grade(&["--bareme", "reseau"]);
    assert_eq!(fs::read_to_string(class.path().join("ailleurs.txt")).expect("there"), "à un autre");
    assert!(class.output("eleves/lea.html").contains("AUBRY"));
}
