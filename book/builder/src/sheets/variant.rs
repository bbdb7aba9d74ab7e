//! The versions of a sheet.

use anyhow::{Result, bail};

use super::document::{Block, Document, Run, text_of};
use super::messages;

/// For whom a sheet is made otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Variant {
    /// 18 points, left aligned, one idea a block.
    pub(super) large: bool,
    /// A third more time.
    pub(super) more_time: bool,
}

impl Variant {
    pub(super) const USUAL: Variant = Variant { large: false, more_time: false };
    /// What changes without a time.
    pub(super) const UNTIMED: [Variant; 2] = [Variant::USUAL, Variant { large: true, more_time: false }];
    pub(super) const ALL: [Variant; 4] = [
        Variant::USUAL,
        Variant { large: true, more_time: false },
        Variant { large: false, more_time: true },
        Variant { large: true, more_time: true },
    ];

    /// The folder of its sheets.
    pub(super) fn folder(self) -> &'static str {
        match (self.large, self.more_time) {
            (false, false) => "",
            (true, false) => "grands-caracteres",
            (false, true) => "tiers-temps",
            (true, true) => "grands-caracteres-et-tiers-temps",
        }
    }

    /// The sheet in this version.
    ///
    /// # Errors
    /// When the time that the sheet shows is not the one that its page declares.
    pub(super) fn of(self, document: &Document) -> Result<Document> {
        let mut document = document.clone();
        if let Some(minutes) = document.minutes {
            time(&mut document.blocks, minutes, self.more_time)?;
        }
        if self.large {
            document.blocks = document.blocks.into_iter().flat_map(one_idea_a_block).collect();
        }
        Ok(document)
    }
}

/// Checks the line « durée » of a sheet's first table, and gives a third more time there.
fn time(blocks: &mut [Block], minutes: u32, more: bool) -> Result<()> {
    let rows = blocks.iter_mut().find_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    let row = rows.and_then(|rows| rows.iter_mut().find(|row| text_of(&row[0]) == messages::TIME));
    let Some([_, cell]) = row.map(Vec::as_mut_slice) else {
        bail!("no line « {} » in its first table", messages::TIME);
    };
    let shown = text_of(cell).replace('\u{a0}', " ");
    let stated = messages::duration(minutes).replace('\u{a0}', " ");
    let Some(rest) = shown.strip_prefix(&stated).filter(|rest| rest.is_empty() || rest.starts_with(','))
    else {
        bail!("« {shown} » is shown where `minutes: {minutes}` is declared: write « {stated} »");
    };
    if more {
        *cell = vec![Run::plain(messages::more_time(minutes) + rest)];
    }
    Ok(())
}

/// A paragraph of several sentences becomes one a sentence. A question stays whole, for it goes with its answer.
fn one_idea_a_block(block: Block) -> Vec<Block> {
    match block {
        Block::Paragraph(runs) => sentences(runs).into_iter().map(Block::Paragraph).collect(),
        Block::Note(title, blocks) => {
            vec![Block::Note(title, blocks.into_iter().flat_map(one_idea_a_block).collect())]
        }
        Block::List { first, items } => {
            let items = items.into_iter().map(|item| item.into_iter().flat_map(one_idea_a_block).collect());
            vec![Block::List { first, items: items.collect() }]
        }
        other => vec![other],
    }
}

fn sentences(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut sentences = vec![Vec::new()];
    for run in runs {
        let mut rest = run.text.as_str();
        while let Some(end) = (!run.look.code).then(|| end_of_sentence(rest)).flatten() {
            let text = rest[..end].to_owned();
            if let Some(sentence) = sentences.last_mut() {
                sentence.push(Run { text, look: run.look });
            }
            sentences.push(Vec::new());
            rest = rest[end..].trim_start();
        }
        if let (false, Some(sentence)) = (rest.is_empty(), sentences.last_mut()) {
            sentence.push(Run { text: rest.to_owned(), look: run.look });
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Where the first sentence ends: after `.`, `!` or `?`, before a space and a capital, or a space and other text.
fn end_of_sentence(text: &str) -> Option<usize> {
    text.match_indices(['.', '!', '?']).map(|(at, _)| at + 1).find(|&end| {
        let after = text[end..].strip_prefix(' ');
        after.is_some_and(|after| after.chars().next().is_none_or(|c| c.is_uppercase() || c == '«'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed(shown: &str) -> Document {
        let rows = vec![vec![vec![Run::plain("durée")], vec![Run::plain(shown)]]];
        let blocks = vec![Block::Table { head: Vec::new(), rows }];
        Document {
            kind: super::super::document::Kind::Questions,
            title: String::new(),
            minutes: Some(60),
            blocks,
        }
    }

    #[test]
    fn a_third_more_time_is_read_from_the_page() {
        let more = Variant { large: false, more_time: true };
        let document = more.of(&timed("1 h, sans machine")).expect("the time is right");
        let Block::Table { rows, .. } = &document.blocks[0] else { panic!("the table is lost") };
        let expected = "1\u{a0}h\u{a0}20 (1\u{a0}h, et un tiers de plus), sans machine";
        assert_eq!(text_of(&rows[0][1]), expected);
    }

    #[test]
    fn a_time_that_is_not_the_declared_one_is_told() {
        for shown in ["45 min", "1 h 20", ""] {
            assert!(Variant::USUAL.of(&timed(shown)).is_err(), "{shown}");
        }
    }

    #[test]
    fn sentences_stand_alone() {
        let runs = vec![Run::plain("Un. Deux ! Voir "), Run::code("a. B"), Run::plain(". Trois, p. 4.")];
        let texts: Vec<String> = sentences(runs).iter().map(|sentence| text_of(sentence)).collect();
        assert_eq!(texts, ["Un.", "Deux !", "Voir a. B.", "Trois, p. 4."]);
    }
}
