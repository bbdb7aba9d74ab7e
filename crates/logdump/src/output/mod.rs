//! What becomes of the events: shown on the standard output.

mod args;
mod lines;
mod printer;

use std::io::{self, BufWriter, Write};

use mqtt_trace::{Event, Exchange};

pub(crate) use args::Args;
pub use printer::{Format, Printer};

/// Takes events, wherever they come from.
pub(crate) struct Output {
    out: BufWriter<Box<dyn Write + Send>>,
    exchange: Exchange,
    printer: Printer,
    /// The text of the event under way.
    text: String,
}

impl Output {
    /// What the options ask for.
    pub(crate) fn new(args: &Args) -> Output {
        Output {
            out: BufWriter::with_capacity(64 << 10, Box::new(cli::stdout())),
            exchange: Exchange::default(),
            printer: Printer::new(args.format(), args.time_style()),
            text: String::new(),
        }
    }

    /// Takes the next event.
    pub(crate) fn event(&mut self, event: &Event) -> io::Result<()> {
        let seen = self.exchange.follow(event);
        self.text.clear();
        self.printer.print(&seen, &mut self.text).map_err(io::Error::other)?;
        self.out.write_all(self.text.as_bytes())
    }

    /// To be called when no event is waiting: what was taken is shown.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// There are no more events.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.flush()
    }
}
