//! Numbers as French readers write them.

/// At most two decimals, with a comma: `14,5`, `3`, `−0,25`.
pub(crate) fn decimal(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.').replace('.', ",");
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

/// With its sign, even where it is a plus.
pub(super) fn signed(value: f64) -> String {
    let text = decimal(value);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// `14,5 / 20`, which no line end cuts.
pub(super) fn out_of(value: f64, total: f64) -> String {
    format!("{}\u{a0}/\u{a0}{}", decimal(value), decimal(total))
}

/// A share between 0 and 1, as whole per cent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}\u{a0}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_french() {
        for (value, expected) in [
            (14.5, "14,5"),
            (20.0, "20"),
            (0.0, "0"),
            (-0.0, "0"),
            (-0.5, "−0,5"),
            (3.333, "3,33"),
            (-0.001, "0"),
        ] {
            assert_eq!(decimal(value), expected, "{value}");
        }
        assert_eq!(signed(0.5), "+0,5");
        assert_eq!(out_of(14.5, 20.0), "14,5\u{a0}/\u{a0}20");
        assert_eq!(percent(0.625), "62\u{a0}%");
    }
}
