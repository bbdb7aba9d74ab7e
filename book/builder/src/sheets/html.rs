//! A sheet as a page to print: one file, its style and its figures within.

use std::fmt::{self, Write};

use super::document::{Block, Cell, Document, Drawing, Kind, Look, Run, room, text_of};
use super::messages;
use crate::html::Escaped;

/// Characters of a line of code that can be written larger: commands, most of them, but no line of a log.
const SHORT: usize = 88;

/// Writes sheets into one page, each beginning on a new sheet of paper.
pub(super) fn write(documents: &[Document], style: &str, large: bool) -> String {
    let title = documents.first().map_or("", |document| document.title.as_str());
    let class = if large { " class=\"grand\"" } else { "" };
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{style}",
        Escaped(title)
    );
    for (number, document) in documents.iter().enumerate() {
        running_head(&mut html, number, document, documents.len() == 1, large);
    }
    let _ = write!(html, "</style>\n</head>\n<body{class}>\n");
    for (number, document) in documents.iter().enumerate() {
        let class = match document.kind {
            Kind::Questions => "questions",
            Kind::Answers => "corrige",
            Kind::Reference => "memo",
            Kind::Card => "carte",
        };
        let _ = writeln!(html, "<article class=\"{class}\" style=\"page: fiche{number}\">");
        head(&mut html, document);
        let mut body = Body { html: &mut html, with_room: document.kind == Kind::Questions };
        match document.kind {
            Kind::Card => body.card(&document.title, &document.blocks),
            _ => body.blocks(&document.blocks),
        }
        html.push_str("</article>\n");
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// What each sheet of paper but the first says at its top, and each at its bottom.
fn running_head(html: &mut String, number: usize, document: &Document, alone: bool, large: bool) {
    if document.kind == Kind::Card {
        let _ = writeln!(html, "@page fiche{number} {{ margin: 7mm 8mm; }}");
        return;
    }
    let title = quoted(&document.title);
    // Several sheets in one file share the numbers of its pages: they would tell nothing.
    let page = if alone { "counter(page) \"\u{202f}/\u{202f}\" counter(pages)" } else { "none" };
    let size = if large { "18pt" } else { "8.5pt" };
    let _ = writeln!(
        html,
        "@page fiche{number} {{ @top-left {{ content: {title}; font-size: {size} }} \
         @bottom-right {{ content: {page}; font-size: {size} }} }}"
    );
    if alone {
        let _ = writeln!(html, "@page fiche{number}:first {{ @top-left {{ content: none }} }}");
    }
}

/// A text as CSS writes it between quotes; no `<` either, for it stands in a `style` element.
fn quoted(text: &str) -> String {
    let mut css = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' | '<' | '\n' => {
                let _ = write!(css, "\\{:x} ", u32::from(character));
            }
            _ => css.push(character),
        }
    }
    css + "\""
}

fn head(html: &mut String, document: &Document) {
    match document.kind {
        Kind::Card => return,
        Kind::Answers => {
            let _ = writeln!(html, "<p class=\"pour\">{}</p>", messages::TEACHER);
        }
        Kind::Questions => {
            for line in messages::NAMES {
                html.push_str("<div class=\"noms\">");
                for name in line {
                    let _ = write!(html, "<span>{name}\u{a0}:</span>");
                }
                html.push_str("</div>\n");
            }
        }
        Kind::Reference => {}
    }
    let _ = writeln!(html, "<h1>{}</h1>", Escaped(&document.title));
}

/// Blocks cut before each heading of a level.
fn parts(blocks: &[Block], level: u8) -> impl Iterator<Item = &[Block]> {
    let begins = move |block: &Block| matches!(block, Block::Heading(at, _) if *at == level);
    blocks.chunk_by(move |_, next| !begins(next))
}

/// Code, which a browser may cut at its spaces, and not after the hyphens of `--seed`.
struct Code<'a>(&'a str);

impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, word) in self.0.split(' ').enumerate() {
            f.write_str(if index > 0 { " " } else { "" })?;
            match word.contains('-') {
                true => write!(f, "<span>{}</span>", Escaped(word))?,
                false => write!(f, "{}", Escaped(word))?,
            }
        }
        Ok(())
    }
}

struct Body<'a> {
    html: &'a mut String,
    with_room: bool,
}

impl Body<'_> {
    /// A side of paper for each heading of level 2, and on it a frame for each of level 3.
    fn card(&mut self, title: &str, blocks: &[Block]) {
        for side in parts(blocks, 2) {
            let Some((Block::Heading(_, heading), blocks)) = side.split_first() else { continue };
            let heading = Escaped(&text_of(heading)).to_string();
            let _ = writeln!(
                self.html,
                "<section class=\"face\"><h1>{} <span>{heading}</span></h1><div class=\"cadres\">",
                Escaped(title)
            );
            for frame in parts(blocks, 3) {
                self.html.push_str("<section class=\"cadre\">\n");
                self.blocks(frame);
                self.html.push_str("</section>\n");
            }
            self.html.push_str("</div></section>\n");
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.element(&format!("h{level}"), text),
            Block::Paragraph(text) => self.element("p", text),
            Block::Question { name, text } => self.question(name, text),
            Block::List { first, items } => self.list(*first, items),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Code(lines) => self.code(lines),
            Block::Note(title, blocks) => {
                self.html.push_str("<aside>");
                if !title.is_empty() {
                    let _ = writeln!(self.html, "<p class=\"titre\">{title}</p>");
                }
                self.blocks(blocks);
                self.html.push_str("</aside>\n");
            }
            Block::Figure(Drawing { svg, caption }) => {
                let caption = Escaped(caption);
                let _ = writeln!(self.html, "<figure>{svg}<figcaption>{caption}</figcaption></figure>");
            }
        }
    }

    fn element(&mut self, name: &str, text: &[Run]) {
        let _ = write!(self.html, "<{name}>");
        self.runs(text);
        let _ = writeln!(self.html, "</{name}>");
    }

    fn question(&mut self, name: &str, text: &[Run]) {
        let _ = write!(self.html, "<div class=\"question\"><p><b class=\"nom\">{name}</b> ");
        self.runs(text);
        self.html.push_str("</p>");
        if self.with_room {
            let lines = "<div class=\"ligne\"></div>".repeat(room(name));
            self.html.push_str(&lines);
        }
        self.html.push_str("</div>\n");
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>]) {
        let (open, name) = match first {
            Some(first) => (format!("<ol start=\"{first}\">"), "ol"),
            None => ("<ul>".to_owned(), "ul"),
        };
        let _ = writeln!(self.html, "{open}");
        for item in items {
            self.html.push_str("<li>");
            match &item[..] {
                [Block::Paragraph(text), rest @ ..] => {
                    self.runs(text);
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.html.push_str("</li>\n");
        }
        let _ = writeln!(self.html, "</{name}>");
    }

    fn table(&mut self, head: &[Cell], rows: &[Vec<Cell>]) {
        self.html.push_str("<table>\n<thead>");
        self.row("th", head);
        self.html.push_str("</thead>\n<tbody>\n");
        for row in rows {
            self.row("td", row);
        }
        self.html.push_str("</tbody>\n</table>\n");
    }

    fn row(&mut self, cell: &str, cells: &[Cell]) {
        self.html.push_str("<tr>");
        for text in cells {
            let _ = write!(self.html, "<{cell}>");
            self.runs(text);
            let _ = write!(self.html, "</{cell}>");
        }
        self.html.push_str("</tr>\n");
    }

    /// Each line an element: one that is too long for the paper goes on further to the right.
    fn code(&mut self, lines: &[String]) {
        let short = lines.iter().all(|line| line.chars().count() <= SHORT);
        self.html.push_str(if short { "<pre class=\"court\">" } else { "<pre>" });
        for line in lines {
            let _ = write!(self.html, "<code>{}</code>", Code(line));
        }
        self.html.push_str("</pre>\n");
    }

    fn runs(&mut self, runs: &[Run]) {
        for Run { text, look: Look { strong, emphasis, code } } in runs {
            let names = [(*strong, "b"), (*emphasis, "i"), (*code, "code")];
            let names = names.iter().filter(|(wanted, _)| *wanted).map(|(_, name)| *name);
            let _ = names.clone().try_for_each(|name| write!(self.html, "<{name}>"));
            let _ = match code {
                true => write!(self.html, "{}", Code(text)),
                false => write!(self.html, "{}", Escaped(text)),
            };
            let _ = names.rev().try_for_each(|name| write!(self.html, "</{name}>"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_become_elements_or_styles() {
        let document = Document {
            kind: Kind::Questions,
            title: "</style><b>\"".to_owned(),
            minutes: None,
            blocks: vec![
                Block::Paragraph(vec![Run::code("<script>")]),
                Block::Code(vec!["a < b".to_owned()]),
            ],
        };
        let html = write(&[document], "", false);
        for part in ["<script>", "a < b", "</style><b>"] {
            assert!(!html.contains(part), "{part} in {html}");
        }
        assert!(html.contains(r#""\3c /style>\3c b>\22 ""#), "{html}");
    }

    #[test]
    fn only_pupils_have_room_to_write() {
        let lines = |kind| {
            let blocks =
                vec![Block::Question { name: "R1".to_owned(), text: vec![Run::plain("Pourquoi ?")] }];
            let document = Document { kind, title: String::new(), minutes: None, blocks };
            write(&[document], "", false).matches("class=\"ligne\"").count()
        };
        assert_eq!((lines(Kind::Questions), lines(Kind::Answers)), (4, 0));
    }
}
