//! One question at a time, in lines: it works in any terminal, with a screen reader, and from a pipe.

use std::io::{BufRead, Write};

use super::papers::{Item, Papers};
use crate::messages::answers as messages;
use crate::terminal;
use crate::typed::{self, Typed};
use cli::{Line, Style, wrap};

/// Who asks and who answers.
pub struct Dialog<'a, R, W> {
    pub papers: &'a Papers,
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
    /// Asks from `at` on, passing over what is answered already, until the end or until the student quits.
    pub fn run(&mut self, items: &[Item], mut at: usize) -> anyhow::Result<()> {
        self.say(Style::Plain, messages::HOW, 0)?;
        loop {
            self.show(&items[at], at, items.len())?;
            at = match self.reply(&items[at])? {
                Reply::Quit => return Ok(()),
                Reply::Back if at == 0 => {
                    self.say(Style::Plain, messages::NO_PREVIOUS, 0)?;
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
        writeln!(self.out)?;
        let written = self.papers.written(item)?;
        match item {
            Item::Answer(question) => {
                if let Some(section) = &question.section {
                    self.say(Style::Dim, section, 0)?;
                    writeln!(self.out)?;
                }
                self.say(Style::Bold, &messages::question_number(&question.name, at + 1, total), 0)?;
                self.say(Style::Plain, &question.text, 2)?;
            }
            Item::Part(part) => {
                self.say(Style::Bold, &messages::part_number(part.heading.as_deref(), at + 1, total), 0)?;
                self.say(Style::Plain, &part.text(), 2)?;
                if part.has_table() {
                    self.say(Style::Dim, messages::TABLE, 2)?;
                } else if !part.is_one_line() {
                    self.say(Style::Dim, messages::SEVERAL_LINES, 2)?;
                }
            }
        }
        if let Some(written) = written {
            self.say(Style::Dim, messages::ANSWERED, 2)?;
            self.say(Style::Plain, &written, 4)?;
        }
        Ok(())
    }

    fn reply(&mut self, item: &Item) -> anyhow::Result<Reply> {
        let mut lines = 0;
        loop {
            match typed::read(&mut self.input, &mut self.out, self.echo)? {
                Typed::Quit => return Ok(Reply::Quit),
                Typed::Back => return Ok(Reply::Back),
                Typed::Nothing => return Ok(Reply::Next),
                Typed::Help => self.say(Style::Plain, messages::HELP, 2)?,
                Typed::Erase => match item {
                    Item::Answer(_) => {
                        self.papers.write(item, "")?;
                        self.say(Style::Plain, messages::ERASED, 2)?;
                    }
                    Item::Part(_) => self.say(Style::Plain, messages::ERASE_IN_EDITOR, 2)?,
                },
                Typed::Text(text) => {
                    if let (Item::Part(part), 0, Some(_)) = (item, lines, self.papers.written(item)?)
                        && part.is_one_line()
                    {
                        // It would be glued to what is there.
                        self.say(Style::Plain, messages::ERASE_IN_EDITOR, 2)?;
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

    /// Prints a text, cut to the width.
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

/// The first item from `from` on that nothing is written for.
pub fn next_blank(papers: &Papers, items: &[Item], from: usize) -> anyhow::Result<Option<usize>> {
    for (at, item) in items.iter().enumerate().skip(from) {
        if papers.written(item)?.is_none() {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
