//! Text with styles, before any terminal.

/// How a piece of text looks. Nothing is told by style alone: a sign or a word always says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As any text.
    Plain,
    /// Stronger.
    Bold,
    /// Fainter.
    Dim,
    /// The one colour, for success.
    Accent,
}

/// One line of text, without its line end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its pieces, from left to right.
    pub spans: Vec<(Style, String)>,
}

impl Line {
    /// One piece.
    pub fn new(style: Style, text: impl AsRef<str>) -> Self {
        Self::default().with(style, text)
    }

    /// One piece as any text.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Self::new(Style::Plain, text)
    }

    /// Adds a piece at the end.
    pub fn with(mut self, style: Style, text: impl AsRef<str>) -> Self {
        self.spans.push((style, printable(text.as_ref())));
        self
    }

    /// Its text without styles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Columns that it takes: all the kit writes one column per character.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|(_, text)| text.chars().count()).sum()
    }
}

/// What a student's program prints may hold anything, and a stray `\r` or escape would garble the screen.
fn printable(text: &str) -> String {
    text.replace('\t', "    ").chars().filter(|c| !c.is_control()).collect()
}

/// Paragraphs, one a line of `text`, cut between words into lines of at most `width` columns, `indent` spaces
/// included. A paragraph keeps its own indentation.
pub fn wrap(style: Style, text: &str, indent: usize, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let words = paragraph.trim_start_matches(' ');
        let indent = if words.is_empty() { 0 } else { indent + paragraph.len() - words.len() };
        let room = width.saturating_sub(indent).max(20);
        let mut cut = vec![String::new()];
        // Only plain spaces are cut: a no-break space is white space too for `split_whitespace`.
        for word in words.split(' ') {
            match cut.last_mut() {
                Some(line) if line.is_empty() => line.push_str(word),
                Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => cut.push(word.to_owned()),
            }
        }
        let margin = " ".repeat(indent);
        lines.extend(cut.iter().map(|line| Line::new(style, format!("{margin}{line}"))));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_cut_between_words_only() {
        let lines = wrap(Style::Plain, "un deux trois quatre cinq\u{a0}: six\n\nsept", 2, 22);
        let lines: Vec<_> = lines.iter().map(Line::text).collect();
        assert_eq!(lines, ["  un deux trois quatre", "  cinq\u{a0}: six", "", "  sept"]);
        let lines = wrap(Style::Plain, "  un deux trois quatre cinq", 0, 22);
        let lines: Vec<_> = lines.iter().map(Line::text).collect();
        assert_eq!(lines, ["  un deux trois quatre", "  cinq"], "its own indentation stays");
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        assert_eq!(Line::plain("a\tb\u{1b}[31mc\rd\u{7}").text(), "a    b[31mcd");
    }
}
