//! One question at a time, in lines, and after each answer what there is to say of it.

use std::io::{BufRead, Write};

use quiz::public::Veiled;

use super::Test;
use crate::messages::quiz as messages;
use crate::terminal;
use crate::typed::{self, Typed};
use cli::{Line, Style, wrap};

/// Who asks and who answers.
pub struct Dialog<'a, R, W> {
    pub test: &'a Test,
    pub input: R,
    pub out: W,
    /// Columns.
    pub width: usize,
    /// Bold is shown; plain text says as much.
    pub styled: bool,
    /// What is read is shown: nobody typed it.
    pub echo: bool,
}

/// What the student does with a question.
enum Reply {
    Next,
    Back,
    Quit,
}

impl<R: BufRead, W: Write> Dialog<'_, R, W> {
    /// Asks the questions at these places, until the end or until the student quits.
    pub fn run(&mut self, asked: &[usize]) -> anyhow::Result<()> {
        self.say(Style::Plain, messages::HOW, 0)?;
        let mut at = 0;
        while let Some(question) = asked.get(at).and_then(|place| self.test.test.questions.get(*place)) {
            self.show(question, at + 1, asked.len())?;
            at = match self.reply(question)? {
                Reply::Quit => return Ok(()),
                Reply::Back if at == 0 => {
                    self.say(Style::Plain, messages::NO_PREVIOUS, 0)?;
                    at
                }
                Reply::Back => at - 1,
                Reply::Next => at + 1,
            };
        }
        Ok(())
    }

    fn show(&mut self, question: &Veiled, at: usize, total: usize) -> anyhow::Result<()> {
        writeln!(self.out)?;
        self.say(Style::Bold, &messages::number(at, total, question.kind), 0)?;
        self.say(Style::Plain, &plain(&question.text), 2)?;
        if let Some(log) = &question.log {
            writeln!(self.out)?;
            // A line of a log stays whole: the terminal folds it, a copy of it does not.
            for line in log.lines() {
                self.print(&Line::plain(format!("    {line}")))?;
            }
        }
        if !question.shown.is_empty() {
            writeln!(self.out)?;
        }
        for (letter, text) in question.lettered() {
            self.say(Style::Plain, &format!("{letter}) {}", plain(text)), 4)?;
        }
        if let Some(answer) = self.test.answer(question)? {
            self.say(Style::Dim, &messages::answered(&answer), 2)?;
        }
        Ok(())
    }

    fn reply(&mut self, question: &Veiled) -> anyhow::Result<Reply> {
        loop {
            match typed::read(&mut self.input, &mut self.out, self.echo)? {
                Typed::Quit => return Ok(Reply::Quit),
                Typed::Back => return Ok(Reply::Back),
                Typed::Nothing => return Ok(Reply::Next),
                Typed::Help => self.say(Style::Plain, messages::KEYS, 2)?,
                Typed::Erase => {
                    self.test.write(question, "")?;
                    self.say(Style::Plain, messages::ERASED, 2)?;
                }
                Typed::Text(text) => match question.canonical(&text) {
                    None => self.say(Style::Plain, &messages::not_an_answer(question.kind), 2)?,
                    Some(answer) => {
                        self.test.write(question, &answer)?;
                        self.tell(question, &answer)?;
                        return Ok(Reply::Next);
                    }
                },
            }
        }
    }

    fn tell(&mut self, question: &Veiled, answer: &str) -> anyhow::Result<()> {
        let told = question.tell(answer);
        match told.is_right {
            true => self.say(Style::Accent, messages::RIGHT, 2)?,
            false => self.say(Style::Bold, messages::WRONG, 2)?,
        }
        for remark in &told.remarks {
            self.say(Style::Plain, &plain(remark), 2)?;
        }
        self.say(Style::Plain, &messages::reference(&plain(&told.why), &question.reference), 2)
    }

    fn say(&mut self, style: Style, text: &str, indent: usize) -> anyhow::Result<()> {
        for line in wrap(style, text, indent, self.width) {
            self.print(&line)?;
        }
        Ok(())
    }

    fn print(&mut self, line: &Line) -> anyhow::Result<()> {
        terminal::write_line(&mut self.out, line, self.styled)?;
        Ok(writeln!(self.out)?)
    }
}

/// A text without the stars of strong text; backquotes show what is code.
fn plain(text: &str) -> String {
    text.replace("**", "")
}
