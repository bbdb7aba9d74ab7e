//! Each input that is kept, through the function that it was kept for.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use fuzzing::TARGETS;

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("..").join("fuzz")
}

#[test]
fn what_was_found_once_is_not_found_again() {
    for (name, target) in TARGETS {
        let folder = fuzz().join("corpus").join(name);
        let mut inputs = 0;
        for entry in fs::read_dir(&folder).expect("a folder of inputs") {
            let path = entry.expect("an input").path();
            let input = fs::read(&path).expect("an input");
            assert!(catch_unwind(|| target(&input)).is_ok(), "{}", path.display());
            inputs += 1;
        }
        assert!(inputs > 2, "{}: {inputs} inputs", folder.display());
    }
}

#[test]
fn a_fuzzer_can_call_each_function() {
    for (name, _) in TARGETS {
        let target = fuzz().join("fuzz_targets").join(format!("{name}.rs"));
        let text = fs::read_to_string(&target).expect("a target of the fuzzer");
        assert!(text.contains("fuzzing::"), "{} calls nothing", target.display());
    }
}
