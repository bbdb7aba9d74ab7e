//! The sandbox itself, as seen from outside.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use runner::{Limits, Sandbox, Seed, Status, Tier, Unit};

use crate::kit::{self, unit};

const PROGRAM: &str = env!("CARGO_BIN_EXE_runner");

#[test]
fn this_machine_has_the_best_sandbox() {
    kit::plan();
    assert_eq!(Sandbox::best().unwrap().tier(), Tier::Landlock);
}

#[test]
fn an_ordinary_user_has_the_same_sandbox() {
    if !rustix::process::getuid().is_root() || !Path::new("/usr/bin/setpriv").exists() {
        return; // then the other tests are those of an ordinary user already
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let program = folder.path().join("runner");
    std::fs::copy(PROGRAM, &program).unwrap();
    let arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];
    let output = Command::new("/usr/bin/setpriv").args(arguments).arg(program).output().unwrap();
    assert_eq!(text(&output), "Landlock\n");
}

#[test]
fn without_a_sandbox_results_are_marked_so() {
    let sandbox = Sandbox::none();
    let seed = Seed::new("test");
    let source = include_str!("sources/all_right.rs");
    let verdict = kit::plan().run(&unit(source), &sandbox, &seed, &kit::LIMITS).unwrap();
    assert!(verdict.enforced.tier.is_indicative());
    assert!(verdict.groups.iter().all(|group| group.status == Status::Pass));
}

#[test]
fn a_refusal_says_what_to_do() {
    let attempts = vec![
        (Tier::Landlock, "se ferme, mais laisse passer\u{a0}: network".to_owned()),
        (Tier::Bubblewrap, "ne démarre pas (No such file or directory)".to_owned()),
    ];
    insta::assert_snapshot!(runner::Refusal { attempts });
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn bubblewrap_does_nearly_as_well() {
    kit::plan();
    let Ok(sandbox) = Sandbox::of(Tier::Bubblewrap) else {
        assert!(!Path::new("/usr/bin/bwrap").exists(), "{:?}", Sandbox::of(Tier::Bubblewrap));
        return; // not installed here
    };
    let table = [
        (include_str!("sources/all_right.rs"), [Status::Pass, Status::Pass]),
        (include_str!("sources/endless_loop.rs"), [Status::Pass, Status::Timeout]),
        (include_str!("sources/memory_bomb.rs"), [Status::Memory, Status::Pass]),
        (include_str!("sources/writes_its_own_memory.rs"), [Status::Panic, Status::Pass]),
        (include_str!("sources/opens_a_socket.rs"), [Status::Panic, Status::Pass]),
    ];
    for (source, expected) in table {
        let verdict = kit::plan().run(&unit(source), &sandbox, &Seed::new("test"), &kit::LIMITS).unwrap();
        let statuses: Vec<Status> = verdict.groups.iter().map(|group| group.status).collect();
        assert_eq!(statuses, expected, "{source}\n{verdict:#?}");
    }
}

#[test]
fn a_machine_short_of_memory_ends_the_students_program_first() {
    // Without a sandbox, since it may not read the file in one; limits are set the same.
    let source = "pub fn double(_: u32) -> u32 { std::fs::read_to_string(\"/proc/self/oom_score_adj\").unwrap()\
                  .trim().parse().unwrap() }\npub fn envers(_: &[u8]) -> Vec<u8> { vec![] }\n";
    let verdict = kit::plan().run(&unit(source), &Sandbox::none(), &Seed::new("test"), &kit::LIMITS).unwrap();
    let said = verdict.groups[0].difference.clone().unwrap();
    assert_eq!(said.got.as_deref(), Some("1000"), "{verdict:#?}");
}

#[test]
fn a_key_changes_with_all_that_a_verdict_depends_on() {
    let (plan, sandbox) = (kit::plan(), kit::sandbox());
    let (source, seed, limits) = (unit("a"), Seed::new("one"), kit::LIMITS);
    let key = plan.cache_key(&source, sandbox, &seed, &limits);
    assert_eq!(plan.cache_key(&unit("a"), sandbox, &Seed::new("one"), &limits), key);
    let elsewhere = Unit::new("00-essai", vec![("src/other.rs".into(), b"a".to_vec())]).unwrap();
    let longer = Limits { unit_seconds: limits.unit_seconds + 1, ..limits };
    let others = [
        ("source", plan.cache_key(&unit("b"), sandbox, &seed, &limits)),
        ("path", plan.cache_key(&elsewhere, sandbox, &seed, &limits)),
        (
            "exercise",
            plan.cache_key(
                &Unit::new("01-essai", source.sources().to_vec()).unwrap(),
                sandbox,
                &seed,
                &limits,
            ),
        ),
        ("tier", plan.cache_key(&source, &Sandbox::none(), &seed, &limits)),
        ("seed", plan.cache_key(&source, sandbox, &Seed::new("two"), &limits)),
        ("limits", plan.cache_key(&source, sandbox, &seed, &longer)),
    ];
    for (what, other) in others {
        assert_ne!(other, key, "{what}");
    }
}

#[test]
fn another_seed_draws_other_cases() {
    let source = include_str!("sources/starter.rs");
    let first = |seed: &str| {
        let verdict = kit::plan().run(&unit(source), kit::sandbox(), &Seed::new(seed), &kit::LIMITS).unwrap();
        verdict.groups[0].difference.clone().unwrap().input
    };
    assert_ne!(first("test"), first("another"));
}

#[test]
fn what_there_is_no_time_for_is_not_run_and_not_kept() {
    let limits = Limits { unit_seconds: 0, ..kit::LIMITS };
    let source = unit(include_str!("sources/all_right.rs"));
    let verdict = kit::plan().run(&source, kit::sandbox(), &Seed::new("test"), &limits).unwrap();
    assert!(verdict.groups.iter().all(|group| group.status == Status::NotRun), "{verdict:#?}");
    assert!(verdict.is_unsteady());
}

#[test]
fn a_fault_of_the_kit_is_no_verdict() {
    let stranger = Unit::new("99-inconnu", vec![]).unwrap();
    let error = kit::plan().run(&stranger, kit::sandbox(), &Seed::new("test"), &kit::LIMITS).unwrap_err();
    assert_eq!(error.to_string(), "Cet atelier n’a pas d’exercice «\u{a0}99-inconnu\u{a0}».");
}
