//! Drawing a conversation: two sides, a line for each thing that happens, a mark on the one that is wrong.

/// Columns between the two sides: with the margin, a line fits a terminal of 80 columns.
const INNER: usize = 62;

/// Columns before the left side, where a line is marked.
const MARGIN: usize = 11;

/// One line of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A packet from the left to the right.
    ToRight(String),
    /// A packet from the right to the left.
    ToLeft(String),
    /// Something that happens on the left and sends nothing: a call, a message handed on.
    OnLeft(String),
    /// Something that happens on the right and sends nothing.
    OnRight(String),
    /// Something that happens to the connection: a cut.
    Across(String),
}

/// The names of the two sides.
pub fn heading(left: &str, right: &str) -> String {
    let gap = (INNER + 2).saturating_sub(left.chars().count());
    format!("{:MARGIN$}{left}{right:>gap$}\n", "")
}

impl Line {
    /// The line as it is drawn, after `mark`, which says in words what is wrong with it.
    pub fn draw(&self, mark: &str) -> String {
        let (start, text, fill, end) = match self {
            Self::ToRight(text) => ("├──", text, '─', "►│"),
            Self::ToLeft(text) => ("│◄─", text, '─', "─┤"),
            Self::OnLeft(text) | Self::OnRight(text) => ("│  ", text, ' ', " │"),
            Self::Across(text) => ("╳ ╌", text, '╌', "╌╳"),
        };
        let room = INNER - 5;
        let mut shown = text.clone();
        if text.chars().count() > room {
            shown = text.chars().take(room - 1).chain(['…']).collect();
        }
        let rest: String = std::iter::repeat_n(fill, room - shown.chars().count()).collect();
        let shown = match self {
            Self::OnRight(_) => format!(" {rest}{shown} "),
            _ => format!(" {shown} {rest}"),
        };
        format!("{mark:>width$} {start}{shown}{end}\n", width = MARGIN - 1)
    }
}
