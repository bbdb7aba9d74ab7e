//! Questions asked and answered in lines: it works in any terminal, with a screen reader, and from a pipe.

use std::io::{self, BufRead, IsTerminal, StdinLock, Write};

use cli::{Line, Style, wrap};

use crate::terminal;

/// What was typed.
pub enum Typed {
    Text(String),
    Nothing,
    Back,
    Erase,
    Help,
    Quit,
}

/// What the student does with a question.
pub enum Reply {
    Next,
    Back,
    Quit,
}

/// Where questions are asked and answers typed.
pub struct Console<R, W> {
    pub input: R,
    pub out: W,
    /// Columns.
    pub width: usize,
    /// Bold is shown; plain text says as much.
    pub styled: bool,
    /// What is read is shown: nobody typed it.
    pub echo: bool,
}

/// The console of this process.
pub fn console(width: usize) -> Console<StdinLock<'static>, impl Write> {
    let (input, styled) = (io::stdin(), io::stdout().is_terminal());
    let echo = !input.is_terminal();
    Console { input: input.lock(), out: cli::stdout(), width, styled, echo }
}

impl<R: BufRead, W: Write> Console<R, W> {
    /// Asks for one line; the end of the input is as good as quitting.
    pub fn read(&mut self) -> anyhow::Result<Typed> {
        write!(self.out, "> ")?;
        self.out.flush()?;
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            self.blank()?;
            return Ok(Typed::Quit);
        }
        let text: String =
            String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let text = text.trim();
        if self.echo {
            writeln!(self.out, "{text}")?;
        }
        Ok(match text {
            "" => Typed::Nothing,
            ":r" => Typed::Back,
            ":e" => Typed::Erase,
            ":?" => Typed::Help,
            ":q" => Typed::Quit,
            _ => Typed::Text(text.to_owned()),
        })
    }

    /// Prints a text, cut to the width.
    pub fn say(&mut self, style: Style, text: &str, indent: usize) -> anyhow::Result<()> {
        for line in wrap(style, text, indent, self.width) {
            self.print(&line)?;
        }
        Ok(())
    }

    /// Prints a line as it is.
    pub fn print(&mut self, line: &Line) -> anyhow::Result<()> {
        terminal::write_line(&mut self.out, line, self.styled)?;
        self.blank()
    }

    /// Ends a line; an empty one where none has begun.
    pub fn blank(&mut self) -> anyhow::Result<()> {
        Ok(writeln!(self.out)?)
    }
}
