//! A pupil's own text: simple Markdown taken apart into blocks and spans, which templates print one by one. No HTML
//! passes, no link leads anywhere, and what is not understood stays as it was written.

use serde::Serialize;

use super::text::clean;

/// Widest table shown, in columns.
const COLUMNS: usize = 8;
/// Shortest line that an editor may have broken, in characters.
const FILLED: usize = 72;
/// The level of the heading under which a text stands.
const ABOVE: u8 = 3;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Span {
    /// `text`, `code`, `strong` or `em`.
    kind: &'static str,
    text: String,
}

type Spans = Vec<Span>;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Block {
    Heading { level: u8, spans: Spans },
    Paragraph { lines: Vec<Spans> },
    Quote { lines: Vec<Spans> },
    List { ordered: bool, items: Vec<Spans> },
    Table { head: Vec<Spans>, rows: Vec<Vec<Spans>> },
    Code { text: String },
}

/// The blocks of a text.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let text = clean(text);
    let mut lines = text.lines().peekable();
    let mut blocks = Vec::new();
    let mut level = ABOVE;
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() || is_rule(trimmed) {
            continue;
        }
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence)) {
            let code = lines.by_ref().take_while(|line| !line.trim().starts_with(fence));
            blocks.push(Block::Code { text: code.collect::<Vec<_>>().join("\n") });
        } else if let Some((depth, title)) = heading(trimmed) {
            // A heading may skip no level, or a reader who cannot see the page would look for the one between.
            level = (ABOVE + depth.saturating_sub(1).max(1)).min(level + 1).min(6);
            blocks.push(Block::Heading { level, spans: spans(title) });
        } else if let Some((ordered, item)) = item(trimmed) {
            let mut items = vec![spans(item)];
            while let Some((_, item)) = lines.peek().and_then(|line| item_of(line, ordered)) {
                items.push(spans(item));
                lines.next();
            }
            blocks.push(Block::List { ordered, items });
        } else if trimmed.starts_with('|') {
            let mut rows = vec![cells(trimmed)];
            while let Some(row) = lines.next_if(|line| line.trim().starts_with('|')) {
                if !is_table_rule(row) {
                    rows.push(cells(row.trim()));
                }
            }
            let head = rows.remove(0);
            blocks.push(Block::Table { head, rows });
        } else {
            let is_quote = trimmed.starts_with('>');
            let mut own = vec![unquoted(trimmed).to_owned()];
            let mut above = trimmed;
            while let Some(line) = lines.next_if(|line| continues(line)) {
                let line = line.trim();
                match own.last_mut() {
                    // A line that an editor filled goes on; a short one ends where its writer wished.
                    Some(last) if above.chars().count() >= FILLED => {
                        *last = format!("{last} {}", unquoted(line));
                    }
                    _ => own.push(unquoted(line).to_owned()),
                }
                above = line;
            }
            let own = own.iter().map(|line| spans(line)).collect();
            blocks.push(if is_quote { Block::Quote { lines: own } } else { Block::Paragraph { lines: own } });
        }
    }
    blocks
}

/// The spans of a line: `code`, **strong** and *em*, closed on the same line.
pub(super) fn spans(text: &str) -> Spans {
    const MARKS: [(&str, &str); 3] = [("`", "code"), ("**", "strong"), ("*", "em")];
    let mut spans: Spans = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let marked = MARKS.iter().find_map(|(mark, kind)| {
            let (inside, after) = rest.strip_prefix(mark)?.split_once(mark)?;
            // `2 * 3 * 4` is a product.
            let holds = !inside.is_empty() && (*kind == "code" || inside.trim() == inside);
            holds.then_some((*kind, inside, after))
        });
        if let Some((kind, inside, after)) = marked {
            if !plain.is_empty() {
                spans.push(Span { kind: "text", text: std::mem::take(&mut plain) });
            }
            spans.push(Span { kind, text: inside.to_owned() });
            rest = after;
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    if !plain.is_empty() {
        spans.push(Span { kind: "text", text: plain });
    }
    spans
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let title = line.trim_start_matches('#');
    let depth = u8::try_from(line.len() - title.len()).ok().filter(|depth| (1..=6).contains(depth))?;
    title.starts_with(' ').then(|| (depth, title.trim()))
}

/// Whether the list is numbered, and the item's text.
fn item(line: &str) -> Option<(bool, &str)> {
    if let Some(text) = ["- ", "* ", "+ "].into_iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some((false, text.trim()));
    }
    let (number, text) = line.split_once(['.', ')'])?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && text.starts_with(' ')).then(|| (true, text.trim()))
}

fn item_of(line: &str, ordered: bool) -> Option<(bool, &str)> {
    item(line.trim()).filter(|(other, _)| *other == ordered)
}

fn cells(row: &str) -> Vec<Spans> {
    let row = row.trim_start_matches('|').trim_end_matches('|');
    row.split('|').take(COLUMNS).map(|cell| spans(cell.trim())).collect()
}

/// `|-----|----:|`
fn is_table_rule(row: &str) -> bool {
    row.contains('-') && row.trim().chars().all(|c| "|-: ".contains(c))
}

/// `---`, between two parts.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && ['-', '*', '_'].iter().any(|mark| line.chars().all(|c| c == *mark))
}

fn unquoted(line: &str) -> &str {
    line.strip_prefix('>').map_or(line, str::trim_start)
}

/// Whether a line goes on with the paragraph above it.
fn continues(line: &str) -> bool {
    let line = line.trim();
    !(line.is_empty()
        || is_rule(line)
        || line.starts_with('|')
        || line.starts_with("```")
        || line.starts_with("~~~")
        || heading(line).is_some()
        || item(line).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks in a short form of their own.
    fn outline(text: &str) -> Vec<String> {
        let line = |spans: &Spans| {
            let parts = spans.iter().map(|span| match span.kind {
                "text" => span.text.clone(),
                kind => format!("<{kind}:{}>", span.text),
            });
            parts.collect::<String>()
        };
        let row = |cells: &Vec<Spans>| cells.iter().map(line).collect::<Vec<_>>().join("|");
        let lines = |lines: &Vec<Spans>| lines.iter().map(line).collect::<Vec<_>>().join("/");
        let block = |block: Block| match block {
            Block::Heading { level, spans } => format!("h{level} {}", line(&spans)),
            Block::Paragraph { lines: own } => format!("p {}", lines(&own)),
            Block::Quote { lines: own } => format!("> {}", lines(&own)),
            Block::List { ordered, items } => {
                format!("{} {}", if ordered { "ol" } else { "ul" }, lines(&items))
            }
            Block::Table { head, rows } => {
                format!("table {} = {}", row(&head), rows.iter().map(row).collect::<Vec<_>>().join(" / "))
            }
            Block::Code { text } => format!("code {text}"),
        };
        blocks(text).into_iter().map(block).collect()
    }

    #[test]
    fn simple_markdown_is_understood() {
        let long = "mot ".repeat(20).trim().to_owned();
        for (text, expected) in [
            ("# Titre\n\n## TP 1\ntexte\nsuite\n", &["h4 Titre", "h4 TP 1", "p texte/suite"][..]),
            ("### Sous\n##### Trop bas", &["h4 Sous", "h5 Trop bas"]),
            ("- un\n- deux\n1. trois\n2) quatre", &["ul un/deux", "ol trois/quatre"]),
            ("| a | b |\n|---|---|\n| 1 | `2` |", &["table a|b = 1|<code:2>"]),
            ("```\n<b> *x*\n\n```\nfin", &["code <b> *x*\n", "p fin"]),
            ("```\nsans fin", &["code sans fin"]),
            ("> cité\n> encore", &["> cité/encore"]),
            ("---\n#hashtag et 2 * 3 * 4", &["p #hashtag et 2 * 3 * 4"]),
            (
                "**R1.** Le `PUBACK` *perdu* **ouvert",
                &["p <strong:R1.> Le <code:PUBACK> <em:perdu> **ouvert"],
            ),
            ("<script>x</script> [lien](javascript:x)", &["p <script>x</script> [lien](javascript:x)"]),
            (&format!("{long}\nsuite\ncourt"), &[&format!("p {long} suite/court")]),
            ("", &[]),
        ] {
            assert_eq!(outline(text), expected, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_apart(text in "[-#*`>|~ 1.a\n]{0,60}") {
            blocks(&text);
        }
    }
}
