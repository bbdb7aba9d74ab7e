//! A fake course of one-line exercises, and `cargo x` on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"exercises/*\", \"solutions/*\"]\n";

/// What every statement holds, in this order.
const SECTIONS: [&str; 6] = [
    "## Objectifs",
    "## Ce qu’il faut savoir",
    "## À vous de jouer",
    "## Ce que vous devez voir d’abord",
    "## Dans les logs",
    "## Pour aller plus loin",
];

const FAILURE: &str = "test result: FAILED. 0 passed; 2 failed";

pub const SOLUTION: &str = "//! Adds.

/// The sum.
pub fn sum(a: u8, b: u8) -> u8 {
    // @stub todo!(\"add {a} and {b}\")
    // @solution
    a + b
    // @end
}

/// The double.
pub fn double(a: u8) -> u8 {
    // @stub todo!(\"double {a}\")
    // @solution
    a * 2
    // @end
}
";

const GROUPS: &str = "[[group]]\nname = \"sum\"\ntitle = \"Add\"\n";

const DRIVER: &str = "pub fn cases(cases: &mut pilot::Cases) {
    for a in 0..20 {
        let sum: u8 = exercise_NN::sum(a, 3);
        cases.line(format_args!(\"sum({a}, 3)\"), sum);
    }
}
";

/// A course that is deleted at the end of the test.
pub struct Kit {
    root: TempDir,
}

impl Kit {
    pub fn new() -> Self {
        let kit = Self { root: tempfile::tempdir().unwrap() };
        write(&kit.path("Cargo.toml"), WORKSPACE);
        kit
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.root.path().join(file)
    }

    /// `cargo x` with this argument, and maybe another.
    pub fn x(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).env("ATELIER_RACINE", self.root.path());
        command.env("CARGO_TARGET_DIR", self.path("target")).output().unwrap()
    }

    /// An exercise with its solution; its starter is empty until `cargo x gen`.
    pub fn exercise(&self, number: usize, solution: &str) {
        let id = format!("{number:02}-sum");
        let folder = |kind: &str| self.path(kind).join(&id);
        for kind in ["exercise", "solution"] {
            let manifest = format!(
                "[package]\nname = \"{kind}-{number:02}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                 [lib]\ntest = false\ndoctest = false\n"
            );
            write(&folder(&format!("{kind}s")).join("Cargo.toml"), &manifest);
        }
        let readme = format!(
            "# Sum\n\n{}\n\ncargo test -p exercise-{number:02}\n\n{FAILURE}\n",
            SECTIONS.join("\n\n")
        );
        write(&folder("exercises").join("README.md"), &readme);
        let manifest = "title = \"Sum\"\nchapter = \"sum\"\nminutes = 5\nestimate = \"one line\"\npoints = 1\n\
                        clauses = [\"§2.2.3\"]\nhints = [\"a\", \"b\", \"c\"]\n\
                        tests = [{ name = \"test_sum\", text = \"Sum\" }, { name = \"test_double\", text = \"Double\" }]\n";
        write(&folder("exercises").join("exercise.toml"), manifest);
        let tests = format!(
            "use exercise_{number:02} as it;\n\n#[test]\nfn test_sum() {{\n    assert_eq!(it::sum(2, 3), 5);\n}}\n\n\
             #[test]\nfn test_double() {{\n    assert_eq!(it::double(2), 4);\n}}\n"
        );
        write(&folder("exercises").join("tests/verifie.rs"), &tests);
        write(&folder("exercises").join("src/lib.rs"), "");
        write(&folder("solutions").join("src/lib.rs"), solution);
        let wrapper = format!(
            "extern crate solution_{number:02} as exercise_{number:02};\n\n\
             #[path = \"../../../exercises/{id}/tests/verifie.rs\"]\nmod student;\n"
        );
        write(&folder("solutions").join("tests/verifie.rs"), &wrapper);
    }

    /// A hidden group for an exercise, which looks at `sum` alone, and the drivers' library.
    pub fn hidden_group(&self, number: usize) {
        let folder = self.path(&format!("grader/secret/{number:02}-sum"));
        write(&folder.join("groups.toml"), GROUPS);
        write(&folder.join("sum.rs"), &DRIVER.replace("NN", &format!("{number:02}")));
        let pilot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../grader/secret/pilot");
        for entry in fs::read_dir(pilot).unwrap() {
            let entry = entry.unwrap();
            let copy = self.path("grader/secret/pilot").join(entry.file_name());
            write(&copy, &fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// Writes a file, with the folders above.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
