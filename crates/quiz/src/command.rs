//! The command `quiz`, for the teacher and for who writes questions.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use labs::Criterion;

use crate::bank::{Bank, FOLDER};
use crate::messages::{self, command as own};
use crate::moodle::{self, Category};
use crate::paper::{self, Length, SHEET, Version};
use crate::public::{self, PUBLIC};
use crate::question::Usage;

/// What `quiz` is asked on its command line.
#[derive(Debug, clap::Parser)]
#[command(name = "quiz", version, about = own::ABOUT)]
pub struct QuizArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(name = "verifier", aliases = ["vérifier", "check"], about = own::HELP_CHECK)]
    Check,
    #[command(name = "publier", alias = "publish", about = own::HELP_PUBLISH)]
    Publish {
        #[arg(long = "verifier", help = own::HELP_COMPARE)]
        compare: bool,
    },
    #[command(name = "tirer", alias = "draw", about = own::HELP_DRAW)]
    Draw {
        #[arg(value_name = "DOSSIER", help = own::HELP_FOLDER)]
        folder: PathBuf,
        #[arg(long = "graine", value_name = "FICHIER", help = own::HELP_SEED)]
        seed: Option<PathBuf>,
    },
    #[command(name = "moodle", about = own::HELP_MOODLE)]
    Moodle {
        #[arg(value_name = "DOSSIER", help = own::HELP_OUT)]
        folder: PathBuf,
    },
}

/// Does what was asked, from the kit's root or below it.
///
/// # Errors
/// A fault in the bank, or a file that cannot be read or written.
pub fn run_quiz(args: &QuizArgs) -> anyhow::Result<()> {
    let root = course::find_root()?;
    let bank = Bank::load(&root.join(FOLDER))?;
    let told = match &args.command {
        Command::Check => counted(&bank),
        Command::Publish { compare } => publish(&bank, &root.join(PUBLIC), *compare)?,
        Command::Draw { folder, seed } => draw(&bank, folder, seed.as_deref())?,
        Command::Moodle { folder } => for_moodle(&bank, folder)?,
    };
    Ok(writeln!(cli::stdout(), "{told}")?)
}

fn counted(bank: &Bank) -> String {
    let count = |usage| bank.questions(usage).count();
    let rows = Criterion::ALL.map(|criterion| {
        let at = |usage, level| {
            bank.questions(usage).filter(|own| own.criterion == criterion && own.level == level).count()
        };
        let cells = [Usage::SelfTest, Usage::Exam].map(|usage| (1..=3).map(move |level| (usage, level)));
        let cells: String =
            cells.into_iter().flatten().map(|(usage, level)| format!("{:>4}", at(usage, level))).collect();
        format!("  {:<14}{cells}", criterion.name())
    });
    own::counted(count(Usage::SelfTest), count(Usage::Exam), &rows.join("\n"))
}

fn publish(bank: &Bank, folder: &Path, compare: bool) -> anyhow::Result<String> {
    for chapter in &bank.chapters {
        let file = folder.join(format!("{}.toml", chapter.name));
        let text = public::write(chapter);
        if !compare {
            write(&file, &text)?;
        } else if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
            bail!(own::stale(&file));
        }
    }
    Ok(if compare { own::UP_TO_DATE.to_owned() } else { own::published(bank.chapters.len()) })
}

/// Nothing of it lies where pupils' files lie: the teacher hands it out on the day.
fn draw(bank: &Bank, folder: &Path, seed: Option<&Path>) -> anyhow::Result<String> {
    let (seed, seed_file) = labs::seed::of_class(folder, seed)?;
    let place = folder.join("professeur").join(SHEET);
    for (version, length) in Version::ALL.into_iter().flat_map(|v| Length::ALL.map(|length| (v, length))) {
        let paper = paper::draw(bank, &seed, version, length)?;
        let stem = format!("{SHEET}-{}", paper.code().to_lowercase());
        let once = |name: String, text: String| labs::seed::write_once(&place.join(name), &text);
        once(format!("{stem}.md"), paper.statement())?;
        once(format!("{stem}-reponses.md"), paper.answer_sheet())?;
        once(format!("{stem}-corrige.md"), paper.corrige())?;
        once(format!("formulaires/{stem}/{SHEET}.toml"), paper.form())?;
        once(format!("cles/{stem}.toml"), paper.key().to_toml())?;
    }
    Ok(own::drawn(&place, &seed_file))
}

fn for_moodle(bank: &Bank, folder: &Path) -> anyhow::Result<String> {
    let mut categories = Vec::new();
    for (usage, name) in [(Usage::SelfTest, own::SELF_TESTS), (Usage::Exam, own::EXAM)] {
        for chapter in &bank.chapters {
            // A slash would begin another category.
            let path = format!("MQTT/{name}/{}", chapter.title.replace('/', "-"));
            let questions = chapter.questions.iter().filter(|question| question.usage == usage).collect();
            categories.push(Category { path, questions });
        }
    }
    write(&folder.join("quiz.gift"), &moodle::gift(&categories))?;
    write(&folder.join("quiz.xml"), &moodle::xml(&categories))?;
    let count = categories.iter().map(|category| category.questions.len()).sum();
    Ok(own::for_moodle(count, folder))
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, text))
        .with_context(|| messages::cannot_write(file))
}
