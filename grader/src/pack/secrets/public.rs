//! What the course itself gives of a secret, on purpose.

use std::path::Path;

/// Whether `file` of the pack may have words of the teacher's `source`:
///
/// - the third hint of an exercise is nearly its code;
/// - what one exercise asks for, a later one gives;
/// - the explanations of a drawn key are in the program that draws it, which tells nothing without the seed.
pub fn may_have(file: &Path, source: &Path) -> bool {
    let solution = number(source, "solutions");
    let exercise = number(file, "exercises");
    let hint = exercise.is_some() && exercise == solution && file.ends_with("exercise.toml");
    let later = exercise.zip(solution).is_some_and(|(exercise, solution)| exercise > solution);
    let drawn = source.starts_with("grader/secret/cles")
        && source.file_stem().is_some_and(|name| name.to_string_lossy().starts_with("td"))
        && file.starts_with("crates/labs");
    hint || later || drawn
}

/// The number of the exercise that a path is of.
fn number(path: &Path, folder: &str) -> Option<u8> {
    let under = path.strip_prefix(folder).ok()?;
    under.components().next()?.as_os_str().to_str()?.split('-').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_and_what_later_exercises_give_are_public_and_nothing_else() {
        let may = |file: &str, source: &str| may_have(Path::new(file), Path::new(source));
        let solution = "solutions/04-publish/src/lib.rs";
        assert!(may("exercises/04-publish/exercise.toml", solution));
        assert!(may("exercises/05-topics/src/lib.rs", solution));
        assert!(!may("exercises/04-publish/src/lib.rs", solution));
        assert!(!may("exercises/03-connect/exercise.toml", solution));
        assert!(!may("book/src/qos-1.md", solution));
        assert!(may("crates/labs/src/td2/messages.rs", "grader/secret/cles/td2.toml"));
        assert!(!may("crates/labs/src/form.rs", "grader/secret/cles/tp2.toml"));
    }
}
