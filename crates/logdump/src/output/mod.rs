//! What becomes of the events: shown on the standard output and on a page, drawn, counted, recorded.

mod args;
mod figure;
mod lines;
mod printer;
mod record;
mod screen;

use std::io::{self, BufWriter, Write};

use anyhow::Context;
use mqtt_trace::stats::Stats;
use mqtt_trace::{Content, Event, Exchange, Logged, Piece, What};
use projector::Feed;

use crate::filter::{self, Filter};
use crate::messages;
pub(crate) use args::Args;
use figure::Figure;
pub use printer::{Format, Printer};
use record::Record;
pub use screen::Screen;

/// Takes events, wherever they come from. All are recorded; those that the filter chooses are shown, drawn and
/// counted.
pub(crate) struct Output {
    out: BufWriter<Box<dyn Write + Send>>,
    exchange: Exchange,
    filter: Filter,
    printer: Option<Printer>,
    figure: Option<Figure>,
    stats: Option<Stats>,
    record: Option<Record>,
    page: Option<Feed>,
    /// Only what a log tells is shown.
    as_log: bool,
    /// The text of the event under way.
    text: String,
}

impl Output {
    /// What the options ask for; `page` shows it too.
    ///
    /// # Errors
    /// When a file cannot be written, or would be overwritten.
    pub(crate) fn new(args: &Args, filter: &filter::Args, page: Option<Feed>) -> anyhow::Result<Output> {
        let printer = |format| Printer::new(format, args.time_style(), Screen::stdout());
        let record = args.record.as_deref().map(|path| Record::create(path, args.seat.as_deref()));
        let figure = args.svg.as_deref().map(|path| Figure::new(path, args.svg_time_style()));
        Ok(Output {
            out: BufWriter::with_capacity(64 << 10, Box::new(cli::stdout())),
            exchange: Exchange::default(),
            filter: Filter::new(filter),
            printer: args.format().map(printer),
            figure: figure.transpose()?,
            stats: args.stats.then(Stats::default),
            record: record.transpose()?,
            page,
            as_log: args.as_log,
            text: String::new(),
        })
    }

    /// Takes the next event.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn event(&mut self, event: &Event) -> io::Result<()> {
        if let Some(record) = &mut self.record {
            record.event(event)?;
        }
        let as_log = self.as_log.then(|| as_log(event)).flatten();
        let event = as_log.as_ref().unwrap_or(event);
        let seen = self.exchange.follow(event);
        if !self.filter.shows(&seen) {
            if let Some(figure) = &mut self.figure {
                figure.skip(event);
            }
            if let Some(printer) = &mut self.printer {
                printer.skip(event);
            }
            return Ok(());
        }
        if let Some(figure) = &mut self.figure {
            figure.add(&seen);
        }
        if let Some(page) = &self.page {
            page.show(&seen);
        }
        if let Some(stats) = &mut self.stats {
            stats.count(&seen);
        }
        let Some(printer) = &mut self.printer else { return Ok(()) };
        self.text.clear();
        printer.print(&seen, &mut self.text).map_err(io::Error::other)?;
        self.out.write_all(self.text.as_bytes())
    }

    /// To be called when no event is waiting: what was taken is shown.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        if let Some(record) = &mut self.record {
            record.flush()?;
        }
        if let Some(printer) = &mut self.printer {
            printer.set_columns(screen::columns());
        }
        self.out.flush()
    }

    /// There are no more events: what was to be made of all of them is made.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        self.flush()?;
        if let Some(figure) = self.figure {
            figure.finish()?;
        }
        if let Some(stats) = self.stats {
            if self.printer.is_some() {
                writeln!(self.out)?;
            }
            write!(self.out, "{stats}")?;
        }
        self.out.flush().context(messages::CANNOT_SHOW)
    }
}

/// What a log would tell of a packet; `None` for all the rest, which stays as it is.
fn as_log(event: &Event) -> Option<Event> {
    let What::Piece { direction, piece } = &event.what else { return None };
    let Content::Packet(packet) = &piece.content else { return None };
    let what = What::Piece { direction: *direction, piece: Piece::logged(Logged::of(packet)) };
    Some(Event { what, ..*event })
}
