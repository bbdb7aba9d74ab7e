//! The files for continuous integration: their commands, run here as a service would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;
use yaml_rust2::{Yaml, YamlLoader};

use crate::support::{Class, root, told};
use crate::whole_class::{SCHEME, source};

const GITHUB: &str = include_str!("../../ci/github-actions.yml");
const GITLAB: &str = include_str!("../../ci/gitlab-ci.yml");
const NAMES: [&str; 6] = ["AUBRY", "BENALI", "CARON", "DUPONT", "ÉLOI", "FAURE"];

fn read(text: &str) -> Yaml {
    YamlLoader::load_from_str(text).expect("YAML").remove(0)
}

/// A class at home, marked there, with points of the teacher's for one.
fn class() -> Class {
    let class = Class::empty();
    let oral = "\n[[lignes]]\nnom = \"oral\"\ncritere = \"rendre-compte\"\nintitule = \"Oral\"\npoints = 2\n";
    class.write("bareme.toml", &format!("{SCHEME}{oral}"));
    let mut list = "id;nom;groupe;binôme\n".to_owned();
    for (number, name) in NAMES.iter().enumerate() {
        let pair = if number < 2 { "b1" } else { "" };
        list += &format!("n{number};{name};A;{pair}\n");
        if number != 1 {
            let path = format!("n{number}/{name}/00-installation/src/lib.rs");
            class.write(&path, &source(number, number % 2 == 0));
        }
    }
    class.write("classe.csv", &list);
    class.write("notes-manuelles.toml", "[n2]\npoints.oral = 1.5\nremarque = \"Bien, Zoé\"\n");
    class.grade(&[]);
    class
}

/// The teacher's repository: the kit, and the class without its names.
fn repository(class: &Class) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for entry in fs::read_dir(root()).expect("the kit").flatten() {
        let name = entry.file_name();
        if name != "target" && name != ".git" {
            let from = entry.path().canonicalize().expect("there");
            std::os::unix::fs::symlink(from, folder.path().join(name)).expect("a link");
        }
    }
    // The service compiles the kit; here it is already.
    fs::create_dir_all(folder.path().join("target/debug")).expect("a folder");
    let work = root().join("target/grader");
    fs::create_dir_all(&work).expect("a folder");
    let work = work.canonicalize().expect("there");
    std::os::unix::fs::symlink(work, folder.path().join("target/grader")).expect("a link");
    let mut command = Command::new(cargo_bin("grader"));
    command.current_dir(folder.path()).arg("pseudonymes").arg(class.path()).args(["--sortie", "classe"]);
    let output = command.output().expect("started");
    assert!(output.status.success(), "{}", told(&output));
    folder
}

/// What a job that compiles the grader leaves to the others.
fn compiled(repository: &Path) {
    let place = repository.join("target/debug/grader");
    std::os::unix::fs::symlink(cargo_bin("grader"), place).expect("a link");
}

fn play(repository: &Path, script: &str, variables: &[(String, String)]) {
    let mut command = Command::new("bash");
    command.current_dir(repository).args(["-e", "-c", script]).envs(variables.iter().cloned());
    let output = command.output().expect("bash");
    assert!(output.status.success(), "{script}\n{}", told(&output));
}

/// Steps that compile or fetch: they need the network, and nothing of ours.
fn is_of_cargo(script: &str) -> bool {
    script.lines().all(|line| line.starts_with("cargo ") || line.starts_with("rustup "))
}

fn pairs(yaml: &Yaml) -> Vec<(String, String)> {
    let text = |value: &Yaml| match value {
        Yaml::Integer(number) => number.to_string(),
        other => other.as_str().expect("a text").to_owned(),
    };
    let hash = yaml.as_hash().into_iter().flatten();
    hash.map(|(key, value)| (text(key), text(value))).collect()
}

/// The marks that come home are those of the class marked there; what stayed at the service names nobody.
fn check(repository: &Path, class: &Class) {
    let shown = fs::read_to_string(repository.join("resultats/exports/resume.md")).expect("a summary");
    assert!(shown.contains("6 élèves, 6 notes"), "{shown}");
    for file in ["resultats.jsonl", "junit.xml", "notes.csv", "exports/resume.md"] {
        let text = fs::read_to_string(repository.join("resultats").join(file)).expect("written");
        assert!(NAMES.iter().chain(&["Zoé"]).all(|name| !text.contains(name)), "{file}: {text}");
    }
    let mut parts: Vec<PathBuf> = fs::read_dir(repository.join("parts"))
        .expect("parts")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .collect();
    parts.sort();
    let home = repository.join("maison");
    let mut command = Command::new(cargo_bin("grader"));
    command.current_dir(repository).arg("merge").args(&parts).arg("--sortie").arg(&home);
    let output = command.arg("--classe").arg(class.path().join("classe.csv")).output().expect("started");
    assert!(output.status.success(), "{}", told(&output));
    for file in ["notes.csv", "exports/pronote.csv"] {
        assert_eq!(fs::read_to_string(home.join(file)).expect("written"), class.output(file), "{file}");
    }
    let page = fs::read_to_string(home.join("index.html")).expect("a page");
    assert!(NAMES.iter().all(|name| page.contains(name)), "{page}");
}

#[test]
fn the_commands_for_github_mark_a_class_and_name_nobody() {
    let class = class();
    let repository = repository(&class);
    let workflow = read(GITHUB);
    assert_eq!(pairs(&workflow["permissions"]), [("contents".to_owned(), "read".to_owned())]);
    assert!(!GITHUB.contains("secrets."));
    let mut common = pairs(&workflow["env"]);
    // The machine's own will do here.
    common.retain(|(name, _)| name != "RUSTUP_TOOLCHAIN");
    let summary = repository.path().join("resume-affiche.md").to_str().expect("UTF-8").to_owned();
    common.push(("GITHUB_STEP_SUMMARY".to_owned(), summary.clone()));
    let parts = common.iter().find(|(name, _)| name == "PARTS").expect("a number of parts").1.clone();
    let mut played = 0;
    for job in workflow["jobs"].as_hash().expect("jobs").values() {
        let matrix: Vec<String> =
            job["strategy"]["matrix"]["part"].as_vec().map_or(vec![String::new()], |parts| {
                parts.iter().map(|n| n.as_i64().expect("a number").to_string()).collect()
            });
        if matrix.len() > 1 {
            let expected: Vec<String> =
                (1..=parts.parse().expect("a number")).map(|n: u32| n.to_string()).collect();
            assert_eq!(matrix, expected, "the matrix is not that of PARTS");
        }
        for part in matrix {
            let own = pairs(&job["env"]).into_iter();
            let own = own.map(|(name, value)| (name, value.replace("${{ matrix.part }}", &part)));
            let variables: Vec<_> = common.iter().cloned().chain(own).collect();
            for step in job["steps"].as_vec().expect("steps") {
                match (step["uses"].as_str(), step["run"].as_str()) {
                    (Some(action), None) => {
                        let version = action.split_once("@v").expect("a version").1;
                        assert!(version.bytes().all(|byte| byte.is_ascii_digit()), "{action}");
                    }
                    (None, Some(script)) if is_of_cargo(script) => {
                        if script.contains("build") {
                            compiled(repository.path());
                        }
                    }
                    (None, Some(script)) => {
                        assert!(
                            !script.contains("${{"),
                            "{script}: a variable must not be pasted into a command"
                        );
                        play(repository.path(), script, &variables);
                        played += 1;
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }
    assert_eq!(played, parts.parse::<usize>().expect("a number") + 2);
    let shown = fs::read_to_string(summary).expect("a summary");
    assert!(shown.contains("6 élèves, 6 notes"), "{shown}");
    check(repository.path(), &class);
}

#[test]
fn the_commands_for_gitlab_mark_a_class_and_name_nobody() {
    let class = class();
    let repository = repository(&class);
    let pipeline = read(GITLAB);
    let common = pairs(&pipeline["variables"]);
    let mut played = 0;
    for stage in pipeline["stages"].as_vec().expect("stages") {
        let job = &pipeline[stage.as_str().expect("a name")];
        assert_eq!(&job["stage"], stage, "a job for each stage");
        let parallel = job["parallel"].as_i64();
        for index in 1..=parallel.unwrap_or(1) {
            let mut variables = common.clone();
            if let Some(total) = parallel {
                variables.push(("CI_NODE_INDEX".to_owned(), index.to_string()));
                variables.push(("CI_NODE_TOTAL".to_owned(), total.to_string()));
            }
            for part in ["before_script", "script", "after_script"] {
                for line in job[part].as_vec().into_iter().flatten() {
                    let line = line.as_str().expect("a command");
                    if is_of_cargo(line) {
                        if line.contains("build") {
                            compiled(repository.path());
                        }
                    } else {
                        play(repository.path(), line, &variables);
                        played += 1;
                    }
                }
            }
        }
    }
    assert_eq!(played, 4 + 2);
    check(repository.path(), &class);
}
