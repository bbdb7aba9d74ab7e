//! Killed in the middle, the grader goes on where it was.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use grader::model::Entry;

use crate::support::{Class, without_times};
use crate::whole_class::thirty;

#[test]
fn a_grading_that_was_killed_goes_on_where_it_was() {
    let class = thirty();
    let mut command = class.command(&["--jobs", "2"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started");
    wait_for(&class, 5);
    // SIGKILL on Unix: nothing can be put in order before the end.
    child.kill().expect("killed");
    let status = child.wait().expect("ended");
    assert!(!status.success(), "it had ended before it was killed: {status}");
    let kept = class.kept();
    assert!((5..30).contains(&kept), "{kept} verdicts kept");

    class.grade(&[]);
    let reused: u32 = class.entries().iter().map(reused).sum();
    assert_eq!(reused as usize, kept, "what was kept is not run again, and is whole");
    let resumed = without_times(class.entries());

    std::fs::remove_dir_all(class.path().join("rapports")).expect("removed");
    class.grade(&[]);
    let again = without_times(class.entries());
    let differ = again.iter().zip(&resumed).find(|(again, resumed)| again != resumed);
    assert!(differ.is_none() && again.len() == resumed.len(), "resuming changed the result: {differ:#?}");
}

fn wait_for(class: &Class, verdicts: usize) {
    let start = Instant::now();
    while class.kept() < verdicts {
        // The kit may have to be compiled first.
        assert!(start.elapsed() < Duration::from_secs(300), "nothing was graded");
        thread::sleep(Duration::from_millis(5));
    }
}

fn reused(entry: &Entry) -> u32 {
    match entry {
        Entry::Pupil(pupil) => pupil.times.reused,
        Entry::Class(_) => 0,
    }
}
