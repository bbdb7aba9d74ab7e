//! `verify` turns red for each kind of fault that it claims to catch, and stays green without.
//!
//! One fake course, built once: a good exercise, then one exercise for each fault.

use std::fs;
use std::path::Path;

use course::Course;

use super::layout::SECTIONS;
use crate::generate;

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"exercises/*\", \"solutions/*\"]\n";

const FAILURE: &str = "test result: FAILED. 0 passed; 2 failed";

const SOLUTION: &str = "//! Adds.

/// The sum.
pub fn sum(a: u8, b: u8) -> u8 {
    // @stub todo!(\"add {a} and {b}\")
    // @solution
    a + b
    // @end
}

/// The double.
pub fn double(a: u8) -> u8 {
    // @stub todo!(\"double {a}\")
    // @solution
    a * 2
    // @end
}
";

const PATCH: &str = "# Multiplies.\nfails test_sum: left: 6\n@@\n-    a + b\n+    a * b\n";

const DEPENDENCY: &str = "[dependencies]\nexercise-00 = { path = \"../00-sum\" }\n\n[lib]";

/// A change to one file of a good exercise, and what `verify` must say.
struct Fault {
    /// The file, `NN` standing for the exercise's number.
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// The check that must fail, and words of its message.
    check: &'static str,
    words: &'static str,
}

/// An empty `from` in an absent file adds that file; an absent patch is [`PATCH`], since each costs two compilations.
const FAULTS: [Fault; 19] = [
    fault("exercises/NN-sum/README.md", "## Dans les logs", "## Logs", "README", "Dans les logs"),
    fault(
        "exercises/NN-sum/README.md",
        "cargo test -p",
        "cargo run -p",
        "README",
        "does not give the command",
    ),
    fault("exercises/NN-sum/README.md", "2 failed", "3 failed", "README", "does not announce"),
    fault("exercises/NN-sum/notes.txt", "", "stray", "no stray file", "notes.txt"),
    fault("solutions/NN-sum/wrong/draft.txt", "", "stray", "no stray file", "wrong/draft.txt"),
    fault("exercises/NN-sum/Cargo.toml", "test = false", "test = true", "packages", "test = false"),
    fault("exercises/NN-sum/Cargo.toml", "exercise-", "exercice-", "packages", "no package is called"),
    fault("exercises/NN-sum/Cargo.toml", "[lib]", DEPENDENCY, "packages", "only testkit is allowed"),
    fault(
        "solutions/NN-sum/tests/verifie.rs",
        "mod student",
        "mod pupil",
        "every test passes",
        "mod student",
    ),
    fault("exercises/NN-sum/src/lib.rs", "Adds", "Add", "starter is in step", "cargo x gen"),
    fault("exercises/NN-sum/exercise.toml", "test_double", "test_triple", "listed tests", "test_triple"),
    fault(
        "solutions/NN-sum/src/lib.rs",
        "a * 2",
        "a * 3",
        "every test passes on the solution",
        "test_double fails",
    ),
    fault(
        "solutions/NN-sum/src/lib.rs",
        "a * 2",
        "let c = 1; a * 2",
        "every test passes on the solution",
        "unused",
    ),
    fault("solutions/NN-sum/wrong/product.patch", "a * b", "b + a", "wrong/product.patch", "passes in spite"),
    fault(
        "solutions/NN-sum/wrong/product.patch",
        "left: 6",
        "left: 7",
        "wrong/product.patch",
        "does not say",
    ),
    fault(
        "solutions/NN-sum/wrong/product.patch",
        "-    a + b",
        "-    a - b",
        "wrong/product.patch",
        "no such lines",
    ),
    fault(
        "solutions/NN-sum/wrong/product.patch",
        "test_sum",
        "test_som",
        "wrong/product.patch",
        "no such test",
    ),
    fault(
        "solutions/NN-sum/wrong/product.patch",
        "+    a * b",
        "+    a *",
        "wrong/product.patch",
        "not compile",
    ),
    fault(
        "solutions/NN-sum/wrong/product.patch",
        "+    a * b",
        "+    a * b\n@@\n-    a * 2\n+    a",
        "wrong/product.patch",
        "test_double fails too",
    ),
];

const fn fault(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    check: &'static str,
    words: &'static str,
) -> Fault {
    Fault { file, from, to, check, words }
}

/// Stubs that break one rule of starters; they change the committed starter with them.
const STUBS: [(&str, &str, &str); 4] = [
    ("todo!(\"add\")", "starter compiles without a warning", "unused variable"),
    ("\"five\"", "starter compiles without a warning", "mismatched types"),
    ("a + b", "every test fails on the starter", "test_sum passes already"),
    ("panic!(\"add {a} and {b}\")", "every test fails on the starter", "another reason than todo!"),
];

#[test]
fn each_kind_of_fault_turns_verify_red() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(&root.join("Cargo.toml"), WORKSPACE);
    for number in 0..=FAULTS.len() + STUBS.len() {
        write_exercise(root, number, SOLUTION);
    }
    write(&root.join("solutions/00-sum/wrong/product.patch"), PATCH);
    for ((stub, ..), number) in STUBS.iter().zip(FAULTS.len() + 1..) {
        write_exercise(root, number, &SOLUTION.replace("todo!(\"add {a} and {b}\")", stub));
    }
    let course = Course::load(root).unwrap();
    assert!(!generate::run(&course, true).unwrap(), "gen --check sees empty starters");
    assert!(generate::run(&course, false).unwrap(), "gen writes them");
    assert!(generate::run(&course, true).unwrap(), "gen --check has nothing more to say");
    for (Fault { file, from, to, .. }, number) in FAULTS.iter().zip(1..) {
        let path = root.join(file.replace("NN", &format!("{number:02}")));
        let patch = if file.ends_with(".patch") { PATCH } else { "" };
        let text = fs::read_to_string(&path).unwrap_or_else(|_| patch.to_owned());
        assert!(text.contains(from), "{from} is not in {}", path.display());
        write(&path, &text.replacen(from, to, 1));
    }

    let report = super::run(&Course::load(root).unwrap(), Some(&root.join("target"))).unwrap();

    assert_eq!(report.faults("00-sum"), [""; 0], "the good exercise is green");
    let faults = FAULTS.iter().map(|fault| (fault.check, fault.words));
    let stubs = STUBS.iter().map(|(_, check, words)| (*check, *words));
    for ((check, words), number) in faults.chain(stubs).zip(1..) {
        let found = report.faults(&format!("{number:02}-sum"));
        let caught = found.iter().any(|fault| fault.starts_with(check) && fault.contains(words));
        assert!(caught, "exercise {number}: « {check} » should fail and say « {words} »: {found:#?}");
    }
    let text = report.to_string();
    let last = text.lines().last().unwrap();
    let passed = text.lines().filter(|line| line.starts_with("  ok ")).count();
    assert_eq!(last, format!("{passed} passed, {} failed", report.failed()));
    assert!(report.failed() >= FAULTS.len() + STUBS.len());
}

#[test]
fn a_broken_testkit_is_said_once() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(&root.join("Cargo.toml"), WORKSPACE);
    write_exercise(root, 0, SOLUTION);
    write(
        &root.join("testkit/Cargo.toml"),
        "[package]\nname = \"testkit\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    write(&root.join("testkit/src/lib.rs"), "pub fn value() -> u8 {}\n");
    let manifest = root.join("exercises/00-sum/Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    write(&manifest, &format!("{text}\n[dev-dependencies]\ntestkit = {{ path = \"../../testkit\" }}\n"));

    let course = Course::load(root).unwrap();
    let error = super::run(&course, Some(&root.join("target"))).err().expect("an error");
    assert!(error.to_string().starts_with("testkit does not compile:"), "{error:#}");
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn write_exercise(root: &Path, number: usize, solution: &str) {
    let id = format!("{number:02}-sum");
    let folder = |kind: &str| root.join(kind).join(&id);
    for kind in ["exercise", "solution"] {
        let manifest = format!(
            "[package]\nname = \"{kind}-{number:02}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [lib]\ntest = false\ndoctest = false\n"
        );
        write(&folder(&format!("{kind}s")).join("Cargo.toml"), &manifest);
    }
    let readme =
        format!("# Sum\n\n{}\n\ncargo test -p exercise-{number:02}\n\n{FAILURE}\n", SECTIONS.join("\n\n"));
    write(&folder("exercises").join("README.md"), &readme);
    let manifest = "title = \"Sum\"\nchapter = \"sum\"\nminutes = 5\nestimate = \"one line\"\npoints = 1\n\
                    clauses = [\"§2.2.3\"]\nhints = [\"a\", \"b\", \"c\"]\n\
                    tests = [{ name = \"test_sum\", text = \"Sum\" }, { name = \"test_double\", text = \"Double\" }]\n";
    write(&folder("exercises").join("exercise.toml"), manifest);
    let tests = format!(
        "use exercise_{number:02} as it;\n\n#[test]\nfn test_sum() {{\n    assert_eq!(it::sum(2, 3), 5);\n}}\n\n\
         #[test]\nfn test_double() {{\n    assert_eq!(it::double(2), 4);\n}}\n"
    );
    write(&folder("exercises").join("tests/verifie.rs"), &tests);
    write(&folder("exercises").join("src/lib.rs"), "");
    write(&folder("solutions").join("src/lib.rs"), solution);
    let wrapper = format!(
        "extern crate solution_{number:02} as exercise_{number:02};\n\n\
         #[path = \"../../../exercises/{id}/tests/verifie.rs\"]\nmod student;\n"
    );
    write(&folder("solutions").join("tests/verifie.rs"), &wrapper);
}
