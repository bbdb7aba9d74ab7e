//! The questions of a sheet, one at a time.

use std::io::{BufRead, Write};

use cli::Style;

use super::papers::{Item, Papers};
use crate::console::{Console, Reply, Typed};
use crate::messages::answers as messages;

/// Who asks and who answers.
pub struct Dialog<'a, R, W> {
    pub papers: &'a Papers,
    pub console: Console<R, W>,
}

impl<R: BufRead, W: Write> Dialog<'_, R, W> {
    /// Asks from `at` on, passing over what is answered already, until the end or until the student quits.
    pub fn run(&mut self, items: &[Item], mut at: usize) -> anyhow::Result<()> {
        self.console.say(Style::Plain, messages::HOW, 0)?;
        loop {
            self.show(&items[at], at, items.len())?;
            at = match self.reply(&items[at])? {
                Reply::Quit => return Ok(()),
                Reply::Back if at == 0 => {
                    self.console.say(Style::Plain, messages::NO_PREVIOUS, 0)?;
                    at
                }
                Reply::Back => at - 1,
                Reply::Next => match next_blank(self.papers, items, at + 1)? {
                    Some(next) => next,
                    None => return Ok(()),
                },
            };
        }
    }

    fn show(&mut self, item: &Item, at: usize, total: usize) -> anyhow::Result<()> {
        self.console.blank()?;
        let written = self.papers.written(item)?;
        match item {
            Item::Answer(question) => {
                if let Some(section) = &question.section {
                    self.console.say(Style::Dim, section, 0)?;
                    self.console.blank()?;
                }
                self.console.say(
                    Style::Bold,
                    &messages::question_number(&question.name, at + 1, total),
                    0,
                )?;
                self.console.say(Style::Plain, &question.text, 2)?;
            }
            Item::Part(part) => {
                self.console.say(
                    Style::Bold,
                    &messages::part_number(part.heading.as_deref(), at + 1, total),
                    0,
                )?;
                self.console.say(Style::Plain, &part.text(), 2)?;
                if part.has_table() {
                    self.console.say(Style::Dim, messages::TABLE, 2)?;
                } else if !part.is_one_line() {
                    self.console.say(Style::Dim, messages::SEVERAL_LINES, 2)?;
                }
            }
        }
        if let Some(written) = written {
            self.console.say(Style::Dim, messages::ANSWERED, 2)?;
            self.console.say(Style::Plain, &written, 4)?;
        }
        Ok(())
    }

    fn reply(&mut self, item: &Item) -> anyhow::Result<Reply> {
        let mut lines = 0;
        loop {
            match self.console.read()? {
                Typed::Quit => return Ok(Reply::Quit),
                Typed::Back => return Ok(Reply::Back),
                Typed::Nothing => return Ok(Reply::Next),
                Typed::Help => self.console.say(Style::Plain, messages::HELP, 2)?,
                Typed::Erase => match item {
                    Item::Answer(_) => {
                        self.papers.write(item, "")?;
                        self.console.say(Style::Plain, messages::ERASED, 2)?;
                    }
                    Item::Part(_) => self.console.say(Style::Plain, messages::ERASE_IN_EDITOR, 2)?,
                },
                Typed::Text(text) => {
                    if let (Item::Part(part), 0, Some(_)) = (item, lines, self.papers.written(item)?)
                        && part.is_one_line()
                    {
                        // It would be glued to what is there.
                        self.console.say(Style::Plain, messages::ERASE_IN_EDITOR, 2)?;
                        continue;
                    }
                    self.papers.write(item, &text)?;
                    lines += 1;
                    if matches!(item, Item::Answer(_))
                        || matches!(item, Item::Part(part) if part.is_one_line())
                    {
                        return Ok(Reply::Next);
                    }
                }
            }
        }
    }
}

/// The first item from `from` on that nothing is written for.
pub fn next_blank(papers: &Papers, items: &[Item], from: usize) -> anyhow::Result<Option<usize>> {
    for (at, item) in items.iter().enumerate().skip(from) {
        if papers.written(item)?.is_none() {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
