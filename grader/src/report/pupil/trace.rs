//! A trace: each rule of its lab, with the packets that prove it or what is missing.

use mqtt_packet::PacketType;
use mqtt_trace::Direction;
use mqtt_trace::svg::{Client, Figure, Label, Mark, Row};
use serde::Serialize;

use super::messages;
use crate::model::{
    FigureRow, RuleResult, TraceAgreement, TraceFigure, TracePacket, TraceResult, TraceStatus,
};
use crate::report::numbers::decimal;
use crate::report::standing::Standing;
use crate::report::text::{line, list};
use crate::report::{NAME, PARAGRAPH, SENTENCE};

/// Most rules of a trace that are shown, and most rows of a figure.
const RULES: usize = 40;
const ROWS: usize = 30;
/// Most clients of a figure.
const CLIENTS: usize = 6;

#[derive(Debug, Serialize)]
pub(super) struct TraceView {
    /// Its file, its size and whose it is; nothing where it was not handed in.
    what: Option<String>,
    remarks: Vec<String>,
    rules: Vec<RuleView>,
    /// How it agrees with the record of the teacher's broker.
    agreement: Option<String>,
    lacking: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RuleView {
    text: String,
    standing: Standing,
    /// `1 / 1`; nothing for what does not count.
    points: Option<String>,
    /// The lines of the packets.
    lines: Option<String>,
    missing: Option<String>,
    near: Option<String>,
    help: Option<String>,
    /// A whole `svg` element, all of whose texts are escaped.
    drawing: Option<String>,
}

impl TraceView {
    /// `anchor` is unique in the page.
    pub fn new(trace: &TraceResult, anchor: &str) -> Self {
        let read = trace.status == TraceStatus::Checked;
        let rules: &[RuleResult] = if read { &trace.rules } else { &[] };
        let shown = rules.iter().filter(|rule| rule.kept || !rule.optional).take(RULES);
        let agreement = trace.agreement.as_ref().filter(|_| read);
        Self {
            what: (trace.status != TraceStatus::NotHandedIn).then(|| {
                let seats: Vec<String> = trace.seats.iter().take(4).map(|seat| line(seat, NAME)).collect();
                let session = trace.sessions.first().map(|session| line(session, NAME));
                messages::trace_is(&line(&trace.trace, NAME), trace.packets, &seats, session.as_deref())
            }),
            remarks: list(&trace.remarks, PARAGRAPH),
            rules: (1..)
                .zip(shown)
                .map(|(number, own)| rule(own, &format!("{anchor}-regle-{number}")))
                .collect(),
            agreement: agreement.map(agreement_told),
            lacking: agreement.map(lacking).unwrap_or_default(),
        }
    }
}

fn rule(rule: &RuleResult, id: &str) -> RuleView {
    let text = |text: &Option<String>| text.as_ref().map(|text| line(text, PARAGRAPH));
    let points = if rule.kept { rule.points } else { 0.0 };
    let lines: Vec<u64> = rule.packets.iter().map(|packet| packet.line).collect();
    RuleView {
        text: line(&rule.text, SENTENCE),
        standing: Standing::of_rule(rule.kept),
        points: (!rule.optional).then(|| format!("{} / {}", decimal(points), decimal(rule.points))),
        lines: messages::lines(&lines),
        missing: text(&rule.missing),
        near: text(&rule.near),
        help: text(&rule.help),
        // What nobody has to do is not gone into.
        drawing: rule
            .figure
            .as_ref()
            .filter(|_| !rule.optional)
            .and_then(|own| figure(own, rule))
            .map(|figure| figure.draw(id)),
    }
}

/// The figure, of what the model says; nothing where it contradicts itself.
fn figure(own: &TraceFigure, rule: &RuleResult) -> Option<Figure> {
    let clients: Vec<Client> = own
        .clients
        .iter()
        .take(CLIENTS)
        .map(|client| Client {
            name: line(&client.name, NAME / 3),
            publishes: client.publishes,
            subscribes: client.subscribes,
        })
        .collect();
    let last = clients.len().checked_sub(1)?;
    let rows = own.rows.iter().take(ROWS).map(|own| row(own, last)).collect();
    Some(Figure { title: line(&rule.text, SENTENCE), clients, rows })
}

fn row(row: &FigureRow, last: usize) -> Row {
    match row {
        FigureRow::Packet {
            line: place,
            time,
            client,
            to_broker,
            packet,
            dup,
            retain,
            lost,
            head,
            content,
        } => Row::Packet {
            client: (*client).min(last),
            direction: if *to_broker { Direction::ToBroker } else { Direction::ToClient },
            label: Label {
                packet: PacketType::ALL.into_iter().find(|known| Some(known.name()) == packet.as_deref()),
                dup: *dup,
                retain: *retain,
                head: line(head, NAME),
                content: line(content, NAME),
            },
            lost: *lost,
            time: messages::place_and_time(*place, &line(time, 12)),
        },
        FigureRow::End { client, cut, text } => {
            let mark = if *cut { Mark::Cut } else { Mark::Ends };
            Row::Mark { client: (*client).min(last), mark, note: line(text, NAME) }
        }
        FigureRow::Remark { client, text } => {
            Row::Remark { client: (*client).min(last), text: line(text, NAME) }
        }
    }
}

fn agreement_told(agreement: &TraceAgreement) -> String {
    messages::agreement(agreement.found, agreement.packets, agreement.shift_us)
}

fn lacking(agreement: &TraceAgreement) -> Vec<String> {
    let told = |packet: &TracePacket| {
        messages::packet(packet.line, &line(&packet.client, NAME), &line(&packet.text, SENTENCE))
    };
    agreement.lacking.iter().take(5).map(told).collect()
}
