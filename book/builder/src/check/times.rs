//! How long each chapter takes.

use std::fmt::Write as _;

use super::sources::Source;

/// Times that are no number.
pub(super) fn check(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        let path = source.path.display();
        for time in source.comments("minutes").into_iter().filter(|time| time.parse::<u32>().is_err()) {
            faults.push(format!("{path}: `{time}` minutes: write <!-- minutes: 8 -->"));
        }
    }
    faults
}

/// The time of each chapter that tells one, and their sum.
pub(super) fn table(sources: &[Source]) -> String {
    let mut table = String::new();
    let mut sum = 0;
    for source in sources {
        if let Some(minutes) = source.comments("minutes").first().and_then(|time| time.parse::<u32>().ok()) {
            sum += minutes;
            let name = source.path.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(table, "  {minutes:>4} min  {name}");
        }
    }
    let _ = writeln!(table, "  {sum:>4} min  in all ({} h {:02})", sum / 60, sum % 60);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source { path: "src/a.md".into(), text: text.to_owned() }
    }

    #[test]
    fn times_are_summed() {
        let sources =
            [source("<!-- minutes: 45 -->\n# A"), source("<!-- minutes: 20 -->\n# B"), source("# C")];
        assert!(check(&sources).is_empty());
        assert!(table(&sources).ends_with("    65 min  in all (1 h 05)\n"));
    }

    #[test]
    fn what_is_no_time_is_told() {
        let faults = check(&[source("<!-- minutes: dix -->")]);
        assert_eq!(faults, ["src/a.md: `dix` minutes: write <!-- minutes: 8 -->"]);
    }
}
