//! How long each chapter takes, and which item of the course it covers.

use std::fmt::Write as _;

use super::sources::Source;

/// The items of the course's theory, each of which some chapter must cover.
const ITEMS: usize = 12;

/// Times that are no number, items that nothing covers, items that do not exist.
pub(super) fn check(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut covered = [false; ITEMS];
    for source in sources {
        let path = source.path.display();
        for time in source.comments("minutes").into_iter().filter(|time| time.parse::<u32>().is_err()) {
            faults.push(format!("{path}: `{time}` minutes: write <!-- minutes: 8 -->"));
        }
        for item in source.comments("couvre").into_iter().flat_map(|items| items.split(',')).map(str::trim) {
            let number = item.strip_prefix("cours-").and_then(|number| number.parse::<usize>().ok());
            match number.and_then(|number| covered.get_mut(number.wrapping_sub(1))) {
                Some(covered) => *covered = true,
                None => {
                    faults.push(format!("{path}: no item `{item}` in the course: cours-1 to cours-{ITEMS}"));
                }
            }
        }
    }
    let missing = covered.iter().enumerate().filter(|(_, covered)| !**covered);
    faults.extend(missing.map(|(item, _)| format!("no chapter covers cours-{}", item + 1)));
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
    fn times_are_summed_and_items_are_all_covered() {
        let items: Vec<String> = (2..=ITEMS).map(|item| format!("cours-{item}")).collect();
        let one = source(&format!("<!-- minutes: 45 -->\n<!-- couvre: {} -->\n# A", items.join(", ")));
        let two = source("<!-- minutes: 20 -->\n# B");
        assert_eq!(check(std::slice::from_ref(&one)), ["no chapter covers cours-1"]);
        assert!(table(&[one, two]).ends_with("    65 min  in all (1 h 05)\n"));
    }

    #[test]
    fn what_is_no_time_and_no_item_is_told() {
        let faults = check(&[source("<!-- minutes: dix -->\n<!-- couvre: cours-13, td-1 -->")]).join("\n");
        for part in ["`dix`", "`cours-13`", "`td-1`"] {
            assert!(faults.contains(part), "{part} in {faults}");
        }
    }
}
