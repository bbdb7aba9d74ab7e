//! A line that a student types in answer to a question.

use std::io::{BufRead, Write};

/// What was typed.
pub enum Typed {
    Text(String),
    Nothing,
    Back,
    Erase,
    Help,
    Quit,
}

/// Asks for one line; the end of the input is as good as quitting. With `echo`, what is read is shown: nobody typed it.
pub fn read(input: &mut impl BufRead, out: &mut impl Write, echo: bool) -> anyhow::Result<Typed> {
    write!(out, "> ")?;
    out.flush()?;
    let mut bytes = Vec::new();
    if input.read_until(b'\n', &mut bytes)? == 0 {
        writeln!(out)?;
        return Ok(Typed::Quit);
    }
    let text: String =
        String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control() || *c == '\t').collect();
    let text = text.trim();
    if echo {
        writeln!(out, "{text}")?;
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
