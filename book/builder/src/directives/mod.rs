//! What stands in the chapters between `{{#` and `}}` and is ours.
//!
//! | directive, alone on its line | what takes its place |
//! |---|---|
//! | `{{#echange figures/NAME.conv}}` | the conversation, played with the kit's broker, as a ladder |
//! | `{{#autotest CHAPTER}}` | the self-test of a chapter, from `quiz/CHAPTER.toml` |
//! | `{{#octets 30 0c …}}` | the packet explained byte by byte; the bytes in the notation of conversations |
//!
//! A block of code of the language `octets` holds bytes too, on several lines; one of the language `seance` is a session of
//! the teacher's time plan. Nothing is replaced within other blocks of code.

mod explained;
pub(crate) mod figure;
mod self_test;

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::plan::Session;

/// The preprocessor, by the name that it has in `book.toml`.
#[derive(Debug)]
pub struct Directives;

impl Preprocessor for Directives {
    fn name(&self) -> &str {
        "directives"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let mut fault = None;
        book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item
                && let Some(path) = &chapter.source_path
                && fault.is_none()
            {
                match replaced(&chapter.content, path, &context.root) {
                    Ok(content) => chapter.content = content,
                    Err(error) => fault = Some(error),
                }
            }
        });
        fault.map_or(Ok(book), Err)
    }
}

/// A chapter with its directives replaced. `path` is the chapter's, `root` the folder that the figures' paths begin in.
pub(crate) fn replaced(content: &str, path: &Path, root: &Path) -> Result<String> {
    let mut out = String::with_capacity(content.len());
    let mut lines = content.lines().enumerate();
    let page = path.file_stem().unwrap_or_default().to_string_lossy();
    while let Some((index, line)) = lines.next() {
        let place = || format!("{}:{}", path.display(), index + 1);
        if let Some(fence) = fence(line) {
            let block: Vec<&str> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim() != fence).collect();
            let info = line.trim().trim_start_matches('`');
            if info == "octets" {
                out.push_str(&explained::table(&block.join(" ")).with_context(place)?);
            } else if let Some(info) = info.strip_prefix("seance ") {
                let session = Session::parse(info, &block, &root.join("src")).with_context(place)?;
                out.push_str(&session.table());
            } else {
                out.push_str(&[&[line], &block[..], &[fence]].concat().join("\n"));
            }
        } else if let Some((name, operand)) = directive(line) {
            let html = match name {
                "echange" => figure::ladder(root, operand, &page),
                "octets" => explained::table(operand),
                "autotest" => self_test::form(root, operand),
                _ => {
                    out.push_str(line);
                    out.push('\n');
                    continue;
                }
            };
            out.push_str(&html.with_context(place)?);
        } else if ["{{#echange", "{{#octets", "{{#autotest"].iter().any(|ours| line.contains(ours)) {
            bail!("{}: a figure must stand alone on its line: {line}", place());
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    Ok(out)
}

/// The backquotes that begin a block of code.
fn fence(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let length = line.len() - line.trim_start_matches('`').len();
    (length >= 3).then(|| &line[..length])
}

/// The name and the operand of a directive that fills its line.
fn directive(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim().strip_prefix("{{#")?.strip_suffix("}}")?;
    Some(inner.split_once(' ').map_or((inner, ""), |(name, operand)| (name, operand.trim())))
}

/// A figure that can be wider than the screen: it scrolls sideways, and by keyboard.
pub(crate) fn scrolling(class: &str, content: &str, caption: &str) -> String {
    let label = crate::messages::SCROLLS;
    format!(
        "<figure class=\"{class}\">\n<div class=\"defile\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">\n{content}\n</div>\n{caption}</figure>\n"
    )
}

/// Reads the bytes of a packet: hexadecimal digits, or the notation of conversations.
fn bytes_of(text: &str) -> Result<Vec<u8>> {
    mqtt_trace::conv::bytes(text).map_err(|what| anyhow!("bytes: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced_in(content: &str) -> Result<String> {
        replaced(content, Path::new("page.md"), Path::new("."))
    }

    #[test]
    fn bytes_are_explained_in_both_forms() {
        for content in ["{{#octets c0 00}}\n", "```octets\nc0\n00\n```\n"] {
            let html = replaced_in(content).expect("the bytes are right");
            assert!(html.contains("PINGREQ"), "{html}");
            assert!(!html.trim().contains("\n\n"), "a blank line ends HTML within Markdown: {html}");
        }
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        for content in [
            "# Titre\n\ntexte\n",
            "```text\n{{#octets c0 00}}\n```\n",
            "{{#include a.rs}}\n",
            "````md\n```\n````\n",
        ] {
            assert_eq!(replaced_in(content).expect("nothing to replace"), content);
        }
    }

    #[test]
    fn a_figure_is_what_the_broker_does_or_an_error_at_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let conversation =
            "# un ping\na connects\na > 10 * s\"MQTT\" 04 02 003c s\"a\" # c\na < 20 02 00 00\n";
        let played = |text: &str| {
            std::fs::write(folder.path().join("a.conv"), text).expect("the file can be written");
            replaced("{{#echange a.conv}}", Path::new("page.md"), folder.path())
        };
        let html = played(conversation).expect("the broker does so");
        assert!(
            html.contains("<figcaption>un ping</figcaption>") && html.contains("id=\"page-a-titre\""),
            "{html}"
        );
        let table = [
            (conversation.replace("00 00", "01 00"), "a.conv: line 4"),
            (conversation.replace("> 10", ">> 10"), "a.conv: line 3"),
            (conversation.replace("# un ping", ""), "a.conv: line 1"),
        ];
        for (text, place) in table {
            let error = format!("{:#}", played(&text).expect_err(&text));
            assert!(error.contains("page.md:1") && error.contains(place), "{error}");
        }
    }

    #[test]
    fn faults_name_the_page_and_the_line() {
        let table = [
            ("texte\n{{#octets zz}}", "page.md:2", "hexadecimal"),
            ("{{#octets 36 00}}", "page.md:1", "MQTT-3.3.1-4"),
            ("{{#echange nulle-part.conv}}", "page.md:1", "nulle-part.conv"),
            ("voir {{#octets c0 00}}", "page.md:1", "alone on its line"),
        ];
        for (content, place, part) in table {
            let error = format!("{:#}", replaced_in(content).expect_err(content));
            assert!(error.contains(place) && error.contains(part), "{content}: {error}");
        }
    }
}
