//! What becomes of submissions, honest and hostile: each source in `sources/` says what it tries, its snapshot what it
//! got.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod conversations;
mod in_place;
mod kit;
mod machine;
mod real;
mod summary;

use std::fs;
use std::path::Path;

use kit::{judge, unit};
use runner::{CompileStatus, Status};

/// One test for each source, so that they run side by side and a failure bears its name.
macro_rules! sources {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            let verdict = judge(&unit(&source(stringify!($name))));
            insta::assert_snapshot!(stringify!($name), summary::of(&verdict));
        }
    )*
    const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

sources! {
    // Honest work.
    all_right half_right starter compile_error other_signature panics endless_loop endless_recursion prints_a_lot_but_right
    // Using up the machine.
    memory_bomb output_bomb endless_constant type_bomb nested_source warnings
    // Reaching out.
    reads_a_file reads_while_compiling reads_the_drivers reads_without_end includes_a_module writes_a_file
    starts_a_program opens_a_socket writes_its_own_memory reads_the_environment
    // Pretending.
    exits_with_success exits_through_an_alias says_it_is_ok hooks_panics equals_everything runs_before_main steals_the_seed
    replaces_printing exits_as_a_broken_helper uses_unsafe allows_unsafe
}

fn source(name: &str) -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/sources").join(name).with_extension("rs");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    // Far too deep to be written down.
    let deep = 20_000;
    text.replace("/* DEEP */ 0", &format!("{}0{}", "(".repeat(deep), ")".repeat(deep))).replace(
        "/* WARNINGS */",
        &(0..20_000).fold(String::new(), |all, i| all + &format!("fn f{i}() {{}}\n")),
    )
}

/// Whichever limit it meets first.
#[test]
fn macro_bomb() {
    let verdict = judge(&unit(&source("macro_bomb")));
    let stopped = [CompileStatus::Memory, CompileStatus::Timeout];
    assert!(stopped.contains(&verdict.compilation.status), "{verdict:#?}");
}

/// How threads end that have no memory left is a matter of luck.
#[test]
fn thread_bomb() {
    let verdict = judge(&unit(&source("thread_bomb")));
    assert_ne!(verdict.groups[0].status, Status::Pass, "{verdict:#?}");
    assert_eq!(verdict.groups[1].status, Status::Pass, "{verdict:#?}");
}

#[test]
fn every_source_is_tried() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/sources");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut names: Vec<String> =
        NAMES.iter().chain(&["macro_bomb", "thread_bomb"]).map(|name| format!("{name}.rs")).collect();
    names.sort();
    assert_eq!(files, names);
}
