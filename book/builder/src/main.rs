//! The command behind `cargo x book`, and what `mdbook build book` calls.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use book_builder::{Class, Order};
use clap::Parser;

#[derive(Parser)]
#[command(name = "book-builder", about = "Builds and checks the book")]
enum Command {
    /// Build the book.
    Build(Place),
    /// Build the teacher's guide, into a folder of its own.
    Guide(Place),
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
    /// Put the TD, the TP and their corrigés on paper: pages to print, PDF, and ODT to edit.
    #[command(alias = "fiches")]
    Sheets(Sheets),
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

#[derive(clap::Args)]
struct Sheets {
    #[command(flatten)]
    place: Place,
    /// The teacher's folder, with the corrigés.
    #[arg(long, default_value = "grader/secret")]
    secret: PathBuf,
    /// Where to; its folders `eleve` and `professeur` are made anew.
    #[arg(long = "dossier", default_value = "target/fiches")]
    out: PathBuf,
    /// The file of the seed that `td` drew the class with: a TD for each pair.
    #[arg(long = "graine")]
    seed: Option<PathBuf>,
    /// How many pairs.
    #[arg(long = "binomes", default_value_t = 12, requires = "seed", value_parser = clap::value_parser!(u32).range(1..=99))]
    pairs: u32,
    /// Print no PDF.
    #[arg(long = "sans-pdf")]
    no_pdf: bool,
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
        Command::Guide(place) => {
            println!("{}", book_builder::build_guide(&place.book)?.join("index.html").display());
        }
        Command::Serve { place, port } => book_builder::serve(&place.book, port)?,
        Command::Check(place) => {
            if !book_builder::check(&place.book)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Sheets(Sheets { place, secret, out, seed, pairs, no_pdf }) => {
            let class = match seed {
                Some(file) => Some(Class::read(&file, pairs)?),
                None => None,
            };
            let order = Order { root: &place.book, secret: &secret, out: &out, class, pdf: !no_pdf };
            writeln!(std::io::stdout(), "{}", book_builder::sheets(&order)?)?;
        }
        Command::Preprocess { question: Some(Question::Supports { .. }) } => {}
        Command::Preprocess { question: None } => {
            book_builder::preprocess(std::io::stdin(), std::io::stdout())?;
        }
        Command::Finish => book_builder::finish(std::io::stdin())?,
    }
    Ok(ExitCode::SUCCESS)
}
