//! `cargo x verify` turns red for each kind of fault that it claims to catch, and stays green without.
//!
//! One fake course, built once: a good exercise, then one exercise for each fault.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

mod kit;

use std::fs;
use std::process::Output;

use kit::{Kit, SOLUTION, write};

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
const FAULTS: [Fault; 22] = [
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
    fault(
        "solutions/NN-sum/wrong/product.patch",
        PATCH,
        "fails test_double: left: 6\n@@\n-    a * 2\n+    a * 3\n",
        "wrong/product.patch loses",
        "no hidden group sees",
    ),
    fault(
        "grader/secret/NN-sum/sum.rs",
        "cases.line(",
        "panic!(\"too soon\"); cases.line(",
        "solution keeps every hidden group",
        "too soon",
    ),
    fault(
        "grader/secret/NN-sum/sum.rs",
        ", sum)",
        ", sum as u32 + std::process::id())",
        "solution keeps every hidden group",
        "sum(0, 3)",
    ),
    fault(
        "grader/secret/NN-sum/groups.toml",
        "[[group]]\nname = \"sum\"\ntitle = \"Add\"",
        "group = []",
        "solution keeps every hidden group",
        "has no hidden group",
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
    let kit = Kit::new();
    for number in 0..=FAULTS.len() + STUBS.len() {
        kit.exercise(number, SOLUTION);
    }
    write(&kit.path("solutions/00-sum/wrong/product.patch"), PATCH);
    kit.hidden_group(0);
    for ((stub, ..), number) in STUBS.iter().zip(FAULTS.len() + 1..) {
        kit.exercise(number, &SOLUTION.replace("todo!(\"add {a} and {b}\")", stub));
    }
    for (arguments, good) in [(&["gen", "--check"][..], false), (&["gen"], true), (&["gen", "--check"], true)]
    {
        let output = kit.x(arguments);
        assert_eq!(output.status.success(), good, "{arguments:?}: {}", text(&output));
    }
    for (Fault { file, from, to, .. }, number) in FAULTS.iter().zip(1..) {
        let is_patch = file.ends_with(".patch");
        // What runs a source twice more is for those that need it.
        if is_patch || file.starts_with("grader/") {
            kit.hidden_group(number);
        }
        let path = kit.path(&file.replace("NN", &format!("{number:02}")));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| if is_patch { PATCH } else { "" }.to_owned());
        assert!(text.contains(from), "{from} is not in {}", path.display());
        write(&path, &text.replacen(from, to, 1));
    }

    let output = kit.x(&["verify"]);
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output);
    assert_eq!(faults(&report, "00-sum"), [""; 0], "the good exercise is green");
    let expected = FAULTS.iter().map(|fault| (fault.check, fault.words));
    let stubs = STUBS.iter().map(|(_, check, words)| (*check, *words));
    for ((check, words), number) in expected.chain(stubs).zip(1..) {
        let found = faults(&report, &format!("{number:02}-sum"));
        let caught = found.iter().any(|fault| fault.starts_with(check) && fault.contains(words));
        assert!(caught, "exercise {number}: « {check} » should fail and say « {words} »: {found:#?}");
    }
    let count = |sign: &str| report.lines().filter(|line| line.starts_with(sign)).count();
    let last = format!("{} passed, {} failed", count("  ok "), count("  FAIL "));
    assert!(report.lines().any(|line| line == last), "{last} is not what is counted:\n{report}");
}

#[test]
fn a_package_of_another_name_stops_the_hidden_groups_and_both_are_said() {
    let kit = Kit::new();
    kit.exercise(0, SOLUTION);
    kit.exercise(1, SOLUTION);
    let manifest = kit.path("exercises/01-sum/Cargo.toml");
    write(&manifest, &fs::read_to_string(&manifest).unwrap().replace("exercise-", "exercice-"));
    let report = text(&kit.x(&["verify"]));
    let packages = faults(&report, "01-sum").into_iter().find(|fault| fault.starts_with("packages"));
    assert!(packages.is_some_and(|fault| fault.contains("no package is called exercise-01")), "{report}");
    let [hidden] = &faults(&report, "hidden groups")[..] else { panic!("{report}") };
    assert!(hidden.contains("no plan"), "{hidden}");
}

#[test]
fn a_broken_testkit_is_said_once() {
    let kit = Kit::new();
    kit.exercise(0, SOLUTION);
    write(
        &kit.path("testkit/Cargo.toml"),
        "[package]\nname = \"testkit\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    write(&kit.path("testkit/src/lib.rs"), "pub fn value() -> u8 {}\n");
    let manifest = kit.path("exercises/00-sum/Cargo.toml");
    let before = fs::read_to_string(&manifest).unwrap();
    write(&manifest, &format!("{before}\n[dev-dependencies]\ntestkit = {{ path = \"../../testkit\" }}\n"));
    let said = text(&kit.x(&["verify"]));
    assert_eq!(said.matches("testkit does not compile:").count(), 1, "{said}");
}

/// The faults of one section, as `check: fault`.
fn faults(report: &str, title: &str) -> Vec<String> {
    let lines = report.lines().skip_while(|line| *line != title).skip(1);
    let mut faults: Vec<String> = Vec::new();
    let mut good = true;
    for line in lines.take_while(|line| line.starts_with("  ")) {
        if let Some(check) = line.strip_prefix("  FAIL  ") {
            faults.push(format!("{check}:"));
            good = false;
        } else if line.starts_with("  ok    ") {
            good = true;
        } else if let Some(fault) = faults.last_mut().filter(|_| !good) {
            *fault += line;
        }
    }
    faults
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
