//! What a sheet holds, whatever it is written as.

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) kind: Kind,
    pub(super) title: String,
    /// How long it takes, as its page says.
    pub(super) minutes: Option<u32>,
    pub(super) blocks: Vec<Block>,
}

/// Who a sheet is for, hence what is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Pupils write their names and their answers on it.
    Questions,
    /// For the teacher alone.
    Answers,
    /// To keep at hand.
    Reference,
    /// To keep at hand, each level 1 heading a side of a sheet of paper.
    Card,
}

/// A part of a sheet, from its top to its bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Heading(u8, Vec<Run>),
    Paragraph(Vec<Run>),
    /// A numbered question, such as `P1`, with what it asks; or the answer to it.
    Question {
        name: String,
        text: Vec<Run>,
    },
    List {
        /// The number of the first item, when they are numbered.
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Table {
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
    Code(Vec<String>),
    Note(&'static str, Vec<Block>),
    Figure(Drawing),
}

pub(super) type Cell = Vec<Run>;

/// Text of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) look: Look,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) code: bool,
}

/// A figure, as one `svg` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) svg: String,
    pub(super) caption: String,
}

impl Run {
    pub(super) fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), look: Look::default() }
    }

    pub(super) fn code(text: impl Into<String>) -> Run {
        Run { text: text.into(), look: Look { code: true, ..Look::default() } }
    }
}

/// The text of runs, whatever their look.
pub(super) fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Lines to write on under a question: a word for an objective one (Q), more for a prediction (P), for what was noted
/// in the lab (E), for prose (R).
pub(super) fn room(name: &str) -> usize {
    match name.as_bytes().first() {
        Some(b'P') => 2,
        Some(b'E') => 3,
        Some(b'R') => 4,
        _ => 1,
    }
}

impl Drawing {
    /// Width and height in pixels of 1/96 inch, as the drawing says them in its `viewBox`.
    pub(super) fn size(&self) -> (f64, f64) {
        let numbers = self.svg.split_once("viewBox=\"").and_then(|(_, rest)| rest.split_once('"'));
        let mut numbers = numbers.map_or("", |(inner, _)| inner).split_whitespace().skip(2);
        let mut next = || numbers.next().and_then(|number| number.parse().ok()).unwrap_or(100.0);
        (next(), next())
    }
}
