//! The shapes of a drawing, from the top to the bottom.

use std::fmt::Write as _;

use super::family::{self, Family, LOSS};
use super::label::Label;
use super::layout::Layout;
use super::text::Escaped;
use crate::{Direction, width};

/// Height of a line of text.
const LINE: i32 = 16;

/// How much an arrow falls: time runs down.
const FALL: i32 = 6;

/// A drawing under way.
pub(super) struct Canvas {
    pub(super) layout: Layout,
    /// Where the next row begins.
    pub(super) y: i32,
    /// The lines of the clients, under all the rest.
    pub(super) lines: String,
    pub(super) shapes: String,
    /// Where the line of each client began, while it is connected.
    open: Vec<Option<i32>>,
}

/// The faces of text.
#[derive(Clone, Copy)]
pub(super) enum Face {
    /// A packet's name.
    Strong,
    /// What a packet holds.
    Plain,
    /// A remark, which is not on the wire.
    Note,
}

impl Canvas {
    pub(super) fn new(layout: Layout, y: i32) -> Canvas {
        let open = vec![None; layout.clients.len()];
        Canvas { layout, y, lines: String::new(), shapes: String::new(), open }
    }

    /// The client is connected from here on.
    pub(super) fn begin(&mut self, client: usize) {
        self.open[client].get_or_insert(self.y);
    }

    /// The client is not connected any more: its line ends with a bar.
    pub(super) fn end(&mut self, client: usize) {
        let (x, y) = (self.layout.clients[client], self.y);
        if let Some(from) = self.open[client].take() {
            let _ = writeln!(self.lines, r#"<path d="M{x} {from}V{y}M{} {y}h14" stroke-width="2"/>"#, x - 7);
        }
    }

    /// The lines that have not ended go on to the bottom.
    pub(super) fn end_all(&mut self) {
        for (client, open) in self.open.iter_mut().enumerate() {
            if let Some(from) = open.take() {
                let x = self.layout.clients[client];
                let _ = writeln!(self.lines, r#"<path d="M{x} {from}V{}" stroke-width="2"/>"#, self.y);
            }
        }
    }

    /// Text between the broker and its neighbours on the client's side, cut into lines.
    pub(super) fn text(&mut self, client: usize, text: &str, face: Face) {
        let x = self.layout.middle(client);
        let face = match face {
            Face::Strong => r#" font-weight="bold""#,
            Face::Plain => "",
            Face::Note => r#" font-family="sans-serif" font-style="italic""#,
        };
        for line in width::wrap(text, self.layout.columns) {
            self.y += LINE;
            let (y, line) = (self.y - 4, Escaped(&line));
            let _ = writeln!(self.shapes, r#"<text x="{x}" y="{y}"{face}>{line}</text>"#);
        }
    }

    /// A packet: its name above the arrow, its content and the note below.
    pub(super) fn arrow(
        &mut self,
        client: usize,
        direction: Direction,
        label: &Label,
        lost: bool,
        note: &str,
    ) {
        self.text(client, &label.head, Face::Strong);
        let family = label.packet.map_or(family::UNKNOWN, family::of);
        let (client_x, broker) = (self.layout.clients[client], self.layout.broker);
        let (from, to) = match direction {
            Direction::ToBroker => (client_x, broker),
            Direction::ToClient => (broker, client_x),
        };
        let middle = self.layout.middle(client);
        self.shaft(from, if lost { middle } else { to }, &family);
        if label.dup {
            // Twice the line, for what may come twice.
            self.y += 5;
            self.shaft(from, if lost { middle } else { to }, &family);
        }
        let (top, bottom) = (self.y + 3, self.y + 3 + FALL);
        if lost {
            let (x, y) = (middle - 7, (top + bottom) / 2 - 4);
            let cross = format!("M{x} {y}l14 14m0-14l-14 14");
            let _ = writeln!(
                self.shapes,
                r#"<path d="{cross}" fill="none" stroke="{LOSS}" stroke-width="3.5"/>"#
            );
        } else {
            let back = if from < to { -1 } else { 1 };
            let head = format!("M{to} {bottom}l{} -6v10z", 11 * back);
            let _ = writeln!(self.shapes, r#"<path d="{head}" fill="{}"/>"#, family.colour);
        }
        if label.retain {
            let x = if from < to { from + 9 } else { from - 9 };
            let _ = writeln!(self.shapes, r#"<circle cx="{x}" cy="{top}" r="5" fill="{}"/>"#, family.colour);
        }
        self.y = bottom + if lost { 8 } else { 4 };
        self.text(client, &label.content, Face::Plain);
        self.text(client, note, Face::Note);
    }

    /// The line of an arrow, which falls on its way.
    fn shaft(&mut self, from: i32, to: i32, family: &Family) {
        let (top, bottom) = (self.y + 3, self.y + 3 + FALL);
        let Family { colour, width, dashes } = family;
        let dashes =
            if *dashes == "none" { String::new() } else { format!(r#" stroke-dasharray="{dashes}""#) };
        let _ = writeln!(
            self.shapes,
            r#"<path d="M{from} {top}L{to} {bottom}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>"#
        );
    }

    /// When the next row happens, on the left of all.
    pub(super) fn time_left(&mut self, time: &str) {
        if !time.is_empty() {
            let (y, time) = (self.y + LINE - 4, Escaped(time));
            let _ = writeln!(self.shapes, r#"<text x="0" y="{y}" text-anchor="start">{time}</text>"#);
        }
    }

    /// Packets told in a few words: a thin arrow both ways.
    pub(super) fn preamble(&mut self, client: usize, told: &str) {
        self.text(client, told, Face::Note);
        let y = self.y + 4;
        let (a, b) = (self.layout.clients[client], self.layout.broker);
        let (left, right) = (a.min(b), a.max(b));
        let path =
            format!("M{left} {y}H{right}M{} {}l-7 4l7 4M{} {}l7 4l-7 4", left + 8, y - 4, right - 8, y - 4);
        let _ =
            writeln!(self.shapes, r#"<path d="{path}" fill="none" stroke="currentColor" opacity="0.6"/>"#);
        self.y = y + 6;
    }

    /// A connection that is cut: a line between its ends, broken in the middle.
    pub(super) fn cut(&mut self, client: usize, text: &str) {
        self.text(client, text, Face::Strong);
        let (y, middle) = (self.y + 7, self.layout.middle(client));
        let (a, b) = (self.layout.clients[client], self.layout.broker);
        let (left, right) = (a.min(b), a.max(b));
        let ends = format!("M{left} {y}H{}M{} {y}H{right}", middle - 9, middle + 9);
        let _ = writeln!(
            self.shapes,
            r#"<path d="{ends}" fill="none" stroke="currentColor" stroke-dasharray="5 4" opacity="0.6"/>"#
        );
        let strokes = format!("M{} {}l6 -14m4 14l6 -14", middle - 8, y + 7);
        let _ =
            writeln!(self.shapes, r#"<path d="{strokes}" fill="none" stroke="{LOSS}" stroke-width="3"/>"#);
        self.y = y + 10;
    }

    /// Time that passes: words between two dashes, across all.
    pub(super) fn time(&mut self, text: &str, note: &str) {
        let middle = self.layout.width / 2;
        for (text, face) in [(format!("— {text} —").as_str(), ""), (note, r#" font-style="italic""#)] {
            if !text.is_empty() {
                self.y += LINE;
                let (y, text) = (self.y - 4, Escaped(text));
                let _ = writeln!(
                    self.shapes,
                    r#"<text x="{middle}" y="{y}" font-family="sans-serif"{face}>{text}</text>"#
                );
            }
        }
        self.y += 4;
    }
}
