//! A class marked: submissions read, run and compared, and points given to each pupil.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::RwLock;
use std::thread;
use std::time::Instant;

use anyhow::{Context, bail};
use course::Course;
use runner::{Limits, Plan, Sandbox, Tier};

use crate::args::Rules;
use crate::cache::Cache;
use crate::class_list::Member;
use crate::grade::{Bench, Grading};
use crate::inputs::Inputs;
use crate::marking::{self, Work};
use crate::model::{self, Class, ClassTimes, Kit, Owner, Pupil, Similar, TraceCopy};
use crate::scheme::Scheme;
use crate::shard::Shard;
use crate::similar::{self, Piece};
use crate::traces::{self, Owned};
use crate::{choice, messages, progress, seed, workplace};

/// A class marked, or a share of it.
#[derive(Debug)]
pub struct Marked {
    /// What holds for everybody: the same for each share of a class, but for its times.
    pub class: Class,
    /// In the class's order.
    pub pupils: Vec<One>,
    /// What may be shown of the secret that hidden cases were drawn from; empty where none were.
    pub seed: String,
}

/// One pupil marked.
#[derive(Debug)]
pub struct One {
    /// The place in the class, from 0.
    pub place: usize,
    pub pupil: Pupil,
    /// What the teacher should know of several works under this name.
    pub choice: Option<String>,
}

/// Marks the pupils of `shard`, or everybody.
///
/// The others' works are read too, so that traces and code are compared over the whole class; their code is not run.
///
/// # Errors
/// A kit that does not compile, a machine without a sandbox, a file of the teacher's that is wrong. What is wrong in a
/// submission is never one.
pub fn mark(args: &Rules, inputs: &Inputs, course: &Course, shard: Option<Shard>) -> anyhow::Result<Marked> {
    let start = Instant::now();
    let bench = if inputs.scheme.runs_code() { Some(bench(args, inputs, course, shard)?) } else { None };
    let members = || inputs.class.members.iter().zip(&inputs.owners.of).enumerate();
    let is_ours = |member: &Member| shard.is_none_or(|shard| shard.holds(&member.id));
    let places = |ours: bool| -> BTreeSet<usize> {
        let those = members().filter(|(_, (member, _))| is_ours(member) == ours);
        those.flat_map(|(_, (_, places))| places).copied().collect()
    };
    let own: Vec<usize> = places(true).into_iter().collect();
    let others: Vec<usize> = places(false).difference(&places(true)).copied().collect();
    let jobs = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let given = similar::given(course);
    let grading = Grading {
        course,
        scheme: &inputs.scheme,
        labs: &inputs.labs,
        reference: inputs.reference.as_ref(),
        bench: bench.as_ref(),
        given: &given,
    };
    let bar = progress::bar(own.len());
    let mut works = grading.all(&inputs.found, &own, jobs, &|found| {
        bar.set_message(messages::printable(&found.label));
        bar.inc(1);
    });
    bar.finish_and_clear();
    works.extend(Grading { bench: None, ..grading }.all(&inputs.found, &others, jobs, &|_| ()));

    let sandboxed = bench.as_ref().is_none_or(|bench| !bench.sandbox.tier().is_indicative());
    let rules = marking::Rules {
        class: &inputs.class,
        scheme: &inputs.scheme,
        manual: &inputs.manual,
        sheets: &inputs.sheets,
        draws: inputs.draws.as_ref(),
        sandboxed,
    };
    let one = |(place, (member, places)): (usize, (&Member, &Vec<usize>))| {
        let (pupil, choice) = choice::best(member, places, &works, rules)?;
        Ok(One { place, pupil, choice })
    };
    let ours = members().filter(|(_, (member, _))| is_ours(member));
    let pupils = ours.map(one).collect::<anyhow::Result<Vec<_>>>()?;
    let times = ClassTimes {
        graded_at: jiff::Zoned::now().strftime("%Y-%m-%d %H:%M").to_string(),
        seconds: start.elapsed().as_secs_f64(),
    };
    let mut class = class(inputs, bench.as_ref(), times);
    class.copies = copies(inputs, &works);
    if works.values().any(|work| !work.prints.is_empty()) {
        let work = work_folder(course)?;
        let references = similar::references(course, &work, args.archives.as_deref(), &given)?;
        class.similar = alike(inputs, works, references);
    }
    Ok(Marked { class, pupils, seed: bench.map(|bench| bench.seed.id()).unwrap_or_default() })
}

fn bench(args: &Rules, inputs: &Inputs, course: &Course, shard: Option<Shard>) -> anyhow::Result<Bench> {
    let sandbox = if args.sans_bac_a_sable { Sandbox::none() } else { Sandbox::best()? };
    let seed = match shard {
        None => seed::of_class(&inputs.folder, &inputs.output).with_context(|| messages::NO_SEED)?,
        // Each machine would draw its own, and pupils would have different cases.
        Some(_) => seed::kept(&inputs.folder)
            .with_context(|| messages::NO_SEED)?
            .with_context(|| messages::shard::no_seed(&inputs.folder))?,
    };
    let work_folder = work_folder(course)?;
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

/// Where what is found out of the kit is kept.
fn work_folder(course: &Course) -> anyhow::Result<PathBuf> {
    workplace::find(course.root()).with_context(|| messages::no_workplace(course.root()))
}

fn class(inputs: &Inputs, bench: Option<&Bench>, times: ClassTimes) -> Class {
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
        times,
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
fn alike(inputs: &Inputs, works: BTreeMap<usize, Work>, references: Vec<Piece>) -> Vec<Similar> {
    let mut pieces = references;
    for (place, work) in works {
        let owners = inputs.class.members.iter().zip(&inputs.owners.of);
        let Some((owner, _)) = owners.into_iter().find(|(_, places)| places.contains(&place)) else {
            continue;
        };
        pieces.extend(work.prints.into_iter().map(|(exercise, files)| Piece {
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
