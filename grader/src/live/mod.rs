//! `grader live`: the class board, in the terminal and as a page of this machine.
//!
//! One thread: what comes from the broker goes into the [`Board`], from which the grid is drawn and the page is told.

mod board;
mod erase;
mod grid;
mod web;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use class_board::{News, Watcher};
use course::Course;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use crate::args::Live;
use crate::messages::live as messages;
use board::Board;

/// Between two drawings: a class that arrives at once is drawn once.
const PACE: Duration = Duration::from_millis(100);
/// A terminal that does not say its size.
const USUAL: (usize, usize) = (80, 24);

/// Shows the board until Ctrl-C, or erases it.
///
/// # Errors
/// A port that is taken, a terminal that is gone; for `--effacer`, a broker that cannot be reached too.
pub fn run(options: &Live) -> anyhow::Result<ExitCode> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context(messages::NO_RUNTIME)?;
    let outcome = if options.effacer {
        runtime.block_on(erase::run(options.classe.clone()))
    } else {
        runtime.block_on(watch(options)).map(|()| ExitCode::SUCCESS)
    };
    runtime.shutdown_background();
    outcome
}

async fn watch(options: &Live) -> anyhow::Result<()> {
    let course = Course::load(&course::find_root()?)?;
    let exercises = course.exercises().iter().map(|exercise| format!("{:02}", exercise.number)).collect();
    let mut board = Board::new(exercises);
    let (page, told) = watch::channel(Arc::from(web::state(&board, None)));
    let address =
        web::spawn(options.page, told).await.with_context(|| messages::cannot_serve(options.page))?;
    let screen = Screen { whole: std::io::stdout().is_terminal() };
    let page_line = messages::page(address);
    if !screen.whole {
        screen.say(&messages::beginning(&options.classe))?;
        screen.say(&page_line)?;
    }
    let mut watcher = Watcher::new(options.classe.clone());
    let mut lost: Option<String> = None;
    let mut next_drawing = Some(Instant::now());
    loop {
        let news = tokio::select! {
            news = watcher.next() => news,
            () = sleep_until(next_drawing.unwrap_or_else(Instant::now)), if next_drawing.is_some() => {
                next_drawing = None;
                page.send_replace(Arc::from(web::state(&board, lost.as_deref())));
                if screen.whole {
                    screen.draw(&board, &messages::title(&options.classe, lost.as_deref()), &page_line)?;
                }
                continue;
            }
        };
        next_drawing = next_drawing.or_else(|| Some(Instant::now() + PACE));
        let line = match news {
            News::Listening => {
                lost = None;
                Some(messages::listening(&options.classe))
            }
            News::Lost(why) => {
                // Once for a broker that stays away.
                let is_new = lost.is_none();
                lost = Some(why);
                is_new.then(|| messages::title(&options.classe, lost.as_deref()))
            }
            News::Said { topic, payload } => board.hear(&topic, &payload).map(|change| grid::line(&change)),
        };
        if let Some(line) = line.filter(|_| !screen.whole) {
            screen.say(&line)?;
        }
    }
}

/// Standard output: a terminal that is drawn anew, or a pipe that gets lines.
struct Screen {
    whole: bool,
}

impl Screen {
    fn say(&self, line: &str) -> anyhow::Result<()> {
        Ok(writeln!(cli::stdout(), "{line}")?)
    }

    fn draw(&self, board: &Board, title: &str, page: &str) -> anyhow::Result<()> {
        let size = terminal_size::terminal_size();
        let (width, height) =
            size.map_or(USUAL, |(width, height)| (usize::from(width.0), usize::from(height.0)));
        let mut lines = vec![title.to_owned(), page.to_owned()];
        lines.extend(grid::grid(board, width, height));
        lines.push(messages::KEY.to_owned());
        let (strays, last) = board.strays();
        if strays > 0 {
            lines.push(messages::strays(strays, last));
        }
        // Home, then each line to its end, then what is below: nothing flickers.
        let mut text = String::from("\x1b[H");
        for line in lines.iter().take(height.saturating_sub(1)) {
            text.extend(line.chars().take(width));
            text.push_str("\x1b[K\r\n");
        }
        text.push_str("\x1b[J");
        let mut out = cli::stdout();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }
}
