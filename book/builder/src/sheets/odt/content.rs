//! `content.xml`: the sheet's blocks, each in the style of its kind.

use std::fmt::Write;

use super::xml::{self, Text};
use crate::sheets::document::{Block, Cell, Document, Drawing, Kind, Look, Run, room, text_of};
use crate::sheets::messages;

/// The width of the text, in millimetres.
const WIDTH: f64 = 176.0;

/// The greatest height of a figure, in millimetres.
const HEIGHT: f64 = 220.0;

/// Millimetres in a pixel of 1/96 inch.
const PIXEL: f64 = 25.4 / 96.0;

/// What was written.
pub(super) struct Content {
    pub(super) xml: String,
    /// Figures, which are files of their own.
    pub(super) drawings: Vec<String>,
}

/// The name of the file of a figure, from 1.
pub(super) fn picture(number: usize) -> String {
    format!("Pictures/figure-{number}.svg")
}

impl Content {
    pub(super) fn of(document: &Document, large: bool) -> Content {
        let mut writer = Writer {
            body: String::new(),
            columns: String::new(),
            tables: 0,
            drawings: Vec::new(),
            large,
            with_room: document.kind == Kind::Questions,
        };
        writer.paragraph("Title", &[Run::plain(&document.title)]);
        writer.blocks(&document.blocks, "Text_20_body");
        let xml = format!(
            "{}<office:document-content {} office:version=\"1.3\">\n<office:automatic-styles>\n{AUTOMATIC}{}\
             </office:automatic-styles>\n<office:body><office:text>\n{}</office:text></office:body>\n\
             </office:document-content>\n",
            xml::DECLARATION,
            xml::NAMESPACES,
            writer.columns,
            writer.body
        );
        Content { xml, drawings: writer.drawings }
    }
}

/// The styles of cells and of figures, which cannot be named ones.
const AUTOMATIC: &str = r##"<style:style style:name="Cellule" style:family="table-cell"><style:table-cell-properties fo:padding="0.8mm" fo:border="0.3pt solid #888888"/></style:style>
<style:style style:name="Tete" style:family="table-cell"><style:table-cell-properties fo:padding="0.8mm" fo:border="0.3pt solid #888888" fo:background-color="#ebebeb"/></style:style>
<style:style style:name="Rangee" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
<style:style style:name="Tableau" style:family="table"><style:table-properties style:width="176mm" table:align="margins" fo:margin-bottom="2.5mm"/></style:style>
<style:style style:name="Dessin" style:family="graphic"><style:graphic-properties style:vertical-pos="top" style:vertical-rel="baseline"/></style:style>
"##;

struct Writer {
    body: String,
    /// The styles of the columns of tables.
    columns: String,
    tables: usize,
    drawings: Vec<String>,
    large: bool,
    with_room: bool,
}

impl Writer {
    /// Blocks; `style` is that of their ordinary paragraphs.
    fn blocks(&mut self, blocks: &[Block], style: &str) {
        for block in blocks {
            self.block(block, style);
        }
    }

    fn block(&mut self, block: &Block, style: &str) {
        match block {
            Block::Heading(level, text) => {
                let _ = write!(
                    self.body,
                    "<text:h text:style-name=\"Heading_20_{level}\" text:outline-level=\"{level}\">"
                );
                self.runs(text);
                self.body.push_str("</text:h>\n");
            }
            Block::Paragraph(text) => {
                // What it announces must not be on the next page.
                let announces = style == "Text_20_body" && text_of(text).ends_with(':');
                self.paragraph(if announces { "Annonce" } else { style }, text);
            }
            Block::Question { name, text } => {
                let look = Look { strong: true, ..Look::default() };
                let name_run = Run { text: format!("{name}.\u{a0}"), look };
                let runs: Vec<Run> = std::iter::once(name_run).chain(text.iter().cloned()).collect();
                self.paragraph(if self.with_room { "Question" } else { "Text_20_body" }, &runs);
                if self.with_room {
                    let line = "<text:p text:style-name=\"Reponse\"><text:tab/></text:p>\n";
                    self.body.push_str(&line.repeat(room(name) - 1));
                    self.body.push_str("<text:p text:style-name=\"Reponse_20_fin\"><text:tab/></text:p>\n");
                }
            }
            Block::List { first, items } => self.list(*first, items),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Code(lines) => {
                for (index, line) in lines.iter().enumerate() {
                    let style = if index + 1 == lines.len() { "Code_20_fin" } else { "Preformatted_20_Text" };
                    let line = if self.large { broken(line) } else { line.clone() };
                    self.paragraph(style, &[Run::plain(line)]);
                }
            }
            Block::Note(title, blocks) => {
                if !title.is_empty() {
                    let look = Look { strong: true, ..Look::default() };
                    self.paragraph("Note", &[Run { text: (*title).to_owned(), look }]);
                }
                self.blocks(blocks, "Note");
            }
            Block::Figure(drawing) => self.figure(drawing),
        }
    }

    fn paragraph(&mut self, style: &str, text: &[Run]) {
        let _ = write!(self.body, "<text:p text:style-name=\"{style}\">");
        self.runs(text);
        self.body.push_str("</text:p>\n");
    }

    fn runs(&mut self, runs: &[Run]) {
        for Run { text, look: Look { strong, emphasis, code } } in runs {
            // A character at the beginning of a run is not at that of the paragraph: its space is no lost one.
            let shown = match text.strip_prefix(' ') {
                Some(rest) => format!(" {}", Text(rest)),
                None => Text(text).to_string(),
            };
            let styles =
                [(*strong, "Strong_20_Emphasis"), (*emphasis, "Emphasis"), (*code, "Source_20_Text")];
            let styles: Vec<&str> =
                styles.into_iter().filter_map(|(wanted, style)| wanted.then_some(style)).collect();
            for style in &styles {
                let _ = write!(self.body, "<text:span text:style-name=\"{style}\">");
            }
            self.body.push_str(&shown);
            self.body.push_str(&"</text:span>".repeat(styles.len()));
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>]) {
        let style = if first.is_some() { "Numeros" } else { "Puces" };
        let _ = writeln!(self.body, "<text:list text:style-name=\"{style}\">");
        for (index, item) in items.iter().enumerate() {
            match first.filter(|first| index == 0 && *first > 1) {
                Some(first) => {
                    let _ = write!(self.body, "<text:list-item text:start-value=\"{first}\">");
                }
                None => self.body.push_str("<text:list-item>"),
            }
            self.blocks(item, "List");
            self.body.push_str("</text:list-item>\n");
        }
        self.body.push_str("</text:list>\n");
    }

    fn table(&mut self, head: &[Cell], rows: &[Vec<Cell>]) {
        self.tables += 1;
        let table = self.tables;
        let mut columns = String::new();
        for (index, width) in widths(head, rows).into_iter().enumerate() {
            let name = format!("T{table}C{index}");
            let _ = writeln!(
                self.columns,
                "<style:style style:name=\"{name}\" style:family=\"table-column\"><style:table-column-properties \
                 style:column-width=\"{width:.1}mm\"/></style:style>"
            );
            let _ = write!(columns, "<table:table-column table:style-name=\"{name}\"/>");
        }
        let _ = writeln!(
            self.body,
            "<table:table table:name=\"Tableau{table}\" table:style-name=\"Tableau\">{columns}\n<table:table-header-rows>"
        );
        self.row(head, "Tete", "Table_20_Heading");
        self.body.push_str("</table:table-header-rows>\n");
        for row in rows {
            self.row(row, "Cellule", "Table_20_Contents");
        }
        self.body.push_str("</table:table>\n<text:p text:style-name=\"Apres_20_tableau\"/>\n");
    }

    fn row(&mut self, cells: &[Cell], cell_style: &str, style: &str) {
        self.body.push_str("<table:table-row table:style-name=\"Rangee\">");
        for cell in cells {
            let _ = write!(
                self.body,
                "<table:table-cell table:style-name=\"{cell_style}\" office:value-type=\"string\">"
            );
            self.paragraph(style, cell);
            self.body.push_str("</table:table-cell>");
        }
        self.body.push_str("</table:table-row>\n");
    }

    fn figure(&mut self, drawing: &Drawing) {
        let (width, height) = drawing.size();
        let (width, height) = (width * PIXEL, height * PIXEL);
        let scale = (WIDTH / width).min(HEIGHT / height).min(if self.large { 2.0 } else { 1.0 });
        // On paper there is no page to take the colour from, and office programs know no `currentColor`.
        self.drawings.push(drawing.svg.replace("currentColor", "#000000"));
        let _ = writeln!(
            self.body,
            "<text:p text:style-name=\"Figure\"><draw:frame draw:style-name=\"Dessin\" draw:name=\"Figure {number}\" \
             text:anchor-type=\"as-char\" svg:width=\"{:.1}mm\" svg:height=\"{:.1}mm\"><draw:image xlink:href=\"{}\" \
             xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/><svg:title>{}</svg:title></draw:frame>\
             </text:p>",
            width * scale,
            height * scale,
            picture(self.drawings.len()),
            Text(&drawing.caption),
            number = self.drawings.len(),
        );
        self.paragraph("Legende", &[Run::plain(&drawing.caption)]);
    }
}

/// Characters of code of 18 points on a line.
const COLUMNS: usize = 42;

/// A line of code cut at its spaces. Left to itself, an office program would cut `--seed` after its hyphens.
fn broken(line: &str) -> String {
    let mut broken = String::new();
    let mut column = 0;
    for (index, word) in line.split(' ').enumerate() {
        let length = word.chars().count();
        if index > 0 {
            let fits = column + 1 + length <= COLUMNS;
            broken.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        broken.push_str(word);
        column += length;
    }
    broken
}

/// The widths of the columns, in millimetres: as their longest texts, none too narrow for its words.
fn widths(head: &[Cell], rows: &[Vec<Cell>]) -> Vec<f64> {
    let column = |index: usize| {
        let cells = rows.iter().map(Vec::as_slice).chain([head]).filter_map(|row| row.get(index));
        cells.fold((4, 4), |(longest, widest), cell| {
            let text = text_of(cell);
            let word = text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
            (longest.max(text.chars().count().min(60)), widest.max(word))
        })
    };
    let columns: Vec<(usize, usize)> = (0..head.len()).map(column).collect();
    let weights: Vec<f64> = columns.iter().map(|(text, word)| *text.max(word) as f64 + 2.0).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| WIDTH * weight / sum).collect()
}

/// What stands over the title.
pub(super) fn head(kind: Kind) -> String {
    match kind {
        Kind::Questions => {
            let line = |(index, names): (usize, &&[&str])| {
                let names: String = names.iter().map(|name| format!("{name}\u{a0}:<text:tab/> ")).collect();
                format!("<text:p text:style-name=\"Noms_20_{}\">{}</text:p>", index + 1, names.trim_end())
            };
            messages::NAMES.iter().enumerate().map(line).collect()
        }
        Kind::Answers => format!("<text:p text:style-name=\"Header\">{}</text:p>", messages::TEACHER),
        Kind::Reference | Kind::Card => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_code_is_cut_between_words() {
        let line = "cargo run -q --bin maison -- --rounds 2 --seed 1 --speed 60";
        assert_eq!(broken(line), "cargo run -q --bin maison -- --rounds 2\n--seed 1 --speed 60");
        assert_eq!(broken("    if a"), "    if a");
    }

    #[test]
    fn columns_fill_the_width_and_hold_their_words() {
        let cell = |text: &str| vec![Run::plain(text)];
        let head = [cell("a"), cell("b")];
        let rows = [vec![cell("Q1"), cell("une longue explication de la réponse, en une phrase")]];
        let widths = widths(&head, &rows);
        assert!((widths.iter().sum::<f64>() - WIDTH).abs() < 0.01 && widths[0] < widths[1], "{widths:?}");
    }
}
