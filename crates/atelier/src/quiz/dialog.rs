//! The questions of a self-test, one at a time, and after each answer what there is to say of it.

use std::io::{BufRead, Write};

use cli::{Line, Style};
use quiz::public::Veiled;

use super::Test;
use crate::console::{Console, Reply, Typed};
use crate::messages::quiz as messages;

/// Who asks and who answers.
pub struct Dialog<'a, R, W> {
    pub test: &'a Test,
    pub console: Console<R, W>,
}

impl<R: BufRead, W: Write> Dialog<'_, R, W> {
    /// Asks the questions at these places, until the end or until the student quits.
    pub fn run(&mut self, asked: &[usize]) -> anyhow::Result<()> {
        self.console.say(Style::Plain, messages::HOW, 0)?;
        let mut at = 0;
        while let Some(question) = asked.get(at).and_then(|place| self.test.test.questions.get(*place)) {
            self.show(question, at + 1, asked.len())?;
            at = match self.reply(question)? {
                Reply::Quit => return Ok(()),
                Reply::Back if at == 0 => {
                    self.console.say(Style::Plain, messages::NO_PREVIOUS, 0)?;
                    at
                }
                Reply::Back => at - 1,
                Reply::Next => at + 1,
            };
        }
        Ok(())
    }

    fn show(&mut self, question: &Veiled, at: usize, total: usize) -> anyhow::Result<()> {
        self.console.blank()?;
        self.console.say(Style::Bold, &messages::number(at, total, question.kind), 0)?;
        self.console.say(Style::Plain, &plain(&question.text), 2)?;
        if let Some(log) = &question.log {
            self.console.blank()?;
            // A line of a log stays whole: the terminal folds it, a copy of it does not.
            for line in log.lines() {
                self.console.print(&Line::plain(format!("    {line}")))?;
            }
        }
        if !question.shown.is_empty() {
            self.console.blank()?;
        }
        for (letter, text) in question.lettered() {
            self.console.say(Style::Plain, &format!("{letter}) {}", plain(text)), 4)?;
        }
        if let Some(answer) = self.test.answer(question)? {
            self.console.say(Style::Dim, &messages::answered(&answer), 2)?;
        }
        Ok(())
    }

    fn reply(&mut self, question: &Veiled) -> anyhow::Result<Reply> {
        loop {
            match self.console.read()? {
                Typed::Quit => return Ok(Reply::Quit),
                Typed::Back => return Ok(Reply::Back),
                Typed::Nothing => return Ok(Reply::Next),
                Typed::Help => self.console.say(Style::Plain, messages::KEYS, 2)?,
                Typed::Erase => {
                    self.test.write(question, "")?;
                    self.console.say(Style::Plain, messages::ERASED, 2)?;
                }
                Typed::Text(text) => match question.canonical(&text) {
                    None => self.console.say(Style::Plain, &messages::not_an_answer(question.kind), 2)?,
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
            true => self.console.say(Style::Accent, messages::RIGHT, 2)?,
            false => self.console.say(Style::Bold, messages::WRONG, 2)?,
        }
        for remark in &told.remarks {
            self.console.say(Style::Plain, &plain(remark), 2)?;
        }
        self.console.say(Style::Plain, &messages::reference(&plain(&told.why), &question.reference), 2)
    }
}

/// A text without the stars of strong text; backquotes show what is code.
fn plain(text: &str) -> String {
    text.replace("**", "")
}
