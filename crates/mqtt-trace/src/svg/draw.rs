//! From a figure to SVG.

use std::fmt::Write as _;

use super::canvas::{Canvas, Face};
use super::describe::mark_text;
use super::layout::{Layout, name_width};
use super::text::Escaped;
use super::{Figure, Mark, Row, label};
use crate::messages;

/// Height of the frames round the names.
const NAMES: i32 = 26;

/// Blank between two rows.
const GAP: i32 = 8;

impl Figure {
    /// Draws it: one `svg` element without a blank line, so that it can stand within Markdown. `id` must be unique
    /// in the page.
    #[must_use]
    pub fn draw(&self, id: &str) -> String {
        let mut canvas = Canvas::new(Layout::of(self, messages::BROKER), NAMES + GAP);
        for row in &self.rows {
            canvas.row(row);
        }
        canvas.y += GAP;
        canvas.end_all();
        self.written(id, &canvas)
    }

    fn written(&self, id: &str, canvas: &Canvas) -> String {
        let (Layout { clients, broker, width, .. }, bottom) = (&canvas.layout, canvas.y);
        let mut svg = String::new();
        // A margin of two pixels, for the frames are drawn on their edges. In a narrow page the drawing shrinks while its
        // text can be read.
        let _ = writeln!(
            svg,
            r#"<svg class="echange" role="img" lang="{}" aria-labelledby="{id}-titre {id}-texte" viewBox="-2 -2 {} {}" width="{}" style="max-width:100%;min-width:{}px;height:auto" xmlns="http://www.w3.org/2000/svg" font-family="ui-monospace, 'DejaVu Sans Mono', Consolas, monospace" font-size="12" text-anchor="middle" fill="currentColor">"#,
            messages::LANGUAGE,
            width + 4,
            bottom + 4,
            width + 4,
            width * 4 / 5,
        );
        let _ = writeln!(svg, r#"<title id="{id}-titre">{}</title>"#, Escaped(&self.title));
        let _ = writeln!(svg, r#"<desc id="{id}-texte">{}</desc>"#, Escaped(&self.description()));
        let absent: String = clients.iter().map(|x| format!("M{x} {NAMES}V{bottom}")).collect();
        let _ = writeln!(
            svg,
            r#"<path d="{absent}" fill="none" stroke="currentColor" stroke-dasharray="1 5" opacity="0.5"/>"#
        );
        let _ = writeln!(svg, r#"<g fill="none" stroke="currentColor">"#);
        svg.push_str(&canvas.lines);
        let _ = writeln!(svg, r#"<path d="M{broker} {NAMES}V{bottom}" stroke-width="4"/>"#);
        svg.push_str("</g>\n");
        let names = self.clients.iter().map(|client| client.name.as_str()).zip(clients.iter().copied());
        for (name, x) in names.chain([(messages::BROKER, *broker)]) {
            let frame = name_width(name);
            let _ = writeln!(
                svg,
                r#"<rect x="{}" y="0" width="{frame}" height="{NAMES}" rx="5" fill="none" stroke="currentColor"/>"#,
                x - frame / 2
            );
            let _ = writeln!(svg, r#"<text x="{x}" y="17" font-weight="bold">{}</text>"#, Escaped(name));
        }
        svg.push_str(&canvas.shapes);
        svg.push_str("</svg>");
        svg
    }
}

impl Canvas {
    fn row(&mut self, row: &Row) {
        match row {
            Row::Bytes { client, direction, bytes, lost, note } => {
                self.begin(*client);
                let labels = label::of(bytes);
                let last = labels.len().saturating_sub(1);
                for (index, label) in labels.iter().enumerate() {
                    let note = if index == last { note } else { "" };
                    self.arrow(*client, *direction, label, *lost, note);
                }
            }
            Row::Packet { client, direction, label, lost, time } => {
                self.begin(*client);
                self.time_left(time);
                self.arrow(*client, *direction, label, *lost, "");
            }
            Row::Remark { client, text } => self.text(*client, text, Face::Note),
            Row::Preamble { client, told } => {
                self.begin(*client);
                self.preamble(*client, told);
            }
            Row::Mark { client, mark, note } => self.mark(*client, *mark, note),
            Row::Time { time, note } => self.time(&messages::figure_time(*time), note),
        }
        self.y += GAP;
    }

    fn mark(&mut self, client: usize, mark: Mark, note: &str) {
        let text = mark_text(mark).unwrap_or_default();
        match mark {
            Mark::Opens => self.begin(client),
            Mark::Ends => {}
            Mark::Cut => self.cut(client, text),
            Mark::Closed | Mark::Silent => self.text(client, text, Face::Strong),
        }
        self.text(client, note, Face::Note);
        if matches!(mark, Mark::Cut | Mark::Closed | Mark::Ends) {
            self.y += 4;
            self.end(client);
        }
    }
}
