//! A kit that an administrator installed, or that lies on a disk shut against writing: no attack, but the same ground.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Output};

use crate::grading::grade;
use crate::ground::{Ground, Who};
use crate::is_root;

#[test]
fn a_kit_that_cannot_be_written_is_prepared_in_the_user_s_own_folder() {
    // Nothing is shut against root.
    let who = if is_root() { Who::Nobody } else { Who::Me };
    if is_root() && !Path::new("/usr/bin/setpriv").exists() {
        eprintln!("setpriv (util-linux) is missing: not tried");
        return;
    }
    let ground = Ground::new(who);
    let kit = ground.path("kit");
    // A kit comes with its lock file.
    let lock = Command::new("cargo").args(["generate-lockfile", "--offline"]).current_dir(&kit).output();
    assert!(lock.expect("cargo").status.success());
    if is_root() {
        chown(&kit, Some(0), Some(0)).expect("root may");
    }
    fs::set_permissions(&kit, Permissions::from_mode(0o555)).expect("shut");

    ground.hand_in(&[]);
    let nowhere = ground.grader(&[]).env("HOME", "/dev/null").output().expect("started");
    let first = grade(&ground, &[]);
    let second = grade(&ground, &[]);
    fs::set_permissions(&kit, Permissions::from_mode(0o755)).expect("open again");

    assert_eq!(nowhere.status.code(), Some(1));
    assert!(told(&nowhere).contains("ni votre dossier de cache"), "{}", told(&nowhere));
    assert!(ground.path("maison/.cache/atelier-mqtt/grader").is_dir());
    assert!(first.said.contains("protégé en écriture"), "{}", first.said);
    assert!(!second.said.contains("protégé en écriture"), "said twice: {}", second.said);
    assert_eq!(first.code, Some(0), "{}", first.said);
    assert!(!kit.join("target").exists());
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
