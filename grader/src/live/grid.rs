//! The board as text: whole, for a terminal; or one line for each change, for a pipe.

use class_board::Seat;

use super::board::{Board, Cell, Change};
use crate::messages::live as messages;

/// Lines of the screen that no seat has: title, page, exercises, seats that are hidden, key, strays, and where the cursor
/// waits.
const OTHER_LINES: usize = 7;
/// Columns of a seat's number and of the space after it.
const SEAT: usize = 5;
/// The narrowest column that holds `9/9`, and the widest that is worth having.
const NARROW: usize = 4;
const WIDE: usize = 6;

/// The seats, in lines of at most `width` columns, few enough for a terminal of `height`.
pub fn grid(board: &Board, width: usize, height: usize) -> Vec<String> {
    let seats = board.seats();
    let room = height.saturating_sub(OTHER_LINES).max(1);
    if seats.is_empty() {
        return vec![messages::NOBODY.to_owned()];
    }
    let columns = board.exercises().len().max(1);
    let column = (width.saturating_sub(SEAT) / columns).clamp(NARROW, WIDE);
    if seats.len() <= room {
        return block(board, &seats, column, width);
    }
    // One character for each exercise, and blocks side by side.
    let block_width = SEAT + 2 * columns + 2;
    let blocks = (width / block_width).max(1);
    let (shown, hidden) = seats.split_at(seats.len().min(room * blocks));
    let mut lines: Vec<String> = Vec::new();
    for seats in shown.chunks(shown.len().div_ceil(blocks).max(1)) {
        for (place, line) in block(board, seats, 2, block_width).into_iter().enumerate() {
            match lines.get_mut(place) {
                Some(before) => {
                    let missing =
                        block_width.saturating_sub(before.chars().count() % block_width) % block_width;
                    before.push_str(&" ".repeat(missing));
                    before.push_str(&line);
                }
                None => lines.push(line),
            }
        }
    }
    if !hidden.is_empty() {
        lines.push(messages::hidden_seats(hidden.len()).chars().take(width).collect());
    }
    lines
}

/// A header, then a line for each seat.
fn block(board: &Board, seats: &[Seat], column: usize, width: usize) -> Vec<String> {
    let exercises = board.exercises().iter().take(width.saturating_sub(SEAT) / column);
    let header = exercises.clone().map(|exercise| {
        let short = if column == 2 { &exercise[exercise.len() - 1..] } else { exercise };
        pad(short, column)
    });
    let mut lines = vec![pad(messages::SEAT, SEAT) + header.collect::<String>().trim_end()];
    for seat in seats {
        let cells =
            exercises.clone().map(|exercise| pad(&cell(board.cell(*seat, exercise), column - 1), column));
        lines.push(pad(&seat.to_string(), SEAT) + cells.collect::<String>().trim_end());
    }
    lines
}

/// One cell in at most `most` characters.
fn cell(cell: Option<&Cell>, most: usize) -> String {
    match cell {
        None => "·".to_owned(),
        Some(Cell::Standing(standing)) if standing.is_passed() => "✔".to_owned(),
        Some(Cell::Standing(standing)) => {
            let whole = standing.to_string();
            let short =
                || if standing.passed() < 10 { standing.passed().to_string() } else { "+".to_owned() };
            if whole.chars().count() <= most { whole } else { short() }
        }
        Some(Cell::Text(text)) => format!("?{text}").chars().take(most).collect(),
    }
}

fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(missing))
}

/// A change, for a pipe.
pub fn line(change: &Change) -> String {
    let said = match &change.cell {
        None => messages::ERASED.to_owned(),
        Some(Cell::Standing(standing)) if standing.is_passed() => format!("{standing} ✔"),
        Some(Cell::Standing(standing)) => standing.to_string(),
        Some(Cell::Text(text)) => format!("? {text}"),
    };
    messages::change(&change.seat.to_string(), &change.exercise, &said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(seats: usize) -> Board {
        let mut board = Board::new((0..=11).map(|number| format!("{number:02}")).collect());
        for seat in 1..=seats {
            for exercise in 0..=seat % 12 {
                let payload = format!("{}/9", if exercise == seat % 12 { seat % 9 } else { 9 });
                board.hear(&format!("classe/{seat:02}/{exercise:02}"), payload.as_bytes());
            }
        }
        board.hear("classe/02/11", b"coucou \x1b[31m");
        board
    }

    #[test]
    fn a_small_class_in_full() {
        insta::assert_snapshot!(grid(&class(6), 80, 24).join("\n"));
    }

    #[test]
    fn a_large_class_side_by_side() {
        insta::assert_snapshot!(grid(&class(30), 80, 24).join("\n"));
    }

    #[test]
    fn it_always_fits() {
        for (seats, width, height) in
            [(0, 80, 24), (18, 80, 24), (19, 80, 24), (36, 80, 24), (99, 80, 24), (99, 40, 10)]
        {
            let lines = grid(&class(seats), width, height);
            // Beside the grid: title, page, key, strays and the cursor.
            assert!(lines.len() + 5 <= height, "{seats} seats: {} lines", lines.len());
            let longest = lines.iter().map(|line| line.chars().count()).max();
            assert!(longest <= Some(width), "{seats} seats, {longest:?} columns:\n{}", lines.join("\n"));
        }
    }

    #[test]
    fn a_change_is_a_line() {
        let mut board = class(0);
        let mut said = |payload: &[u8]| board.hear("classe/07/03", payload).map(|change| line(&change));
        assert_eq!(said(b"4/9").as_deref(), Some("poste 07, exercice 03\u{a0}: 4/9"));
        assert_eq!(said(b"9/9").as_deref(), Some("poste 07, exercice 03\u{a0}: 9/9 ✔"));
        assert_eq!(said(b"\n").as_deref(), Some("poste 07, exercice 03\u{a0}: ? \\n"));
        assert_eq!(said(b"").as_deref(), Some("poste 07, exercice 03\u{a0}: effacé"));
    }
}
