//! With the real cargo, on a small kit: the words of cargo, rustc and libtest are what these modules live on.

use course::Course;

use super::*;
use crate::support::{Kit, ports};

static NEVER: AtomicBool = AtomicBool::new(false);
const LONG: Duration = Duration::from_secs(60);

/// Builds exercise 00 of `kit` with cargo: this test program cannot be its own helper, so no plan can be made here.
fn build(kit: &Kit) -> Result<(Course, PathBuf), BuildProblem> {
    let course = Course::load(kit.root()).unwrap();
    let binary = by_cargo::build(&course.exercises()[0], &NEVER, |_| {})?;
    Ok((course, binary))
}

#[test]
fn each_way_a_test_can_end() {
    let kit = Kit::new();
    let bodies = [
        ("passes", "assert_eq!(exercise_00::port(), 1883);"),
        ("fails", "println!(\"vu\"); panic!(\"attendu 1883\");"),
        ("unwritten", "exercise_00::tls();"),
        ("endless", "loop { std::thread::sleep(std::time::Duration::from_millis(1)); }"),
        ("deep", "fn f(n: u64) -> u64 { std::hint::black_box(f(std::hint::black_box(n)) + 1) } f(1);"),
        ("exits", "std::process::exit(0);"),
    ];
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "todo!(\"étape 2\")"));
    let source: String = bodies
        .iter()
        .map(|(name, body)| {
            format!("#[test]\n#[allow(unconditional_recursion)]\nfn {name}() {{\n    {body}\n}}\n")
        })
        .collect();
    kit.write("exercises/00-ports/tests/verifie.rs", &source);
    let (course, binary) = build(&kit).expect("a test binary");
    let suite = Suite { exercise: &course.exercises()[0], built: Built::ByCargo(binary, String::new()) };
    let run =
        |name: &str, limit| suite.run(&TestCase { name: name.into(), text: String::new() }, limit, &NEVER);

    assert_eq!(run("passes", LONG), Ok(()));
    let Err(TestProblem::Failed(failure)) = run("fails", LONG) else { panic!("« fails » should fail") };
    let texts = ["vu", "", "attendu 1883"].map(|text| Said::Text(text.to_owned()));
    assert_eq!(failure.lines, texts);
    assert!(
        failure.test.is_some_and(|(file, _)| file.ends_with("verifie.rs")),
        "the test's place is missing"
    );
    let Err(TestProblem::Failed(failure)) = run("unwritten", LONG) else {
        panic!("« unwritten » should fail")
    };
    assert!(failure.is_unwritten(), "{failure:?}");
    assert!(matches!(&failure.lines[0], Said::PanicAt(file, 6) if file.ends_with("lib.rs")), "{failure:?}");
    let short = Duration::from_millis(100);
    assert_eq!(run("endless", short), Err(TestProblem::Endless(short)));
    let deep = run("deep", LONG);
    assert!(
        matches!(&deep, Err(TestProblem::Stopped(text)) if text.contains("overflowed its stack")),
        "{deep:?}"
    );
    assert_eq!(run("exits", LONG), Err(TestProblem::Stopped(String::new())));
    assert_eq!(run("absent", LONG), Err(TestProblem::Absent));
    let endless = TestCase { name: "endless".into(), text: String::new() };
    assert_eq!(suite.run(&endless, LONG, &AtomicBool::new(true)), Err(TestProblem::GivenUp));
}

#[test]
fn errors_in_the_students_code_in_the_tests_and_in_the_kit_are_told_apart() {
    let kit = Kit::new();
    kit.write("exercises/00-ports/src/lib.rs", &ports("\"x\"", "inconnu"));
    let error = build(&kit).expect_err("wrong types");
    let BuildProblem::Code(error) = error else { panic!("the student's own error: {error:?}") };
    assert!(!error.in_test && error.others == 1, "{error:?}");
    assert!(error.code.as_deref() == Some("E0308") || error.code.as_deref() == Some("E0425"), "{error:?}");
    assert!(error.first.contains("src/lib.rs:") || error.first.contains("src\\lib.rs:"), "{error:?}");

    kit.write("exercises/00-ports/src/lib.rs", "pub fn port() -> u16 {\n    1883\n}\n");
    let error = build(&kit).expect_err("tls() is gone");
    assert!(matches!(&error, BuildProblem::Code(error) if error.in_test), "{error:?}");

    kit.write("helper/Cargo.toml", "[package]\nname = \"helper\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    kit.write("helper/src/lib.rs", "pub fn broken( {}\n");
    let manifest = std::fs::read_to_string(kit.path("exercises/00-ports/Cargo.toml")).unwrap();
    let manifest = format!("{manifest}[dev-dependencies]\nhelper = {{ path = \"../../helper\" }}\n");
    kit.write("exercises/00-ports/Cargo.toml", &manifest);
    kit.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"exercises/*\", \"helper\"]\n");
    let error = build(&kit).expect_err("helper is broken");
    assert!(matches!(error, BuildProblem::Kit(_)), "{error:?}");
}

#[test]
fn a_missing_crate_is_told_from_the_students_errors() {
    let kit = Kit::new();
    let manifest = std::fs::read_to_string(kit.path("exercises/00-ports/Cargo.toml")).unwrap();
    let manifest = format!("{manifest}[dependencies]\natelier-mqtt-absent-crate = \"1\"\n");
    kit.write("exercises/00-ports/Cargo.toml", &manifest);
    let error = build(&kit).expect_err("an absent crate");
    assert!(matches!(error, BuildProblem::Setup(Cause::Offline, _)), "{error:?}");
}

#[test]
fn a_check_tells_its_steps_and_stops_at_the_first_failure() {
    let kit = Kit::new();
    kit.write("exercises/00-ports/src/lib.rs", &ports("1883", "1883"));
    let (course, _) = build(&kit).expect("a test binary");
    let check = Check::start(course.exercises()[0].clone(), Plans::new(kit.root()));
    let mut steps = Vec::new();
    let mut reason = None;
    let report = loop {
        match check.news.recv().expect("a report") {
            News::Step(step) => steps.push(step),
            News::ByCargo(why) => reason = Some(why),
            News::Done(report) => break report,
        }
    };
    assert_eq!(report.passed, 1);
    assert!(
        reason.is_some_and(|why| why.contains("runner::helper_main()")),
        "cargo's turn must be explained"
    );
    assert_eq!(steps.first(), Some(&Step::Preparing));
    assert!(matches!(report.problem, Some(Problem::Test(TestProblem::Failed(_)))), "{report:?}");
    assert!(steps.ends_with(&[Step::Testing(0), Step::Testing(1)]), "{steps:?}");
}
