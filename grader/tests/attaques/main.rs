//! Attacks on the grader: each folder of `cas/` is a hostile submission and says what may come of it, and what must stop
//! it. All of them are graded as one class, with two honest pupils among them. `README.md` tells how to add one.
//!
//! The quick ones are part of `cargo test`. Those that use up their whole time, and all of them once more by an ordinary
//! user where root runs the tests: `cargo test --package grader --test attaques -- --ignored --test-threads=1`.

#![cfg(target_os = "linux")]

mod attack;
mod grading;
mod ground;
#[allow(dead_code, reason = "the tests of the reports use the rest")]
#[path = "../report/html.rs"]
mod html;
mod kit;
mod made;
mod outputs;
mod read_only_kit;
mod submission;
mod verdicts;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use attack::{Attack, Layer};
use grading::{grade, survivors};
use ground::{Ground, Who};

/// The most memory that the grader itself may have, in KiB: all that an archive may make it read, and room to spare.
const MEMORY: u64 = 160 << 10;

#[test]
fn quick_attacks_cost_nobody_anything() {
    stand(Who::Me, |attack| !attack.slow);
}

#[test]
#[ignore = "uses up the time limits: two minutes"]
fn slow_attacks_cost_nobody_anything() {
    stand(Who::Me, |attack| attack.slow);
}

#[test]
#[ignore = "all attacks once more: two minutes"]
fn all_attacks_cost_an_ordinary_user_nothing() {
    if !is_root() {
        eprintln!("Not root: the other tests are those of an ordinary user already.");
        return;
    }
    let found = Path::new("/usr/bin/setpriv").exists();
    let required = std::env::var("ATELIER_REQUIRE_PEERS").is_ok_and(|value| value == "1");
    assert!(found || !required, "setpriv (util-linux) is missing, and ATELIER_REQUIRE_PEERS=1");
    if found {
        stand(Who::Nobody, |_| true);
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").expect("/proc").uid() == 0
}

/// Grades a class of these attacks and two honest pupils, and looks at everything that it did.
fn stand(who: Who, wanted: impl Fn(&Attack) -> bool) {
    let all = Attack::all();
    let possible = |attack: &&Attack| is_root() || !attack.two_owners;
    let attacks: Vec<&Attack> = all.iter().filter(|attack| wanted(attack)).filter(possible).collect();
    let ground = Ground::new(who);
    // The kit is prepared first: what follows is about submissions.
    grade(&ground, &[]);
    ground.hand_in(&attacks);
    let before = ground.outside();

    let first = grade(&ground, &[]);
    println!("{} attacks graded in {:.1?}, {} MiB", attacks.len(), first.elapsed, first.memory >> 10);
    let mut faults = verdicts::faults(&attacks, &ground, &first);
    faults.extend(verdicts::of_the_honest(&first));
    faults.extend(verdicts::of_the_outputs(&ground, &first));
    if first.code != Some(0) {
        faults.push(format!("the grader ends with {:?}:\n{}", first.code, first.said));
    }
    if first.memory > MEMORY {
        faults.push(format!("the grader took {} MiB", first.memory >> 10));
    }
    for (path, after) in ground.outside() {
        if before.get(&path) != Some(&after) {
            faults.push(format!("{} was {:?}, is {after}", path.display(), before.get(&path)));
        }
    }
    let gone = before.keys().filter(|path| !path.exists() && !path.is_symlink());
    faults.extend(gone.map(|path| format!("{} is gone", path.display())));
    faults.extend(ground.intruders().iter().map(|path| format!("{} was written", path.display())));
    faults.extend(lasting(&ground).iter().map(|process| format!("still running: {process}")));

    // The same whoever grades: once is enough.
    if who == Who::Me {
        let second = grade(&ground, &[]);
        println!("and again in {:.1?}", second.elapsed);
        faults.extend(verdicts::of_the_second(&attacks, &first, &second));
    }
    assert!(faults.is_empty(), "{} faults\n- {}", faults.len(), faults.join("\n- "));
}

/// Processes that are there still a while after the end.
fn lasting(ground: &Ground) -> Vec<String> {
    let end = Instant::now() + Duration::from_secs(5);
    loop {
        let found = survivors(&ground.path(""));
        if found.is_empty() || Instant::now() > end {
            return found;
        }
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn without_a_sandbox_the_same_attacks_succeed() {
    let all = Attack::all();
    let attacks: Vec<&Attack> = all.iter().filter(|attack| !attack.bites.is_empty()).collect();
    let ground = Ground::new(Who::Me);
    ground.hand_in(&attacks);
    let grading = grade(&ground, &["--sans-bac-a-sable"]);
    let mut faults = Vec::new();
    for attack in attacks {
        let report = verdicts::report(&ground, grading.of(&attack.label()));
        let missing =
            attack.bites.iter().map(|words| ground.fill(words)).filter(|words| !report.contains(words));
        faults
            .extend(missing.map(|words| format!("{}: its report lacks « {words} »:\n{report}", attack.name)));
    }
    assert!(faults.is_empty(), "they prove nothing\n- {}", faults.join("\n- "));
}

#[test]
fn each_layer_has_something_to_stop() {
    use Layer::{Compiler, Intake, Limits, None, Reports, Sandbox, Transcript};
    let all = Attack::all();
    let layers: BTreeSet<Layer> = all.iter().map(|attack| attack.layer).collect();
    assert_eq!(
        layers.into_iter().collect::<Vec<_>>(),
        [Intake, Compiler, Sandbox, Limits, Transcript, Reports, None]
    );
    let titles: BTreeSet<&str> = all.iter().map(|attack| attack.title.as_str()).collect();
    assert_eq!(titles.len(), all.len(), "two attacks have the same title");
    for attack in &all {
        assert!(
            !attack.expect.report.is_empty() && !attack.tries.is_empty(),
            "{} explains nothing",
            attack.name
        );
    }
}
