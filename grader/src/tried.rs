//! The works of a class tried: read, run and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::RwLock;
use std::time::Instant;
use std::{mem, thread};

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
use crate::scheme::{ManualMarks, Scheme};
use crate::shard::Shard;
use crate::similar::{self, Piece};
use crate::traces::{self, Owned};
use crate::{choice, messages, progress, seed, workplace};

/// The works of a class, compiled, run and compared. Marks are made of them and of the teacher's own points.
#[derive(Debug)]
pub struct Tried {
    /// What holds for everybody, whatever the teacher's points are: the same for each share of a class, but for its times.
    pub class: Class,
    /// What may be shown of the secret that hidden cases were drawn from; empty where none were.
    pub seed: String,
    works: BTreeMap<usize, Work>,
}

impl Tried {
    /// Tries the works of the pupils of `shard`, or everybody's. The others' works are read too, so that traces and code are
    /// compared over the whole class; their code is not run.
    ///
    /// # Errors
    /// A kit that does not compile, a machine without a sandbox, a file of the teacher's that is wrong. What is wrong in a
    /// submission is never one.
    pub fn of(args: &Rules, inputs: &Inputs, course: &Course, shard: Option<Shard>) -> anyhow::Result<Tried> {
        let start = Instant::now();
        let bench = if inputs.scheme.runs_code() { Some(bench(args, inputs, course, shard)?) } else { None };
        let places = |ours: bool| -> BTreeSet<usize> {
            let members = inputs.class.members.iter().zip(&inputs.owners.of);
            let those = members.filter(|(member, _)| is_ours(shard, member) == ours);
            those.flat_map(|(_, places)| places).copied().collect()
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

        let mut class = class(inputs, bench.as_ref());
        class.copies = copies(inputs, &works);
        if works.values().any(|work| !work.prints.is_empty()) {
            let work = work_folder(course)?;
            let references = similar::references(course, &work, args.archives.as_deref(), &given)?;
            class.similar = alike(inputs, &mut works, references);
        }
        class.times.seconds = start.elapsed().as_secs_f64();
        let seed = bench.map(|bench| bench.seed.id()).unwrap_or_default();
        Ok(Tried { class, seed, works })
    }

    /// What the pupil at `place` has with these points of the teacher's, and what the teacher should know where there are several
    /// works under that name.
    ///
    /// # Errors
    /// A key of the teacher's that is wrong.
    pub fn mark(
        &self,
        inputs: &Inputs,
        place: usize,
        manual: &ManualMarks,
    ) -> anyhow::Result<(Pupil, Option<String>)> {
        let Inputs { class, scheme, sheets, draws, owners, .. } = inputs;
        let (draws, sandboxed) = (draws.as_ref(), self.class.sandbox.sandboxed);
        let rules = marking::Rules { class, scheme, manual, sheets, draws, sandboxed };
        choice::best(&class.members[place], &owners.of[place], &self.works, rules)
    }
}

/// Whether a pupil belongs to the share that is marked here.
pub fn is_ours(shard: Option<Shard>, member: &Member) -> bool {
    shard.is_none_or(|shard| shard.holds(&member.id))
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
