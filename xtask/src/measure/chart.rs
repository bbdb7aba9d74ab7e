//! Bar charts in SVG: readable in black and white, in the dark, and by a screen reader.
//!
//! All is drawn in `currentColor`, the colour of the text around it. The two parts of a bar differ by pattern: full,
//! then hatched. `title` and `desc` say in words what the bars show. No blank line, which would end the HTML block
//! in Markdown.

use std::fmt::Write;

use super::messages as say;

/// A chart of horizontal bars in two parts.
pub struct Chart {
    /// The name of its file, and the prefix of its identifiers.
    pub name: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// What the two parts of each bar are.
    pub legend: [&'static str; 2],
    /// From top to bottom.
    pub bars: Vec<Bar>,
}

/// One bar: a full part, then a hatched one.
pub struct Bar {
    /// Stands above it.
    pub label: String,
    /// The two parts.
    pub values: [u64; 2],
}

const WIDTH: u64 = 680;
/// The longest bar; the total stands to its right.
const LONGEST: u64 = 580;
const BAR: u64 = 20;
const STEP: u64 = 48;
/// Height of what stands above the bars: the title, then the legend.
const ABOVE: u64 = 60;

impl Chart {
    /// The SVG element, to be put in a page as it is.
    pub fn to_svg(&self) -> String {
        let Chart { name, title, legend, bars } = self;
        let height = ABOVE + STEP * bars.len() as u64;
        let words: Vec<_> =
            bars.iter().map(|bar| say::bar(&bar.label, bar.values[0], bar.values[1], *legend)).collect();
        let words = words.join(" ");
        let largest = bars.iter().map(|bar| bar.values.iter().sum::<u64>()).max().unwrap_or(1).max(1);
        let mut svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-titre {name}-desc" font-family="sans-serif" font-size="15" fill="currentColor" style="max-width:{WIDTH}px;width:100%">
<title id="{name}-titre">{title}</title>
<desc id="{name}-desc">{words}</desc>
<defs><pattern id="{name}-hachures" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" stroke="currentColor" stroke-width="3"/></pattern></defs>
"##
        );
        let hatched = format!("url(#{name}-hachures)");
        let _ = writeln!(svg, r#"<text x="1" y="16" font-weight="bold">{title}</text>"#);
        let mut left = 1;
        for (text, fill) in legend.iter().zip(["currentColor", &hatched]) {
            svg += &rectangle(left, 30, 16, 14, fill);
            let _ = writeln!(svg, r#"<text x="{}" y="42">{text}</text>"#, left + 24);
            left += WIDTH / 2;
        }
        for (bar, top) in bars.iter().zip((ABOVE..).step_by(STEP as usize)) {
            let _ = writeln!(svg, r#"<text x="1" y="{}">{}</text>"#, top + 14, bar.label);
            // Rounded from the sums, so that the parts meet.
            let total: u64 = bar.values.iter().sum();
            let [middle, end] = [bar.values[0], total].map(|value| value * LONGEST / largest);
            svg += &rectangle(1, top + 20, middle, BAR, "currentColor");
            svg += &rectangle(1 + middle, top + 20, end - middle, BAR, &hatched);
            let total = say::number(&total.to_string());
            let _ = writeln!(svg, r#"<text x="{}" y="{}">{total}</text>"#, end + 9, top + 36);
        }
        svg + "</svg>\n"
    }
}

/// A part of a bar, with an outline: hatching alone has no edge.
fn rectangle(x: u64, y: u64, width: u64, height: u64, fill: &str) -> String {
    if width == 0 {
        return String::new();
    }
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" stroke=\"currentColor\"/>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[[u64; 2]]) -> String {
        let bars = values.iter().map(|values| Bar { label: "QoS 0".into(), values: *values }).collect();
        Chart { name: "essai", title: "Octets", legend: ["aller", "retour"], bars }.to_svg()
    }

    #[test]
    fn the_longest_bar_fills_the_width_and_parts_meet() {
        let svg = chart(&[[300, 700], [1, 0]]);
        assert!(svg.contains(r#"x="1" y="80" width="174""#), "{svg}");
        assert!(svg.contains(r#"x="175" y="80" width="406""#), "{svg}");
    }

    #[test]
    fn words_say_what_is_drawn_and_no_line_is_blank() {
        let svg = chart(&[[0, 0], [1000, 234]]);
        let words = "QoS 0\u{a0}: 1\u{202f}234 octets, dont 1\u{202f}000 aller et 234 retour.";
        assert!(svg.contains(words), "{svg}");
        assert!(svg.lines().all(|line| !line.trim().is_empty()), "{svg}");
    }
}
