//! A kit of two small exercises in a temporary folder.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "shared by the crate's own tests and by those of the binary"
)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A kit that is deleted at the end of the test.
pub struct Kit {
    root: TempDir,
}

impl Kit {
    /// Exercises 00 and 01, both unsolved.
    pub fn new() -> Self {
        let kit = Self { root: TempDir::new().unwrap() };
        kit.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"exercises/*\"]\n");
        kit.exercise(
            "00-ports",
            "Les ports",
            10,
            &[("etape_1_le_port", "Donner le port"), ("etape_2_tls", "Donner celui de TLS")],
        );
        for file in ["src/lib.rs", ".depart.rs"] {
            kit.write(&format!("exercises/00-ports/{file}"), &ports("todo!()", "todo!()"));
        }
        kit.write(
            "exercises/00-ports/tests/verifie.rs",
            "#[test]\nfn etape_1_le_port() {\n    assert_eq!(exercise_00::port(), 1883);\n}\n\n#[test]\nfn etape_2_tls() \
             {\n    assert_eq!(exercise_00::tls(), 8883);\n}\n",
        );
        kit.exercise("01-octet", "Le premier octet", 25, &[("etape_1_le_type", "Lire le type")]);
        kit.write("exercises/01-octet/src/lib.rs", "pub fn kind(byte: u8) -> u8 {\n    byte >> 4\n}\n");
        kit.write(
            "exercises/01-octet/tests/verifie.rs",
            "#[test]\nfn etape_1_le_type() {\n    assert_eq!(exercise_01::kind(0x30), 3);\n}\n",
        );
        kit
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// A file of it.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    /// Writes a file of it, with the folders above.
    pub fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The manifests of an exercise.
    pub fn exercise(&self, folder: &str, title: &str, minutes: u16, tests: &[(&str, &str)]) {
        let number = &folder[..2];
        let mut manifest = format!(
            "title = \"{title}\"\nchapter = \"c\"\nminutes = {minutes}\nestimate = \"e\"\npoints = 1\nclauses = \
             [\"§2.2.3\"]\nhints = [\"Quel numéro ?\", \"Voyez le README.\", \"Écrivez 1883.\"]\n"
        );
        for (name, text) in tests {
            manifest += &format!("[[tests]]\nname = \"{name}\"\ntext = \"{text}\"\n");
        }
        self.write(&format!("exercises/{folder}/exercise.toml"), &manifest);
        self.write(
            &format!("exercises/{folder}/Cargo.toml"),
            &format!(
                "[package]\nname = \"exercise-{number}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\ntest = \
                 false\ndoctest = false\n"
            ),
        );
    }
}

/// The source of exercise 00 with these two bodies.
pub fn ports(port: &str, tls: &str) -> String {
    format!("pub fn port() -> u16 {{\n    {port}\n}}\n\npub fn tls() -> u16 {{\n    {tls}\n}}\n")
}

/// `atelier` with these arguments in `folder`, installed rather than started by cargo.
pub fn atelier(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("atelier").unwrap();
    command
        .args(args)
        .current_dir(folder)
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("ATELIER_RACINE")
        .env_remove("ATELIER_POSTE")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .timeout(std::time::Duration::from_secs(120));
    command
}

/// What the command prints when it leaves with `code`.
pub fn printed(command: &mut Command, code: i32) -> String {
    let output = command.assert().code(code).get_output().clone();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}
