//! One cell of a table for a spreadsheet.

use mqtt_trace::visible::Visible;

/// A cell that no spreadsheet takes for a formula, and that shows what would reorder the line.
pub fn cell(value: &str, separator: char) -> String {
    let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let value = Visible(&value).to_string();
    let formula = value.trim_start().starts_with(['=', '+', '-', '@']);
    let value = if formula { format!("'{value}") } else { value };
    if formula || value.contains([separator, '"']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (value, expected) in [
            ("AUBRY Léa", "AUBRY Léa"),
            ("14,5", "14,5"),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-cmd", "\"'-cmd\""),
            ("\t+1", "\"' +1\""),
            ("a;b", "\"a;b\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("a\r\nb", "a  b"),
            ("02 \u{202e}élaM", "02 \\u{202e}élaM"),
        ] {
            assert_eq!(cell(value, ';'), expected, "{value:?}");
        }
        assert_eq!(cell("14,5", ','), "\"14,5\"");
    }
}
