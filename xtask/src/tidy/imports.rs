//! Who may import whom.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata};

/// Each crate with those of the workspace that it may import (tests may import more). What is not listed may
/// import nothing of ours.
const ALLOWED: &[(&str, &[&str])] = &[
    ("mqtt-session", &["mqtt-packet"]),
    ("mqtt-trace", &["mqtt-packet"]),
    ("mqtt-capture", &["mqtt-packet", "mqtt-trace"]),
    ("evidence", &["mqtt-packet", "mqtt-trace"]),
    ("projector", &["cli", "mqtt-packet", "mqtt-trace", "page-server"]),
    ("tls", &["cli"]),
    ("class-ca", &["tls"]),
    ("broker", &["class-ca", "cli", "mqtt-packet", "mqtt-session", "mqtt-trace", "projector", "tls"]),
    ("clients", &["cli", "mqtt-packet", "mqtt-session", "mqtt-trace", "tls"]),
    ("fuzzing", &["evidence", "logdump", "mqtt-capture", "mqtt-packet", "mqtt-trace"]),
    (
        "logdump",
        &["class-ca", "cli", "evidence", "mqtt-capture", "mqtt-packet", "mqtt-trace", "projector", "tls"],
    ),
    ("class-board", &["cli", "clients", "mqtt-packet", "mqtt-session"]),
    ("maison", &["cli"]),
    ("doctor", &["cli", "course", "mqtt-packet"]),
    (
        "atelier",
        &[
            "broker",
            "class-board",
            "cli",
            "course",
            "doctor",
            "evidence",
            "labs",
            "mqtt-packet",
            "mqtt-trace",
            "projector",
            "quiz",
            "runner",
        ],
    ),
    ("qualify", &["cli", "mqtt-packet", "mqtt-trace", "tls"]),
    ("runner", &["course"]),
    (
        "grader",
        &[
            "class-board",
            "cli",
            "course",
            "doctor",
            "evidence",
            "labs",
            "quiz",
            "mqtt-packet",
            "mqtt-trace",
            "page-server",
            "runner",
        ],
    ),
    ("quiz", &["cli", "course", "labs"]),
    ("labs", &["cli", "mqtt-packet", "mqtt-session", "mqtt-trace"]),
    ("peers", &["mqtt-trace"]),
    ("e2e", &["peers"]),
    ("book-builder", &["labs", "mqtt-packet", "mqtt-session", "mqtt-trace", "quiz"]),
    ("xtask", &["course", "load", "mqtt-packet", "mqtt-session", "runner"]),
];

pub(super) fn check(metadata: &Metadata) -> Vec<String> {
    let ours: BTreeSet<&str> =
        metadata.workspace_packages().iter().map(|package| package.name.as_str()).collect();
    let mut faults = Vec::new();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        for dependency in &package.dependencies {
            let wanted = dependency.name.as_str();
            if ours.contains(wanted) && !is_allowed(name, wanted, dependency.kind) {
                faults.push(format!(
                    "{name} imports {wanted}: the map in ARCHITECTURE.md does not allow it (xtask/src/tidy/imports.rs)"
                ));
            }
        }
    }
    faults
}

fn is_allowed(name: &str, wanted: &str, kind: DependencyKind) -> bool {
    if name.starts_with("exercise-") || name.starts_with("solution-") {
        // What an exercise asks for must not be within its reach.
        return wanted == "testkit" || (name == wanted.replacen("exercise", "solution", 1));
    }
    let allowed = ALLOWED.iter().find(|(listed, _)| *listed == name).map_or(&[][..], |(_, allowed)| allowed);
    let by_tests = kind == DependencyKind::Development && !wanted.starts_with("solution-");
    by_tests || allowed.contains(&wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_enforced() {
        use DependencyKind::{Development, Normal};
        let table = [
            ("mqtt-session", "mqtt-packet", Normal, true),
            ("mqtt-session", "mqtt-trace", Normal, false),
            ("mqtt-session", "mqtt-trace", Development, true),
            ("mqtt-packet", "cli", Normal, false),
            ("broker", "clients", Normal, false),
            ("exercise-03", "testkit", Development, true),
            ("exercise-03", "mqtt-packet", Development, false),
            ("exercise-03", "exercise-02", Normal, false),
            ("exercise-03", "solution-03", Development, false),
            ("logdump", "solution-03", Development, false),
        ];
        for (name, wanted, kind, expected) in table {
            assert_eq!(is_allowed(name, wanted, kind), expected, "{name} imports {wanted} ({kind})");
        }
    }
}
