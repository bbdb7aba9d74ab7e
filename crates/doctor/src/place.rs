//! Where the kit is: its disk, its path, its copies; and the clock.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::{Finding, messages};

/// What a build folder takes, in bytes, and what leaves room to work.
const NEEDED: u64 = 1 << 30;
const COMFORTABLE: u64 = 3 << 30;
/// Names of folders that a program copies to a server while one works.
const CLOUDS: [&str; 6] = ["onedrive", "dropbox", "google drive", "googledrive", "nextcloud", "icloud"];
/// Where removable disks and those of Windows seen from Linux are.
const SLOW: [&str; 3] = ["/media/", "/run/media/", "/mnt/"];
/// Longest path of the kit, in characters: Windows counts 260 with what is below.
const LONGEST: usize = 120;

/// Whether progress, answers and builds can be written.
pub fn writable(root: &Path) -> Finding {
    let folder = root.join(".atelier");
    let probe = folder.join(format!(".essai.{}", std::process::id()));
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&probe, "x"));
    // Whether it was written is known by now.
    let _ = fs::remove_file(&probe);
    match written {
        Ok(()) => Finding::ok("dossier", messages::writable(root)),
        Err(error) => {
            Finding::failure("dossier", messages::cannot_write(&folder, &error), messages::MEND_WRITE)
        }
    }
}

/// What is odd about the kit's path.
pub fn path(root: &Path) -> Vec<Finding> {
    let shown = root.display().to_string();
    let lower = shown.to_lowercase();
    let mut findings = Vec::new();
    if shown.chars().any(|c| !(c.is_ascii_alphanumeric() || "/\\:._-~".contains(c))) {
        findings.push(Finding::warning("chemin", messages::odd_path(&shown), messages::MEND_PATH));
    }
    if shown.chars().count() > LONGEST {
        findings.push(Finding::warning("chemin", messages::long_path(&shown), messages::MEND_PATH));
    }
    if let Some(cloud) = CLOUDS.iter().find(|cloud| lower.contains(*cloud)) {
        findings.push(Finding::warning("chemin", messages::in_cloud(cloud), messages::MEND_SLOW));
    } else if SLOW.iter().any(|start| lower.starts_with(start)) {
        findings.push(Finding::warning("chemin", messages::on_slow_disk(&shown), messages::MEND_SLOW));
    }
    findings
}

/// Another copy of the kit in this one or around it: one edits the one and tests the other.
pub fn copies(root: &Path) -> Vec<Finding> {
    let around = root.parent().and_then(|above| course::find_root_from(above, None).ok());
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let folders = entries.map(|entry| entry.path()).filter(|path| path.is_dir());
    let inside =
        folders.filter(|folder| course::find_root_from(folder, None).is_ok_and(|found| found != root));
    let copies = around.into_iter().chain(inside);
    copies
        .map(|copy| Finding::warning("copie", messages::nested(&copy), messages::mend_nested(root)))
        .collect()
}

/// Where cargo takes each folder for a package, and refuses everything for one that is none.
const PACKAGES: [&str; 3] = ["crates", "exercises", "solutions"];

/// Folders that stop cargo in the whole kit: a trial of one's own, or what an extraction left behind.
pub fn strays(root: &Path) -> Vec<Finding> {
    let folders = PACKAGES.iter().flat_map(|folder| fs::read_dir(root.join(folder))).flatten().flatten();
    let folders = folders.map(|entry| entry.path()).filter(|path| path.is_dir());
    let mut strays: Vec<_> = folders.filter(|folder| !folder.join("Cargo.toml").exists()).collect();
    strays.sort();
    let finding = |stray: &PathBuf| {
        Finding::failure("intrus", messages::stray(&shown(root, stray)), messages::MEND_STRAY)
    };
    strays.iter().map(finding).collect()
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string().replace('\\', "/")
}

/// The room that is left, where the system's `df` tells.
pub fn disk(root: &Path) -> Finding {
    let output = Command::new("df").arg("-Pk").arg(root).stdin(Stdio::null()).output().ok();
    let free = output.and_then(|output| free_bytes(&String::from_utf8_lossy(&output.stdout)));
    match free {
        None => Finding::ok("disque", messages::DISK_UNKNOWN),
        Some(free) if free < NEEDED => Finding::failure("disque", messages::disk(free), messages::MEND_DISK),
        Some(free) if free < COMFORTABLE => {
            Finding::warning("disque", messages::disk(free), messages::MEND_DISK)
        }
        Some(free) => Finding::ok("disque", messages::disk(free)),
    }
}

/// The fourth column of the second line, in KiB.
fn free_bytes(df: &str) -> Option<u64> {
    df.lines().nth(1)?.split_whitespace().nth(3)?.parse::<u64>().ok()?.checked_mul(1024)
}

/// A virtual machine that slept wakes in the past: cargo then builds too little, and certificates are not valid yet.
pub fn clock(root: &Path) -> Finding {
    let newest = ["Cargo.toml", "exercises", ".atelier"].into_iter();
    let newest = newest.filter_map(|name| fs::metadata(root.join(name)).ok()?.modified().ok()).max();
    clock_after(SystemTime::now(), newest)
}

fn clock_after(now: SystemTime, newest: Option<SystemTime>) -> Finding {
    // Files that were unpacked on another machine may be some minutes ahead.
    let late = newest.is_some_and(|newest| newest > now + Duration::from_secs(3600));
    let shown = jiff::Timestamp::try_from(now).unwrap_or_default().to_zoned(jiff::tz::TimeZone::system());
    let shown = shown.strftime("%d/%m/%Y %H:%M").to_string();
    if late {
        Finding::warning("horloge", messages::clock_is_late(&shown), messages::MEND_CLOCK)
    } else {
        Finding::ok("horloge", shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::State;

    #[test]
    fn paths_that_tools_stumble_over() {
        for (root, expected) in [
            ("/home/eleve/atelier-mqtt", vec![]),
            ("C:\\Users\\eleve\\atelier", vec![]),
            ("/home/eleve/Mes documents", vec!["espaces"]),
            ("C:\\Users\\Léa\\OneDrive\\kit", vec!["espaces", "onedrive"]),
            ("/media/eleve/CLE/kit", vec!["/media"]),
        ] {
            let found = path(Path::new(root));
            assert_eq!(found.len(), expected.len(), "{root}: {found:?}");
            for (finding, words) in found.iter().zip(expected) {
                assert!(finding.text.contains(words), "{root}: {finding:?}");
            }
        }
    }

    #[test]
    fn a_kit_in_a_kit_is_told_from_both() {
        let folder = tempfile::tempdir().unwrap();
        // As the kit finds itself.
        let root = folder.path().canonicalize().unwrap();
        let kit = |place: &Path| {
            fs::create_dir_all(place.join("exercises")).unwrap();
            fs::write(place.join("Cargo.toml"), "[workspace]\n").unwrap();
        };
        kit(&root);
        assert_eq!(copies(&root), []);
        kit(&root.join("copie"));
        assert_eq!(copies(&root).len(), 1);
        assert_eq!(copies(&root.join("copie")).len(), 1);
    }

    #[test]
    fn room_and_time() {
        let df = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a b 1000 400 2048 40% /\n";
        assert_eq!(free_bytes(&df.replace("/dev/a b", "/dev/a")), Some(2048 << 10));
        assert_eq!(free_bytes("df: /x: no such file"), None);
        let now = SystemTime::now();
        assert_eq!(clock_after(now, Some(now)).state, State::Ok);
        assert_eq!(clock_after(now, Some(now + Duration::from_secs(7200))).state, State::Warning);
    }
}
