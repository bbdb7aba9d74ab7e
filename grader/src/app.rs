//! The command: read, grade, write, sum up.

use std::collections::BTreeMap;
use std::io::Write;
use std::mem;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::RwLock;
use std::thread;
use std::time::Instant;

use anyhow::{Context, bail};
use course::Course;
use runner::{Limits, Plan, Sandbox, Tier};

use crate::args::Marking;
use crate::cache::Cache;
use crate::grade::{Bench, Grading};
use crate::graded::Graded;
use crate::inputs::{self, Inputs};
use crate::marking::Work;
use crate::model::{self, Class, ClassTimes, Kit, LineState, Owner, Similar, TraceCopy};
use crate::output::worksheet;
use crate::report::Reports;
use crate::scheme::Scheme;
use crate::similar::{self, Piece};
use crate::traces::{self, Owned};
use crate::{messages, progress, seed, stale, workplace};

/// The exit code when the machine kept some exercises from being graded: run the command again.
const TO_RETRY: u8 = 2;

/// Grades the folder that `args` names, and writes all that is made of it.
///
/// # Errors
/// As [`grade`]; a file that cannot be written.
pub(crate) fn run(args: &Marking) -> anyhow::Result<ExitCode> {
    let graded = grade(args)?;
    cli::stdout().write_all(publish(&graded)?.as_bytes())?;
    let retry = graded.pupils().flat_map(|pupil| &pupil.lines).any(|line| line.state == LineState::ToRetry);
    Ok(if retry { ExitCode::from(TO_RETRY) } else { ExitCode::SUCCESS })
}

/// Writes reports and exports; what is to be told of them.
///
/// # Errors
/// A file that cannot be written, a worksheet that is not one.
pub(crate) fn publish(graded: &Graded) -> anyhow::Result<String> {
    let (result, inputs) = (graded.result(), &graded.inputs);
    let gone = stale::remove(&inputs.output, &result);
    let page = graded.write(&result)?;
    let mut told = messages::summary(&result, &page, gone);
    if let Some(worksheet) = &inputs.worksheet {
        let (path, filled) = worksheet::write(worksheet, &result, &inputs.output)?;
        told += &messages::export::worksheet(&path, &filled);
    }
    Ok(told)
}

/// Reads, compiles, runs and marks; writes nothing but the cache.
///
/// # Errors
/// A file of the teacher's that is wrong, a kit that does not compile, a machine without a sandbox. What is wrong in a
/// submission is never one.
pub(crate) fn grade(args: &Marking) -> anyhow::Result<Graded> {
    let start = Instant::now();
    let course = Course::load(&course::find_root()?)?;
    let inputs = inputs::read(args, &course)?;
    let reports = Reports::load(args.modeles.as_deref())?.with_answers(args.corrige);
    let bench = if inputs.scheme.runs_code() { Some(bench(args, &inputs, &course)?) } else { None };

    let mut places: Vec<usize> = inputs.owners.of.iter().flatten().copied().collect();
    places.sort_unstable();
    places.dedup();
    let jobs = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let given = similar::given(&course);
    let grading = Grading {
        course: &course,
        scheme: &inputs.scheme,
        labs: &inputs.labs,
        reference: inputs.reference.as_ref(),
        bench: bench.as_ref(),
        given: &given,
    };
    let bar = progress::bar(places.len());
    let mut works = grading.all(&inputs.found, &places, jobs, &|found| {
        bar.set_message(messages::printable(&found.label));
        bar.inc(1);
    });
    bar.finish_and_clear();

    let mut class = class(&inputs, bench.as_ref());
    class.copies = copies(&inputs, &works);
    if works.values().any(|work| !work.prints.is_empty()) {
        let references = similar::references(&course, args.archives.as_deref(), &given)?;
        class.similar = alike(&inputs, &mut works, references);
    }
    class.times.seconds = start.elapsed().as_secs_f64();
    Graded::new(inputs, reports, class, works)
}

fn bench(args: &Marking, inputs: &Inputs, course: &Course) -> anyhow::Result<Bench> {
    let sandbox = if args.sans_bac_a_sable { Sandbox::none() } else { Sandbox::best()? };
    let seed = seed::of_class(&args.folder, &inputs.output).with_context(|| messages::NO_SEED)?;
    let work_folder =
        workplace::find(course.root()).with_context(|| messages::no_workplace(course.root()))?;
    let preparing = progress::preparing();
    let plan = Plan::make(course.root(), &work_folder);
    preparing.finish_and_clear();
    let plan = plan?;
    for line in &inputs.scheme.lines {
        let Some(exercise) = &line.exercise else { continue };
        let groups = plan.groups(exercise);
        if groups.is_empty() {
            bail!(messages::no_hidden_group(&line.id, exercise));
        }
        if let Some(name) = line.weights.keys().find(|name| !groups.iter().any(|group| group.name == **name))
        {
            let known: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
            bail!(messages::unknown_group(&line.id, name, &known));
        }
    }
    let folder = inputs.output.join(".cache");
    let cache = Cache::open(&folder).with_context(|| messages::no_output(&folder))?;
    Ok(Bench { plan, sandbox, seed, limits: Limits::default(), cache, machine: RwLock::default() })
}

fn class(inputs: &Inputs, bench: Option<&Bench>) -> Class {
    let (digest, rustc) = bench.map_or_else(Default::default, |bench| {
        let version = bench.plan.rustc_version().lines().next().unwrap_or_default();
        (bench.plan.kit_digest().chars().take(12).collect(), version.to_owned())
    });
    Class {
        format: model::FORMAT,
        title: inputs.title.clone(),
        scheme: scheme(&inputs.scheme),
        sandbox: sandbox(bench),
        kit: Kit { version: env!("CARGO_PKG_VERSION").to_owned(), digest, rustc },
        remarks: inputs.remarks.clone(),
        copies: Vec::new(),
        similar: Vec::new(),
        compared: inputs.reference.is_some(),
        times: ClassTimes::default(),
    }
}

/// Traces of one work that are in another, whose people are not a pair. A work that counts for nobody tells too.
fn copies(inputs: &Inputs, works: &BTreeMap<usize, Work>) -> Vec<TraceCopy> {
    let members = &inputs.class.members;
    let mut traces = Vec::new();
    for (place, work) in works {
        let owner = members.iter().zip(&inputs.owners.of).find(|(_, places)| places.contains(place));
        let Some((owner, _)) = owner else { continue };
        // Those who worked from the kit's example all have it.
        let own = work.traces.iter().filter(|(_, checked)| !checked.result.example);
        traces.extend(own.map(|(trace, checked)| Owned {
            pupil: &owner.id,
            trace,
            imprint: &checked.imprint,
        }));
    }
    traces::copies(&traces, |a, b| together(inputs, a, b))
}

/// Code that is alike, of people who are not a pair, and with `references`.
fn alike(inputs: &Inputs, works: &mut BTreeMap<usize, Work>, references: Vec<Piece>) -> Vec<Similar> {
    let mut pieces = references;
    for (place, work) in works {
        let owners = inputs.class.members.iter().zip(&inputs.owners.of);
        let Some((owner, _)) = owners.into_iter().find(|(_, places)| places.contains(place)) else {
            continue;
        };
        pieces.extend(mem::take(&mut work.prints).into_iter().map(|(exercise, files)| Piece {
            owner: Owner::Pupil(owner.id.clone()),
            exercise: Some(exercise),
            files,
        }));
    }
    similar::similar(&pieces, |a, b| together(inputs, a, b))
}

/// Whether two identifiers are of one person or of a pair.
fn together(inputs: &Inputs, a: &str, b: &str) -> bool {
    let member = inputs.class.members.iter().find(|member| member.id == a);
    a == b || member.is_some_and(|member| inputs.class.partners(member).any(|partner| partner.id == b))
}

fn scheme(scheme: &Scheme) -> model::Scheme {
    let line = |line: &crate::scheme::SchemeLine| model::SchemeLine {
        id: line.id.clone(),
        criterion: line.criterion,
        what: line.what.clone(),
        out_of: line.out_of,
        exercise: line.exercise.clone(),
        sheet: line.sheet_name(),
        trace: line.trace.clone(),
    };
    model::Scheme {
        title: scheme.title.clone(),
        out_of: scheme.out_of,
        rounding: scheme.rounding,
        lines: scheme.lines.iter().map(line).collect(),
        skills: scheme.skills.clone(),
        digest: scheme.digest.clone(),
    }
}

fn sandbox(bench: Option<&Bench>) -> model::Sandbox {
    let Some(bench) = bench else {
        return model::Sandbox {
            tier: "none".to_owned(),
            sandboxed: true,
            enforced: vec![messages::NO_CODE_RUN.to_owned()],
            missing: Vec::new(),
        };
    };
    let tier = bench.sandbox.tier();
    let name = match tier {
        Tier::Landlock => "landlock",
        Tier::Bubblewrap => "bubblewrap",
        Tier::None => "none",
    };
    let limits = messages::limits(&bench.limits);
    let (enforced, missing) = if tier.is_indicative() {
        (vec![limits], vec![tier.enforces().to_owned()])
    } else {
        (vec![tier.enforces().to_owned(), limits], Vec::new())
    };
    model::Sandbox { tier: name.to_owned(), sandboxed: !tier.is_indicative(), enforced, missing }
}
