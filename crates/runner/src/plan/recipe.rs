//! How cargo calls rustc for an exercise, and how to call it again without cargo.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// One recorded call of rustc.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// `--crate-name`.
    pub name: String,
    /// The source file, as cargo wrote it.
    pub source: String,
    /// What it writes, without `lib` and its extension: `testkit-8c1f…`.
    pub stem: String,
    pub recipe: Recipe,
}

/// What stays the same when the same crate is compiled from other sources.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// Edition, profile and features.
    pub flags: Vec<String>,
    /// `--extern` names and files.
    pub externs: Vec<(String, PathBuf)>,
}

impl Recipe {
    /// The arguments of rustc that come from here; `dependencies` holds the files of its externs.
    pub fn arguments(&self, dependencies: &Path) -> Vec<String> {
        let mut arguments = self.flags.clone();
        for (name, file) in &self.externs {
            let file = dependencies.join(file);
            arguments.extend(["--extern".to_owned(), format!("{name}={}", file.display())]);
        }
        arguments.extend(["-L".to_owned(), format!("dependency={}", dependencies.display())]);
        arguments
    }
}

impl Call {
    /// Reads a command line of rustc; none when it compiles nothing (`-vV`, `--print`).
    pub fn parse(arguments: &[String]) -> Option<Self> {
        let mut call = Self {
            name: String::new(),
            source: String::new(),
            stem: String::new(),
            recipe: Recipe::default(),
        };
        let mut suffix = "";
        let mut rest = arguments.iter().map(String::as_str);
        while let Some(argument) = rest.next() {
            // `--edition=2024` and `--edition 2024`, `-Copt-level=1` and `-C opt-level=1`.
            let (option, mut value) = match argument.split_once('=') {
                Some((option, value)) if option.starts_with("--") => (option, Some(value)),
                _ if argument.starts_with("-C") && argument.len() > 2 => ("-C", Some(&argument[2..])),
                _ => (argument, None),
            };
            let mut value = || value.take().or_else(|| rest.next()).unwrap_or_default();
            match option {
                "--crate-name" => call.name = value().to_owned(),
                "--edition" => call.recipe.flags.push(format!("--edition={}", value())),
                "--cfg" | "--target" => call.recipe.flags.extend([option.to_owned(), value().to_owned()]),
                "--extern" => {
                    if let Some((name, file)) = value().split_once('=') {
                        let name = name.rsplit(':').next().unwrap_or(name);
                        call.recipe.externs.push((name.to_owned(), file.into()));
                    }
                }
                "-C" | "--codegen" => {
                    let setting = value();
                    match setting.split_once('=').map_or(setting, |(key, _)| key) {
                        "extra-filename" => {
                            suffix = setting.strip_prefix("extra-filename=").unwrap_or_default();
                        }
                        // Debug information is for a debugger: a quarter of the time, for nothing a verdict shows.
                        "metadata" | "incremental" | "debuginfo" | "split-debuginfo" => {}
                        _ => call.recipe.flags.push(format!("-C{setting}")),
                    }
                }
                "--crate-type" | "--emit" | "--out-dir" | "-L" | "--check-cfg" | "--cap-lints"
                | "--error-format" | "--json" | "--color" | "--diagnostic-width" | "-A" | "-W" | "-D"
                | "-F" | "--allow" | "--warn" | "--deny" | "--forbid" => drop(value()),
                file if file.ends_with(".rs") && !file.starts_with('-') => call.source = file.to_owned(),
                _ => {}
            }
        }
        call.stem = format!("{}{suffix}", call.name);
        (!call.name.is_empty() && !call.source.is_empty()).then_some(call)
    }
}

/// The files that `wanted` needs, and those that they need, each once; crates of which `left_out` says so are not
/// followed.
pub fn closure(
    calls: &[Call],
    wanted: &[(String, PathBuf)],
    left_out: impl Fn(&str) -> bool,
) -> Vec<PathBuf> {
    let by_stem: HashMap<&str, &Call> = calls.iter().map(|call| (call.stem.as_str(), call)).collect();
    let mut found: Vec<PathBuf> = Vec::new();
    let mut waiting: Vec<&(String, PathBuf)> = wanted.iter().collect();
    while let Some((name, file)) = waiting.pop() {
        // Metadata is enough to compile a library, but a test is linked.
        let file = if file.extension().is_some_and(|e| e == "rmeta") {
            file.with_extension("rlib")
        } else {
            file.clone()
        };
        if left_out(name) || found.contains(&file) {
            continue;
        }
        if let Some(call) = by_stem.get(stem(&file)) {
            waiting.extend(&call.recipe.externs);
        }
        found.push(file);
    }
    found.sort();
    found
}

fn stem(file: &Path) -> &str {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    stem.strip_prefix("lib").unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Call> {
        Call::parse(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn what_stays_is_told_from_what_changes() {
        let call = parse(
            "--crate-name verifie --edition=2024 exercises/03-x/tests/verifie.rs --error-format=json \
             --json=diagnostic-rendered-ansi --emit=dep-info,link -C debuginfo=1 --test --check-cfg cfg(docsrs) -C \
             metadata=1f -C extra-filename=-2e --out-dir /t/deps -C incremental=/t/inc -L dependency=/t/deps -Copt-level=1 \
             --extern exercise_03=/t/deps/libexercise_03-a.rlib --extern noprelude:testkit=/t/deps/libtestkit-b.rlib",
        )
        .unwrap();
        let externs =
            [("exercise_03", "/t/deps/libexercise_03-a.rlib"), ("testkit", "/t/deps/libtestkit-b.rlib")];
        let expected = Call {
            name: "verifie".into(),
            source: "exercises/03-x/tests/verifie.rs".into(),
            stem: "verifie-2e".into(),
            recipe: Recipe {
                flags: vec!["--edition=2024".into(), "-Copt-level=1".into()],
                externs: externs.map(|(name, file)| (name.into(), file.into())).to_vec(),
            },
        };
        assert_eq!(call, expected);
    }

    #[test]
    fn questions_to_rustc_are_no_calls() {
        assert_eq!(parse("-vV"), None);
        assert_eq!(parse("- --crate-name ___ --print=file-names --crate-type bin"), None);
    }

    #[test]
    fn a_crate_comes_with_all_it_needs_but_not_with_what_is_left_out() {
        let call = |line: &str| parse(line).unwrap();
        let calls = [
            call("--crate-name testkit a.rs -C extra-filename=-1 --extern deep=/d/libdeep-2.rmeta"),
            call("--crate-name deep b.rs -C extra-filename=-2"),
            call("--crate-name other c.rs -C extra-filename=-3"),
        ];
        let wanted = [
            ("testkit".into(), "/d/libtestkit-1.rlib".into()),
            ("exercise_03".into(), "/d/libexercise_03-4.rlib".into()),
        ];
        let found = closure(&calls, &wanted, |name| name.starts_with("exercise_"));
        assert_eq!(found, [PathBuf::from("/d/libdeep-2.rlib"), PathBuf::from("/d/libtestkit-1.rlib")]);
    }
}
