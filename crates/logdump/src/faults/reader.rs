//! Reads the words of a line one after another: numbers, times, rates.

use std::num::NonZeroU64;
use std::time::Duration;

use super::error::{Missing, Problem};
use super::words::{self, Word};

/// What is wrong: column, width, problem.
pub(super) type Wrong = (usize, usize, Problem);

/// The longest time, a day: longer ones are slips.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

pub(super) struct Reader {
    words: std::iter::Peekable<std::vec::IntoIter<Word>>,
    /// The column after the line.
    end: usize,
}

/// A number that measures time, and the seconds of its unit.
struct Amount {
    word: Word,
    number: f64,
    unit: Option<f64>,
}

impl Reader {
    pub(super) fn new(line: &str) -> Result<Reader, Wrong> {
        let end = line.trim_end().chars().count() + 1;
        Ok(Reader { words: words::words(line)?.into_iter().peekable(), end })
    }

    fn missing(&self, what: Missing) -> Wrong {
        (self.end, 0, Problem::Missing(what))
    }

    /// The next word, which is not taken.
    pub(super) fn peek(&mut self) -> Option<&Word> {
        self.words.peek()
    }

    pub(super) fn take(&mut self) -> Option<Word> {
        self.words.next()
    }

    /// The next word, of which there must be one.
    pub(super) fn next(&mut self, what: Missing) -> Result<Word, Wrong> {
        self.take().ok_or_else(|| self.missing(what))
    }

    /// Takes the next word if it is this one.
    pub(super) fn accept(&mut self, plain: &str) -> bool {
        self.words.next_if(|word| word.is(plain)).is_some()
    }

    /// Takes the next word, which must be this one; without it, one does not know `what` follows.
    pub(super) fn expect(&mut self, plain: &str, what: Missing) -> Result<(), Wrong> {
        if self.accept(plain) {
            return Ok(());
        }
        let wrong = self.peek().map(|word| word.wrong(Problem::Missing(what)));
        Err(wrong.unwrap_or_else(|| self.missing(what)))
    }

    /// A whole number from 1 on, if the next word begins as one.
    pub(super) fn number(&mut self) -> Result<Option<u64>, Wrong> {
        self.words.next_if(Word::is_number).map(|word| whole(&word)).transpose()
    }

    /// « 2 s », « 2s », « 1,5 s »; not 0.
    pub(super) fn time(&mut self) -> Result<Duration, Wrong> {
        let amount = self.amount()?;
        let time = amount.in_unit(amount.unit)?;
        if time.is_zero() { Err(amount.word.wrong(Problem::Number)) } else { Ok(time) }
    }

    /// « 500 ms », « 100 à 800 ms », « 100 ms à 2 s ».
    pub(super) fn times(&mut self) -> Result<(Duration, Duration), Wrong> {
        let first = self.amount()?;
        if !self.accept("a") {
            let time = first.in_unit(first.unit)?;
            return Ok((time, time));
        }
        let second = self.amount()?;
        let (least, most) = (first.in_unit(first.unit.or(second.unit))?, second.in_unit(second.unit)?);
        if least <= most { Ok((least, most)) } else { Err(first.word.wrong(Problem::TimesReversed)) }
    }

    /// « 100 octets/s ».
    pub(super) fn rate(&mut self) -> Result<NonZeroU64, Wrong> {
        let word = self.next(Missing::Rate)?;
        let number = whole(&word)?;
        let unit = self.accept("octets/s") || self.accept("octet/s");
        NonZeroU64::new(number).filter(|_| unit).ok_or_else(|| word.wrong(Problem::Rate))
    }

    fn amount(&mut self) -> Result<Amount, Wrong> {
        let word = self.next(Missing::Time)?;
        let text = word.plain().replace(',', ".");
        let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let number = text[..digits].parse().map_err(|_| word.wrong(Problem::Number))?;
        let unit = match &text[digits..] {
            "" => self.words.next_if(|word| seconds(&word.plain()).is_some()).map(|word| word.plain()),
            attached => Some(attached.to_owned()),
        };
        let unit =
            unit.map(|unit| seconds(&unit).ok_or_else(|| word.wrong(Problem::TimeUnit))).transpose()?;
        Ok(Amount { word, number, unit })
    }
}

impl Amount {
    fn in_unit(&self, unit: Option<f64>) -> Result<Duration, Wrong> {
        let unit = unit.ok_or_else(|| self.word.wrong(Problem::TimeUnit))?;
        let time = Duration::try_from_secs_f64(self.number * unit).ok().filter(|time| *time <= LONGEST);
        time.ok_or_else(|| self.word.wrong(Problem::Number))
    }
}

/// The seconds of a unit.
fn seconds(unit: &str) -> Option<f64> {
    match unit {
        "ms" => Some(0.001),
        "s" => Some(1.0),
        "min" => Some(60.0),
        _ => None,
    }
}

fn whole(word: &Word) -> Result<u64, Wrong> {
    let number = word.text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| word.wrong(Problem::Number))
}
