//! Groups that are conversations: what becomes of those who answer, and of those who do otherwise.

use std::fs;
use std::path::Path;

use runner::{Limits, Quota, Sandbox, Seed, Status, Tier};

use crate::kit::{LIMITS, plan, sandbox, unit_of};
use crate::summary;

fn source(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/conversations/sources");
    fs::read_to_string(folder.join(name).with_extension("rs")).unwrap()
}

macro_rules! sources {
    ($limits:expr, $($name:ident)*) => {$(
        #[test]
        fn $name() {
            let unit = unit_of("01-service", &source(stringify!($name)));
            let verdict = plan().run(&unit, sandbox(), &Seed::new("test"), &$limits).unwrap();
            insta::assert_snapshot!(stringify!($name), summary::of(&verdict));
        }
    )*};
}

sources! { LIMITS, right wrong floods panics hangs_up starter opens_a_socket forges_frames }
sources! { WAITED_FOR, silent halfway }

/// Of those who never answer, all that can be known is known soon.
const WAITED_FOR: Limits = Limits { run: Quota { wall_seconds: 3, ..LIMITS.run }, ..LIMITS };

#[test]
fn in_every_sandbox_of_this_machine() {
    plan();
    let unit = unit_of("01-service", &source("right"));
    let others = [Sandbox::of(Tier::Bubblewrap).ok(), Some(Sandbox::none())];
    for sandbox in others.into_iter().flatten() {
        let verdict = plan().run(&unit, &sandbox, &Seed::new("test"), &LIMITS).unwrap();
        assert!(verdict.groups.iter().all(|group| group.status == Status::Pass), "{verdict:#?}");
    }
}
