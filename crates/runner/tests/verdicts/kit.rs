//! A kit of one small exercise, with the real testkit and the real pilot.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use runner::{Limits, Plan, Quota, Sandbox, Seed, Unit, Verdict};

const FILES: [(&str, &str); 18] = [
    (
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\", \"exercises/*\"]\n[workspace.dependencies]\ntestkit = { path = \
         \"crates/testkit\" }\n",
    ),
    ("crates/testkit/Cargo.toml", "[package]\nname = \"testkit\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"),
    (
        "exercises/00-essai/Cargo.toml",
        "[package]\nname = \"exercise-00\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\ntest = \
         false\n[dev-dependencies]\ntestkit.workspace = true\n",
    ),
    (
        "exercises/00-essai/exercise.toml",
        "title = \"Essai\"\nchapter = \"essai\"\nminutes = 1\nestimate = \"une\"\npoints = 1\nclauses = [\"§1.5\"]\nhints = \
         [\"a\", \"b\", \"c\"]\n[[tests]]\nname = \"etape_1_le_double\"\ntext = \"Doubler\"\n[[tests]]\nname = \
         \"etape_2_a_l_envers\"\ntext = \"Renverser\"\n",
    ),
    ("exercises/00-essai/src/lib.rs", include_str!("sources/starter.rs")),
    (
        "exercises/00-essai/tests/verifie.rs",
        "use exercise_00::{double, envers};\n#[test]\nfn etape_1_le_double() {\n    testkit::value(\"double(21)\", \
         42).hint(\"deux fois\").when(|| double(21));\n}\n#[test]\nfn etape_2_a_l_envers() {\n    \
         testkit::value(\"envers([1, 2])\", vec![2_u8, 1]).when(|| envers(&[1, 2]));\n}\n",
    ),
    ("solutions/00-essai/src/lib.rs", include_str!("sources/all_right.rs")),
    (
        "grader/secret/00-essai/groups.toml",
        "[[group]]\nname = \"double\"\ntitle = \"Doubler\"\n[[group]]\nname = \"envers\"\ntitle = \"Renverser\"\n",
    ),
    (
        "exercises/01-service/Cargo.toml",
        "[package]\nname = \"exercise-01\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\ntest = \
         false\n[dev-dependencies]\ntestkit.workspace = true\n",
    ),
    (
        "exercises/01-service/exercise.toml",
        "title = \"Service\"\nchapter = \"service\"\nminutes = 1\nestimate = \"une\"\npoints = 1\nclauses = \
         [\"§1.5\"]\nhints = [\"a\", \"b\", \"c\"]\n[[tests]]\nname = \"etape_1_une_salle_vide\"\ntext = \"Rien\"\n",
    ),
    ("exercises/01-service/src/lib.rs", include_str!("conversations/sources/starter.rs")),
    (
        "exercises/01-service/tests/verifie.rs",
        "#[test]\nfn etape_1_une_salle_vide() {\n    exercise_01::servir(&exercise_01::Salle::default(), &b\"\"[..], vec![]);\n}\n",
    ),
    ("solutions/01-service/src/lib.rs", include_str!("conversations/sources/right.rs")),
    (
        "grader/secret/01-service/groups.toml",
        "[[group]]\nname = \"seul\"\ntitle = \"Répondre\"\nconversation = true\n[[group]]\nname = \"a_deux\"\ntitle = \
         \"Répondre à chacun\"\nconversation = true\n",
    ),
    ("grader/secret/01-service/seul.rs", include_str!("conversations/seul.rs")),
    ("grader/secret/01-service/a_deux.rs", include_str!("conversations/a_deux.rs")),
    (
        "grader/secret/00-essai/double.rs",
        "pub fn cases(cases: &mut pilot::Cases) {\n    for _ in 0..50 {\n        let n = cases.draw.number(0..=1000) as \
         u32;\n        let twice: u32 = exercise_00::double(n);\n        cases.line(format_args!(\"double({n})\"), twice);\n    \
         }\n}\n",
    ),
    (
        "grader/secret/00-essai/envers.rs",
        "pub fn cases(cases: &mut pilot::Cases) {\n    for size in 1..50 {\n        let list = cases.draw.bytes(size);\n        let \
         back: Vec<u8> = exercise_00::envers(&list);\n        cases.line(format_args!(\"envers({})\", pilot::bytes(&list)), \
         pilot::bytes(&back));\n    }\n}\n",
    ),
];

/// Small enough for attacks to end soon, large enough for a busy machine.
pub const LIMITS: Limits = Limits {
    compile: Quota { cpu_seconds: 2, wall_seconds: 30, memory_mib: 2048, output_kib: 256, file_mib: 64 },
    run: Quota { cpu_seconds: 1, wall_seconds: 20, memory_mib: 512, output_kib: 64, file_mib: 1 },
    unit_seconds: 60,
};

/// The repository's own root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The small kit's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("runner-kit")
}

/// The small kit's plan; the first test to ask makes it.
pub fn plan() -> &'static Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| {
        runner::use_helper(env!("CARGO_BIN_EXE_runner").into());
        let root = root();
        let _ = fs::remove_dir_all(&root);
        for (path, text) in FILES {
            write(&root.join(path), text.as_bytes());
        }
        let shared = [("crates/testkit/src", "crates/testkit/src"), ("grader/secret/pilot", "grader/secret/pilot")];
        for (from, to) in shared {
            for entry in fs::read_dir(repository().join(from)).unwrap() {
                let entry = entry.unwrap();
                write(&root.join(to).join(entry.file_name()), &fs::read(entry.path()).unwrap());
            }
        }
        write(&root.join("Cargo.lock"), b"version = 4\n\n[[package]]\nname = \"exercise-00\"\nversion = \"0.1.0\"\ndependencies \
                                         = [\n \"testkit\",\n]\n\n[[package]]\nname = \"exercise-01\"\nversion = \"0.1.0\"\ndependencies = [\n \"testkit\",\n]\n\n[[package]]\nname = \"testkit\"\nversion = \"0.1.0\"\n");
        Plan::make(&root, &root.join("work")).unwrap()
    })
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A submission of one file.
pub fn unit(source: &str) -> Unit {
    unit_of("00-essai", source)
}

/// The same, for this exercise.
pub fn unit_of(exercise: &str, source: &str) -> Unit {
    Unit::new(exercise, vec![("src/lib.rs".into(), source.as_bytes().to_vec())]).unwrap()
}

/// The best sandbox of this machine.
pub fn sandbox() -> &'static Sandbox {
    static SANDBOX: OnceLock<Sandbox> = OnceLock::new();
    SANDBOX.get_or_init(|| Sandbox::best().unwrap())
}

/// The verdict in the best sandbox of this machine.
pub fn judge(unit: &Unit) -> Verdict {
    plan().run(unit, sandbox(), &Seed::new("test"), &LIMITS).unwrap()
}
