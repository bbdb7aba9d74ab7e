//! The command behind `cargo x book`, and what `mdbook build book` calls.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
#[command(name = "book-builder", about = "Builds and checks the book")]
enum Command {
    /// Build the book.
    Build(Place),
    /// Build the book, serve it on this machine and build it again at each change.
    Serve {
        #[command(flatten)]
        place: Place,
        /// The port of 127.0.0.1; 0 for a free one.
        #[arg(long, default_value_t = 3000)]
        port: u16,
    },
    /// Build the book and check it: links, figures, consoles, times.
    Check(Place),
    /// For mdBook: replace figures and explained bytes, from standard input to standard output.
    Preprocess {
        #[command(subcommand)]
        question: Option<Question>,
    },
    /// For mdBook: make the page and its search French, once the pages are written.
    Finish,
}

#[derive(clap::Args)]
struct Place {
    /// The folder of `book.toml`.
    #[arg(long, default_value = "book")]
    book: PathBuf,
}

#[derive(clap::Subcommand)]
enum Question {
    /// Whether pages for this renderer can be prepared: all can.
    Supports {
        #[allow(dead_code, reason = "the answer is the same for all")]
        renderer: String,
    },
}

fn main() -> anyhow::Result<ExitCode> {
    match Command::parse() {
        Command::Build(place) => {
            println!("{}", book_builder::build(&place.book)?.join("index.html").display());
        }
        Command::Serve { place, port } => book_builder::serve(&place.book, port)?,
        Command::Check(place) => {
            if !book_builder::check(&place.book)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Preprocess { question: Some(Question::Supports { .. }) } => {}
        Command::Preprocess { question: None } => {
            book_builder::preprocess(std::io::stdin(), std::io::stdout())?;
        }
        Command::Finish => book_builder::finish(std::io::stdin())?,
    }
    Ok(ExitCode::SUCCESS)
}
