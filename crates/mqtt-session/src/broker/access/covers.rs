//! A topic filter that says all that another says.

use mqtt_packet::topic::hides_dollar;

/// Whether each topic that matches `narrow` matches `wide` too.
pub(super) fn covers(wide: &str, narrow: &str) -> bool {
    if hides_dollar(wide, narrow) {
        return false;
    }
    // A name has one level at least, so that these two are the same.
    let narrow = if narrow == "#" { "+/#" } else { narrow };
    let (mut wides, mut narrows) = (wide.split('/'), narrow.split('/'));
    loop {
        match (wides.next(), narrows.next()) {
            (Some("#"), _) | (None, None) => return true,
            (Some("+"), Some(narrow)) if narrow != "#" => {}
            (Some(wide), Some(narrow)) if wide == narrow => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use mqtt_packet::topic::{matches, overlap};

    use super::*;

    /// All filters, and names, of up to three levels of these.
    fn paths(levels: &[&str]) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut last = vec![String::new()];
        for depth in 0..3 {
            let longer = |path: &String| {
                let path = path.clone();
                levels.iter().map(move |level| match depth {
                    0 => (*level).to_owned(),
                    _ => format!("{path}/{level}"),
                })
            };
            last = last.iter().filter(|path| !path.ends_with('#')).flat_map(longer).collect();
            all.extend(last.iter().cloned());
        }
        all
    }

    /// The definitions, tried on all small filters. A level that stands in no filter, `z`, speaks for all others; names
    /// are one level longer than filters, so that `#` shows what it adds.
    #[test]
    fn both_are_what_they_say() {
        let filters = paths(&["a", "$b", "+", "#"]);
        let mut names = paths(&["a", "$b", "z"]);
        let longer: Vec<String> = names.iter().map(|name| format!("{name}/z")).collect();
        names.extend(longer);
        for one in &filters {
            for other in &filters {
                let mut theirs = names.iter().filter(|name| matches(other, name));
                assert_eq!(
                    covers(one, other),
                    theirs.clone().all(|name| matches(one, name)),
                    "{one} covers {other}"
                );
                assert_eq!(overlap(one, other), theirs.any(|name| matches(one, name)), "{one} and {other}");
            }
        }
    }
}
