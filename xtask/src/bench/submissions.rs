//! Submissions as a class hands them in: some right, most with a classic mistake, some not begun.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use course::{Course, Exercise};

use crate::patch::Patch;

/// The exercises that a grader can mark: those with hidden groups.
pub fn marked(course: &Course) -> Vec<&Exercise> {
    let secret = course.root().join("grader").join("secret");
    course
        .exercises()
        .iter()
        .filter(|exercise| secret.join(exercise.id()).join("groups.toml").exists())
        .collect()
}

/// Writes `count` submissions into `folder`. No two files are equal, so that no verdict serves twice.
pub fn write(course: &Course, count: usize, folder: &Path) -> anyhow::Result<()> {
    let exercises = marked(course);
    let variants = exercises.iter().map(|exercise| variants(exercise)).collect::<anyhow::Result<Vec<_>>>()?;
    for number in 0..count {
        for (exercise, variants) in exercises.iter().zip(&variants) {
            let path = source(folder, number, exercise);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, format!("{}\n// rendu {number}\n", variants[number % variants.len()]))?;
        }
    }
    Ok(())
}

/// A file of a submission.
pub fn source(folder: &Path, number: usize, exercise: &Exercise) -> PathBuf {
    folder.join(format!("eleve-{number:04}")).join("exercises").join(exercise.id()).join("src").join("lib.rs")
}

/// The starter, the solution, and the solution with each classic mistake.
fn variants(exercise: &Exercise) -> anyhow::Result<Vec<String>> {
    let read = |path: &Path| fs::read_to_string(path).with_context(|| path.display().to_string());
    let solution = read(&exercise.solution_path())?;
    let mut variants = vec![read(&exercise.source_path())?];
    let wrong = fs::read_dir(exercise.solution_dir().join("wrong"))?;
    let mut patches = wrong.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    patches.sort();
    for patch in patches {
        variants.push(Patch::parse(&read(&patch)?)?.apply(&solution)?);
    }
    variants.push(solution);
    Ok(variants)
}

/// A marking scheme of all the exercises that can be marked.
pub fn scheme(course: &Course) -> String {
    let line = |exercise: &&Exercise| {
        format!(
            "[[lignes]]\nnom = \"ex{0:02}\"\ncritere = \"manipuler\"\nexercice = \"{0:02}\"\n",
            exercise.number
        )
    };
    let lines: String = marked(course).iter().map(line).collect();
    format!("titre = \"Mesure\"\nsur = 20\narrondi = 0.5\n{lines}")
}
