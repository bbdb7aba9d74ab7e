//! A kit of two exercises, out of the real one: quick to prepare, and without anything to download.

use std::fs;
use std::path::{Path, PathBuf};

use crate::ground::Who;

const PARTS: [&str; 12] = [
    "book/formulaires/regles",
    "book/formulaires/reponses",
    "crates/testkit/Cargo.toml",
    "crates/testkit/src",
    "exercises/00-installation",
    "exercises/02-longueur-restante",
    "solutions/00-installation/src",
    "solutions/02-longueur-restante/src",
    "grader/secret/cles",
    "grader/secret/pilot",
    "grader/secret/00-installation",
    "grader/secret/02-longueur-restante",
];

/// Copies the kit to `folder`. Every Rust file that students must not see bears `secret`.
pub fn copy(folder: &Path, secret: &str) {
    let root = root();
    for part in PARTS {
        copy_all(&root.join(part), &folder.join(part), &|path, text| {
            let hidden = ["solutions", "grader"].iter().any(|part| path.starts_with(folder.join(part)));
            if hidden && path.extension().is_some_and(|end| end == "rs") {
                text + "\n// " + secret + "\n"
            } else {
                text
            }
        });
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the kit's manifest");
    let (_, shared) = manifest.split_once("[workspace.package]").expect("what packages share");
    let members =
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\", \"exercises/*\"]\n\n[workspace.package]";
    fs::write(folder.join("Cargo.toml"), format!("{members}{shared}")).expect("written");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the kit's root")
}

fn copy_all(from: &Path, to: &Path, change: &dyn Fn(&Path, String) -> String) {
    if from.is_dir() {
        for entry in fs::read_dir(from).expect("a folder") {
            let name = entry.expect("an entry").file_name();
            copy_all(&from.join(&name), &to.join(&name), change);
        }
    } else {
        let text = fs::read_to_string(from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
        fs::write(to, change(to, text)).expect("written");
    }
}

/// The folder of rustc and cargo, as `who` may use it: a toolchain may lie in a private folder.
pub fn toolchain(spare: &Path, who: Who) -> PathBuf {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = std::process::Command::new(rustc).arg("--print=sysroot").output().expect("rustc");
    let sysroot = PathBuf::from(String::from_utf8(output.stdout).expect("a path").trim());
    let works =
        who.command(&sysroot.join("bin/rustc")).arg("-V").output().is_ok_and(|it| it.status.success());
    if works {
        return sysroot;
    }
    for part in ["bin/rustc", "bin/cargo", "lib"] {
        link_all(&sysroot.join(part), &spare.join(part));
    }
    spare.to_owned()
}

/// Hard links cost neither time nor room; where they cannot be made, copies.
fn link_all(from: &Path, to: &Path) {
    if from.is_dir() {
        for entry in fs::read_dir(from).expect("a folder") {
            let name = entry.expect("an entry").file_name();
            link_all(&from.join(&name), &to.join(&name));
        }
    } else {
        fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
        if fs::hard_link(from, to).is_err() {
            fs::copy(from, to).expect("copied");
        }
    }
}
