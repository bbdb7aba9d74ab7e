//! What the house prints on stdout while it runs.

use std::io::{self, Write};

use crate::args::Args;
use crate::delivery::Tally;
use crate::house::Round;
use crate::messages;

/// How much to print.
#[derive(Debug)]
pub enum Display {
    /// Nothing (`-q`).
    Quiet,
    /// One line a round.
    Rounds,
    /// One line a message (`-v`).
    Messages {
        /// What stands before the house's topics.
        prefix: String,
    },
}

impl Display {
    /// As the arguments ask.
    pub fn new(args: &Args) -> Self {
        match (args.quiet, args.verbose) {
            (true, _) => Self::Quiet,
            (_, true) => Self::Messages { prefix: args.prefix.clone() },
            _ => Self::Rounds,
        }
    }

    /// Where the house publishes, and how to watch it.
    pub fn start(&self, args: &Args, seed: u64) -> io::Result<()> {
        self.print(&messages::start(args, seed))
    }

    /// A round that is delivered.
    pub fn round(&self, number: u64, round: &Round) -> io::Result<()> {
        match self {
            Self::Quiet => Ok(()),
            Self::Rounds => self.print(&round_line(number, round)),
            Self::Messages { prefix } => self.print(&message_lines(prefix, number, round)),
        }
    }

    /// What was sent and acknowledged.
    pub fn summary(&self, rounds: u64, tally: &Tally) -> io::Result<()> {
        self.print(&messages::summary(rounds, tally))
    }

    fn print(&self, text: &str) -> io::Result<()> {
        match self {
            Self::Quiet => Ok(()),
            _ => writeln!(cli::stdout(), "{text}"),
        }
    }
}

fn clock(second: u64) -> String {
    format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

/// The few readings that tell what happens in the house, aligned from one round to the next.
fn round_line(number: u64, round: &Round) -> String {
    let value = |topic: &str| {
        let reading = round.readings.iter().find(|reading| reading.topic == topic);
        reading.map_or("?", |reading| &reading.payload)
    };
    let rooms_with_movement: Vec<_> = round
        .readings
        .iter()
        .filter(|reading| reading.payload == "oui")
        .filter_map(|reading| reading.topic.split('/').nth(1))
        .collect();
    messages::round(
        &clock(round.second),
        number,
        value("maison/salon/temperature"),
        value("maison/jardin/luminosite"),
        value("maison/pluie"),
        &rooms_with_movement,
    )
}

fn message_lines(prefix: &str, number: u64, round: &Round) -> String {
    let mut lines = messages::round_title(&clock(round.second), number);
    for reading in &round.readings {
        lines +=
            &format!("\n  QoS {}  {prefix}{:<28} {:>6}", reading.qos as u8, reading.topic, reading.payload);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::House;

    #[test]
    fn round_lines_stay_aligned() {
        let mut house = House::new(5);
        let lines: Vec<_> = (1..=400).map(|number| round_line(number, &house.round())).collect();
        let columns: Vec<_> =
            lines.iter().map(|line| line.split("mouvement").next().map(|s| s.chars().count())).collect();
        assert!(columns.iter().all(|column| *column == columns[0]), "{}", lines.join("\n"));
    }

    #[test]
    fn each_message_has_its_line() {
        let text = message_lines("poste07/", 3, &House::new(5).round());
        assert_eq!(text.lines().count(), 1 + 25, "{text}");
        assert!(text.starts_with("08:00:00"), "{text}");
        assert!(text.contains("\n  QoS 2  poste07/maison/salon/mouvement "), "{text}");
    }
}
