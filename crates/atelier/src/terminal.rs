//! The terminal: keys in, lines out, and one last line that is redrawn.
//!
//! There is no alternate screen: all that was shown can be scrolled back to.

use std::io::{self, IsTerminal, Stdout, Write};
use std::panic;
use std::time::Duration;

use crossterm::cursor::{MoveTo, MoveToColumn, MoveUp};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::style::{Attribute, Color, Print, ResetColor, SetAttribute, SetForegroundColor};
use crossterm::terminal::{self, Clear, ClearType};
use crossterm::{QueueableCommand, queue};

use cli::{Line, Style};

/// Whether a session can be held: someone types, someone reads, and the cursor can be moved.
pub fn is_interactive() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb
}

/// What the student did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Letter(char),
    Interrupt,
    Resized,
}

/// A terminal in raw mode, set right again when dropped and before a panic speaks.
#[derive(Debug)]
pub struct Terminal {
    out: Stdout,
    /// Columns, rows.
    size: (usize, usize),
    /// Rows in use on the page; at most the height.
    used: usize,
    /// Width of the last line; none when it is not drawn.
    footer: Option<usize>,
}

impl Terminal {
    /// Takes the terminal over, below what is there.
    pub fn enter() -> io::Result<Self> {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            drop(terminal::disable_raw_mode());
            usual(info);
        }));
        terminal::enable_raw_mode()?;
        let mut terminal = Self { out: io::stdout(), size: (80, 24), used: 0, footer: None };
        terminal.measure();
        // Where on the screen we are is not known: take it as full.
        terminal.used = terminal.size.1;
        Ok(terminal)
    }

    fn measure(&mut self) {
        // Some serial consoles answer 0×0: keep the usual size then.
        if let Ok((columns @ 1.., rows @ 1..)) = terminal::size() {
            self.size = (columns.into(), rows.into());
        }
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.size.0
    }

    /// The next key, waiting for at most `wait`.
    pub fn input(&mut self, wait: Duration) -> io::Result<Option<Input>> {
        if !event::poll(wait)? {
            return Ok(None);
        }
        Ok(match event::read()? {
            Event::Key(KeyEvent { kind: KeyEventKind::Release, .. }) => None,
            Event::Key(KeyEvent { code: KeyCode::Char('c' | 'd'), modifiers, .. })
                if modifiers.contains(KeyModifiers::CONTROL) =>
            {
                Some(Input::Interrupt)
            }
            Event::Key(KeyEvent { code: KeyCode::Char(letter), .. }) => Some(Input::Letter(letter)),
            Event::Resize(..) => Some(Input::Resized),
            _ => None,
        })
    }

    /// Moves what is on the screen up, into the scrollback, and begins at the top.
    pub fn new_page(&mut self) -> io::Result<()> {
        self.erase_footer()?;
        let bottom = u16::try_from(self.size.1 - 1).unwrap_or(u16::MAX);
        self.out.queue(MoveTo(0, bottom))?;
        // One row more, for the last line.
        self.out.queue(Print("\n".repeat(self.size.1.min(self.used + 1))))?;
        self.out.queue(MoveTo(0, 0))?;
        self.out.queue(Clear(ClearType::FromCursorDown))?;
        self.used = 0;
        Ok(())
    }

    /// Prints below what is there; the last line goes, until [`footer`](Self::footer) draws it again.
    pub fn print(&mut self, lines: &[Line]) -> io::Result<()> {
        self.erase_footer()?;
        for line in lines {
            write_line(&mut self.out, line, true)?;
            self.out.queue(Print("\r\n"))?;
            self.used += 1 + line.width().saturating_sub(1) / self.size.0;
        }
        self.used = self.used.min(self.size.1);
        Ok(())
    }

    /// Draws the last line, which must be shorter than the terminal is wide.
    pub fn footer(&mut self, line: &Line) -> io::Result<()> {
        self.erase_footer()?;
        write_line(&mut self.out, line, true)?;
        self.footer = Some(line.width());
        self.out.flush()
    }

    /// The terminal has another size now.
    pub fn resized(&mut self) -> io::Result<()> {
        self.measure();
        self.erase_footer()?;
        self.used = self.size.1;
        Ok(())
    }

    fn erase_footer(&mut self) -> io::Result<()> {
        if let Some(width) = self.footer.take() {
            // A terminal that became narrower has folded it.
            let folds = u16::try_from(width.saturating_sub(1) / self.size.0).unwrap_or_default();
            if folds > 0 {
                self.out.queue(MoveUp(folds))?;
            }
            queue!(self.out, MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
        }
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Nothing better can be done if the terminal is gone.
        drop(self.erase_footer().and_then(|()| self.out.flush()));
        drop(terminal::disable_raw_mode());
    }
}

/// Writes `line` without a line end, with its styles if `styled`.
pub fn write_line(out: &mut impl Write, line: &Line, styled: bool) -> io::Result<()> {
    for (style, text) in &line.spans {
        if !styled {
            write!(out, "{text}")?;
            continue;
        }
        match style {
            Style::Plain => queue!(out, Print(text))?,
            Style::Bold => {
                queue!(out, SetAttribute(Attribute::Bold), Print(text), SetAttribute(Attribute::Reset))?;
            }
            Style::Dim => {
                queue!(out, SetAttribute(Attribute::Dim), Print(text), SetAttribute(Attribute::Reset))?;
            }
            // crossterm leaves colours out when NO_COLOR is set.
            Style::Accent => queue!(out, SetForegroundColor(Color::DarkGreen), Print(text), ResetColor)?,
        }
    }
    Ok(())
}
