//! From a page's Markdown to blocks.
//!
//! On paper nothing unfolds and nothing can be clicked: `<details>` leaves a line that says where its content is, a link
//! leaves its text, and a section under `<!-- écran seulement -->` leaves nothing.

use std::iter::Peekable;
use std::path::Path;

use anyhow::{Result, bail};
use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Options, Parser, Tag};

use super::document::{Block, Cell, Drawing, Look, Run, text_of};
use super::messages;
use crate::directives::figure;

/// Reads Markdown. `root` is the folder of `book.toml`, where the paths of figures begin.
pub(super) fn read(text: &str, root: &Path) -> Result<Vec<Block>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let events = Parser::new_ext(text, options).peekable();
    Reader { events, root, folded: false, skipped: None }.blocks()
}

/// The value of a comment such as `<!-- minutes: 60 -->`.
pub(super) fn minutes(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once("<!-- minutes:")?;
    rest.split_once("-->")?.0.trim().parse().ok()
}

struct Reader<'a> {
    events: Peekable<Parser<'a>>,
    root: &'a Path,
    /// Within `<details>`.
    folded: bool,
    /// Under a heading of this level that is for the screen; 0 before it.
    skipped: Option<u8>,
}

impl Reader<'_> {
    /// Blocks up to the end of what they are in.
    fn blocks(&mut self) -> Result<Vec<Block>> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.peek() {
            if is_inline(event) {
                let runs = self.runs(Look::default());
                self.push(&mut blocks, Block::Paragraph(runs));
                continue;
            }
            let Some(event) = self.events.next() else { break };
            let block = match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => self.paragraph()?,
                Event::Start(Tag::Heading { level, .. }) => self.heading(level),
                Event::Start(Tag::List(first)) => self.list(first)?,
                Event::Start(Tag::Table(_)) => self.table(),
                Event::Start(Tag::CodeBlock(_)) => Block::Code(self.code()),
                Event::Start(Tag::BlockQuote(kind)) => {
                    Block::Note(kind.map_or("", note_title), self.blocks()?)
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.html(&mut blocks);
                    continue;
                }
                _ => continue,
            };
            self.push(&mut blocks, block);
        }
        Ok(blocks)
    }

    fn push(&self, blocks: &mut Vec<Block>, block: Block) {
        if !self.folded && self.skipped.is_none() {
            blocks.push(block);
        }
    }

    fn paragraph(&mut self) -> Result<Block> {
        let mut runs = self.runs(Look::default());
        self.events.next();
        let text = text_of(&runs);
        if let Some(directive) = text.strip_prefix("{{#") {
            let directive = directive.trim_end_matches("}}");
            let Some(operand) = directive.strip_prefix("echange ") else {
                bail!("{{{{#{directive}}}}}: only {{{{#echange …}}}} can stand on a sheet");
            };
            let stem = Path::new(operand).file_stem().unwrap_or_default().to_string_lossy();
            let (caption, svg) = figure::drawn(self.root, operand, &stem)?;
            return Ok(Block::Figure(Drawing { svg, caption }));
        }
        Ok(match question(&runs) {
            Some(name) => {
                runs.remove(0);
                if let Some(first) = runs.first_mut() {
                    first.text = first.text.trim_start().to_owned();
                }
                Block::Question { name, text: runs }
            }
            None => Block::Paragraph(runs),
        })
    }

    fn heading(&mut self, level: HeadingLevel) -> Block {
        let level = level as u8;
        match self.skipped {
            Some(0) => self.skipped = Some(level),
            Some(over) if level <= over => self.skipped = None,
            _ => {}
        }
        let runs = self.runs(Look::default());
        self.events.next();
        Block::Heading(level, runs)
    }

    fn list(&mut self, first: Option<u64>) -> Result<Block> {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            items.push(self.blocks()?);
        }
        Ok(Block::List { first, items })
    }

    fn table(&mut self) -> Block {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        loop {
            match self.events.next() {
                Some(Event::Start(Tag::TableHead)) => head = self.cells(),
                Some(Event::Start(Tag::TableRow)) => rows.push(self.cells()),
                _ => return Block::Table { head, rows },
            }
        }
    }

    fn cells(&mut self) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some(Event::Start(Tag::TableCell)) = self.events.next() {
            cells.push(self.runs(Look::default()));
            self.events.next();
        }
        cells
    }

    /// The lines of a block of code; those that stand for any output (`...`) are for who checks them.
    fn code(&mut self) -> Vec<String> {
        let mut code = String::new();
        while let Some(Event::Text(text)) = self.events.next() {
            code.push_str(&text);
        }
        code.trim_end().lines().filter(|line| *line != "...").map(str::to_owned).collect()
    }

    fn html(&mut self, blocks: &mut Vec<Block>) {
        let mut html = String::new();
        while let Some(Event::Html(text)) = self.events.next() {
            html.push_str(&text);
        }
        if html.contains("<details") {
            let look = Look { emphasis: true, ..Look::default() };
            self.push(blocks, Block::Paragraph(vec![Run { text: messages::IN_THE_BOOK.to_owned(), look }]));
            self.folded = true;
        } else if html.contains("</details>") {
            self.folded = false;
        } else if html.contains("<!-- écran seulement -->") {
            self.skipped = Some(0);
        }
    }

    /// Text up to what is not text.
    fn runs(&mut self, look: Look) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        while let Some(event) = self.events.next_if(is_inline) {
            let (text, look) = match event {
                Event::Text(text) => (text.into_string(), look),
                Event::Code(text) => (text.into_string(), Look { code: true, ..look }),
                Event::SoftBreak | Event::HardBreak => (" ".to_owned(), look),
                Event::Start(tag) => {
                    let within = match tag {
                        Tag::Strong => Look { strong: true, ..look },
                        Tag::Emphasis => Look { emphasis: true, ..look },
                        _ => look,
                    };
                    runs.extend(self.runs(within));
                    self.events.next();
                    continue;
                }
                _ => continue,
            };
            match runs.last_mut().filter(|last| last.look == look) {
                Some(last) => last.text.push_str(&text),
                None => runs.push(Run { text, look }),
            }
        }
        runs
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::InlineHtml(_)
            | Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
    )
}

/// The name of a question in a paragraph that begins with it: `**Q3.**`.
fn question(runs: &[Run]) -> Option<String> {
    let first = runs.first().filter(|run| run.look.strong)?;
    let name = first.text.strip_suffix('.')?;
    let (kind, number) = name.split_at_checked(1)?;
    ("PEQR".contains(kind) && number.parse::<u8>().is_ok()).then(|| name.to_owned())
}

fn note_title(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => messages::NOTE,
        BlockQuoteKind::Tip => messages::TIP,
        BlockQuoteKind::Important => messages::IMPORTANT,
        BlockQuoteKind::Warning => messages::WARNING,
        BlockQuoteKind::Caution => messages::CAUTION,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<Block> {
        read(text, Path::new(".")).expect("the page is right")
    }

    #[test]
    fn questions_are_known_by_their_names() {
        let table =
            [("**Q12.** Quel port ?", Some("Q12")), ("**Terminal 2.** Lancez", None), ("Q1. Non", None)];
        for (text, expected) in table {
            let name = match &blocks(text)[..] {
                [Block::Question { name, .. }] => Some(name.clone()),
                _ => None,
            };
            assert_eq!(name.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_folded_or_for_the_screen_is_not_printed() {
        let text = "a\n\n<details>\n<summary>s</summary>\n\ncaché\n\n</details>\n\nb\n\n<!-- écran seulement -->\n\n## C\n\nc\n\n### D\n\nd\n\n## E\n\ne\n";
        let shown = format!("{:?}", blocks(text));
        for (part, whether) in
            [("caché", false), ("\"b\"", true), ("\"c\"", false), ("\"d\"", false), ("\"e\"", true)]
        {
            assert_eq!(shown.contains(part), whether, "{part} in {shown}");
        }
    }

    #[test]
    fn lists_tables_code_and_notes() {
        let text = "1. un\n2. `deux`\n   - trois\n\n| a | b |\n|---|---|\n| c | **d** |\n\n```console\n$ e\n...\n```\n\n> [!TIP]\n> f\n";
        let shown = blocks(text);
        assert!(
            matches!(&shown[0], Block::List { first: Some(1), items } if items.len() == 2 && items[1].len() == 2),
            "{shown:?}"
        );
        assert!(
            matches!(&shown[1], Block::Table { head, rows } if head.len() == 2 && rows.len() == 1),
            "{shown:?}"
        );
        assert_eq!(shown[2], Block::Code(vec!["$ e".to_owned()]));
        assert_eq!(shown[3], Block::Note(messages::TIP, vec![Block::Paragraph(vec![Run::plain("f")])]));
        assert_eq!(shown.len(), 4);
    }
}
