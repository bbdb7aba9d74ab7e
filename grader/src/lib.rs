//! From a folder of submissions to marks.
//!
//! `grader` takes in what students hand in (`intake`), finds whose it is (`class_list`), has the runner compile and
//! run it (`grade`), gives points by the teacher's scheme (`scheme`, `marking`), and writes the canonical result
//! ([`model`]) from which every report is made. It never links or runs student code itself.
//!
//! `serve` has the teacher mark prose in a browser. `shard` marks a share of a class on one of several machines, and `merge` joins
//! the shares; `pseudonyms` makes a copy of a class without its names. `live` and `doctor` are apart: the class board, while the
//! class works; this machine, the day before.

mod answers;
mod app;
mod args;
mod cache;
mod choice;
mod class_list;
mod doctor;
mod grade;
mod graded;
mod hash;
mod inputs;
mod intake;
mod live;
mod marking;
mod merge;
mod messages;
pub mod model;
mod output;
mod pack;
mod private;
mod progress;
mod pseudonyms;
mod purge;
pub mod report;
mod scheme;
mod seed;
mod serve;
mod shard;
mod similar;
mod stale;
mod toml_file;
mod traces;
mod tried;
mod whole_folder;
mod words;
mod workplace;

pub use args::Args;

/// Marks a folder, shows the class board, or looks at the machine.
///
/// # Errors
/// What keeps it from doing so, in French.
pub fn run(args: Args) -> anyhow::Result<std::process::ExitCode> {
    match (args.command, args.folder) {
        (Some(args::Command::Live(live)), _) => live::run(&live),
        (Some(args::Command::Doctor(options)), _) => doctor::run(&options),
        (Some(args::Command::Pack(pack)), _) => pack::run(&pack),
        (Some(args::Command::Purge(purge)), _) => purge::run(&purge),
        (Some(args::Command::Serve(serve)), _) => serve::run(&serve),
        (Some(args::Command::Pseudonymes(class)), _) => pseudonyms::run(&class),
        (Some(args::Command::Run(share)), _) => shard::run(&share),
        (Some(args::Command::Merge(merge)), _) => merge::run(&merge),
        (None, Some(folder)) => app::run(&folder, &args.grading),
        // clap asks for a folder where there is no command.
        (None, None) => anyhow::bail!(messages::HELP_FOLDER),
    }
}
