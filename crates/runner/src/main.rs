//! `runner EXERCISE [FOLDER]`: the verdict on the `src/` of FOLDER (the solution by default), as JSON; `runner` alone:
//! the sandbox that this machine offers. For maintainers.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use runner::{Limits, Plan, Sandbox, Seed, Unit};

fn main() -> Result<(), Box<dyn Error>> {
    runner::helper_main();
    let mut arguments = env::args().skip(1);
    let sandbox = Sandbox::best()?;
    let Some(wanted) = arguments.next() else {
        println!("{:?}", sandbox.tier());
        return Ok(());
    };
    let root = course::find_root()?;
    let course = course::Course::load(&root)?;
    let exercise = course.find(&wanted).ok_or("no such exercise: runner EXERCISE [FOLDER]")?;
    let folder = arguments.next().map_or(exercise.solution_dir(), PathBuf::from);

    let mut sources = Vec::new();
    collect(&folder, Path::new("src"), &mut sources)?;
    let unit = Unit::new(exercise.id(), sources)?;
    let plan = Plan::make(&root, &root.join("target").join("runner"))?;
    let verdict = plan.run(&unit, &sandbox, &Seed::new("a trial"), &Limits::default())?;
    println!("{}", serde_json::to_string_pretty(&verdict)?);
    Ok(())
}

fn collect(folder: &Path, below: &Path, sources: &mut Vec<(PathBuf, Vec<u8>)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder.join(below))? {
        let path = below.join(entry?.file_name());
        if folder.join(&path).is_dir() {
            collect(folder, &path, sources)?;
        } else {
            sources.push((path.clone(), fs::read(folder.join(path))?));
        }
    }
    Ok(())
}
