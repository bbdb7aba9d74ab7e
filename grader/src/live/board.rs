//! The board as it is known: who is where. Nothing of what comes is believed: any seat can send anything.

use std::collections::{BTreeMap, BTreeSet};

use class_board::{Seat, Standing};
use mqtt_trace::visible::{Visible, VisibleBytes};

/// Characters shown of a payload that is no standing.
const TEXT: usize = 8;
/// Bytes looked at to make them: an escaped byte takes four characters, a character at most four bytes.
const TEXT_BYTES: usize = 4 * TEXT;
/// Characters shown of a topic that is no place of the board.
const TOPIC: usize = 40;

/// What a seat says of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// How far it is.
    Standing(Standing),
    /// Something else, made visible and cut.
    Text(String),
}

/// One thing that changed.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    pub seat: Seat,
    pub exercise: String,
    /// None where it was erased.
    pub cell: Option<Cell>,
}

/// Who is where. At most 99 seats, and the exercises of the course, whatever is sent.
#[derive(Debug)]
pub struct Board {
    exercises: Vec<String>,
    cells: BTreeMap<(Seat, String), Cell>,
    strays: usize,
    last_stray: String,
}

impl Board {
    /// An empty board for these exercises, by number in two digits.
    pub fn new(exercises: Vec<String>) -> Self {
        Self { exercises, cells: BTreeMap::new(), strays: 0, last_stray: String::new() }
    }

    /// Takes a message in; none when it changes nothing that is shown in the grid.
    pub fn hear(&mut self, topic: &str, payload: &[u8]) -> Option<Change> {
        let Some((seat, exercise)) = self.place(topic) else {
            // An empty message says that one was erased.
            if !payload.is_empty() {
                self.strays += 1;
                self.last_stray = cut(&Visible(topic).to_string(), TOPIC);
            }
            return None;
        };
        let key = (seat, exercise.to_owned());
        let cell = match (payload, Standing::parse(payload)) {
            ([], _) => None,
            (_, Some(standing)) => Some(Cell::Standing(standing)),
            (bytes, None) => {
                let beginning = &bytes[..bytes.len().min(TEXT_BYTES)];
                Some(Cell::Text(cut(&VisibleBytes(beginning).to_string(), TEXT)))
            }
        };
        let before = match &cell {
            Some(cell) => self.cells.insert(key.clone(), cell.clone()),
            None => self.cells.remove(&key),
        };
        (before != cell).then_some(Change { seat, exercise: key.1, cell })
    }

    /// The seat and the exercise of a topic of the board.
    fn place<'t>(&self, topic: &'t str) -> Option<(Seat, &'t str)> {
        let (seat, exercise) = topic.strip_prefix("classe/")?.split_once('/')?;
        let known = self.exercises.iter().any(|known| known == exercise);
        Seat::of_level(seat).filter(|_| known).map(|seat| (seat, exercise))
    }

    /// The columns.
    pub fn exercises(&self) -> &[String] {
        &self.exercises
    }

    /// The rows: the seats of which something is known.
    pub fn seats(&self) -> Vec<Seat> {
        let seats: BTreeSet<Seat> = self.cells.keys().map(|(seat, _)| *seat).collect();
        seats.into_iter().collect()
    }

    /// What a seat says of an exercise.
    pub fn cell(&self, seat: Seat, exercise: &str) -> Option<&Cell> {
        self.cells.get(&(seat, exercise.to_owned()))
    }

    /// How many messages had no place in the grid, and the topic of the last one.
    pub fn strays(&self) -> (usize, &str) {
        (self.strays, &self.last_stray)
    }
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board() -> Board {
        Board::new(vec!["00".into(), "03".into()])
    }

    fn seat(number: &str) -> Seat {
        number.parse().expect("a seat")
    }

    #[test]
    fn the_last_word_counts_and_an_empty_one_erases() {
        let mut board = board();
        let four = Cell::Standing(Standing::new(4, 9));
        let change = board.hear("classe/07/03", b"4/9");
        let expected = Change { seat: seat("07"), exercise: "03".into(), cell: Some(four.clone()) };
        assert_eq!(change, Some(expected));
        assert_eq!(board.hear("classe/07/03", b"4/9"), None, "nothing new");
        assert_eq!((board.seats(), board.cell(seat("07"), "03")), (vec![seat("07")], Some(&four)));
        assert_eq!(board.hear("classe/07/03", b"").map(|change| change.cell), Some(None));
        assert!(board.seats().is_empty());
        assert_eq!(board.strays().0, 0);
    }

    #[test]
    fn what_is_no_standing_is_text_that_can_do_nothing() {
        let mut board = board();
        for (payload, shown) in [
            (&b"<b>oui</b>"[..], "<b>oui<…"),
            (b"\x1b[2J", "\\u{1b}[…"),
            (b"4/9\n", "4/9\\n"),
            (b"\xff", "\\xff"),
            ("\u{202e}9/9".as_bytes(), "\\u{202e…"),
            (&[b'a'; 100_000], "aaaaaaa…"),
        ] {
            board.hear("classe/07/03", payload);
            assert_eq!(board.cell(seat("07"), "03"), Some(&Cell::Text(shown.into())));
        }
    }

    #[test]
    fn no_flood_of_topics_makes_the_board_grow() {
        let mut board = board();
        let topics = (0..3000).map(|number| format!("classe/{number}/{:02}", number % 100));
        let odd =
            ["classe//", "classe/7/03", "classe/ada/03", "classe/07/\u{1b}[2J", "autre/07/03", "classe/07"];
        for topic in topics.chain(odd.map(str::to_owned)) {
            board.hear(&topic, b"1/9");
        }
        assert!(board.seats().len() <= 99);
        assert_eq!(board.strays().1, "classe/07");
        board.hear(&format!("classe/07/{}", "é".repeat(30_000)), b"x");
        assert_eq!(board.strays().1.chars().count(), TOPIC);
    }
}
