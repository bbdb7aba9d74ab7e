//! What became of one trace of one pupil.

use serde::{Deserialize, Serialize};

/// One trace of one pupil.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TraceResult {
    /// `tp1`, `tp1-coupure`.
    pub trace: String,
    /// What became of it as a whole.
    pub status: TraceStatus,
    /// How many packets it has.
    pub packets: u64,
    /// The session numbers of its headers.
    pub sessions: Vec<String>,
    /// The seats of its headers.
    pub seats: Vec<String>,
    /// What should be known of it, one sentence each.
    pub remarks: Vec<String>,
    /// It is the kit's own example, or a part of it.
    #[serde(default)]
    pub example: bool,
    /// The rules of its lab, in their order.
    pub rules: Vec<RuleResult>,
    /// How it agrees with the record of the teacher's broker, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<TraceAgreement>,
}

/// What became of a trace as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TraceStatus {
    /// Its rules were looked for.
    Checked,
    /// No such file.
    NotHandedIn,
    /// Nothing of it can be read; [`TraceResult::remarks`] says why.
    Unreadable,
}

/// What became of one rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleResult {
    /// `qos-1`.
    pub name: String,
    /// What it asks for.
    pub text: String,
    /// Its weight beside the other rules.
    pub points: f64,
    /// It does not count.
    pub optional: bool,
    /// The trace shows it.
    pub kept: bool,
    /// The packets that prove it, or those of its first steps.
    pub packets: Vec<TracePacket>,
    /// What did not follow, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// What came nearest to it, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Its packets, to be drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<TraceFigure>,
}

/// A packet of a trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracePacket {
    /// Its line, from 1.
    pub line: u64,
    /// Who sends or receives it.
    pub client: String,
    /// The packet in a few words.
    pub text: String,
}

/// How a trace agrees with the record of the teacher's broker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceAgreement {
    /// Packets of the trace.
    pub packets: usize,
    /// Those of them that the record has too.
    pub found: usize,
    /// The clock of the record is ahead of that of the trace by so many microseconds.
    pub shift_us: i64,
    /// The first ones that it lacks.
    pub lacking: Vec<TracePacket>,
}

/// Packets between clients and the broker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceFigure {
    /// Rows name them by their place here.
    pub clients: Vec<FigureClient>,
    /// From the top to the bottom.
    pub rows: Vec<FigureRow>,
}

/// A client of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureClient {
    /// Its client identifier.
    pub name: String,
    /// It sends messages.
    pub publishes: bool,
    /// It asks for messages.
    pub subscribes: bool,
}

/// A row of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "row", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields are those of `mqtt_trace::svg::Row`")]
pub enum FigureRow {
    /// A packet; `packet` is the name of its type.
    Packet {
        line: u64,
        time: String,
        client: usize,
        to_broker: bool,
        packet: Option<String>,
        dup: bool,
        retain: bool,
        lost: bool,
        head: String,
        content: String,
    },
    /// The connection ends; `cut` where not by a DISCONNECT.
    End { client: usize, cut: bool, text: String },
    /// A remark.
    Remark { client: usize, text: String },
}

/// Two traces of different people, of which one is a copy of the other or of a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceCopy {
    /// `tp1`.
    pub trace: String,
    /// The identifiers of the two.
    pub pupils: [String; 2],
    /// They have a session number in common; else the rhythm of their packets.
    pub same_session: bool,
}
