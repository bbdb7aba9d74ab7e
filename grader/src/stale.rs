//! Reports of pupils who are no longer in the class.

use std::fs;
use std::path::Path;

use crate::model::ClassResult;
use crate::report;

/// Removes from `folder` the pages that the grading before this one wrote there and that this one will not write; how
/// many. The `resultats.jsonl` of that grading tells which, so it must still be there; what else lies in the folder is
/// not ours. A page that cannot be removed stays.
pub fn remove(folder: &Path, result: &ClassResult) -> usize {
    let before = fs::read_to_string(folder.join("resultats.jsonl")).ok();
    let Some(before) = before.and_then(|lines| ClassResult::from_lines(&lines)) else { return 0 };
    let kept = report::pupils_pages(result);
    let stale = report::pupils_pages(&before).into_iter().filter(|page| !kept.contains(page));
    let paths = stale.map(|page| folder.join(page));
    let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|seen| seen.is_file());
    paths.filter(|path| is_file(path) && fs::remove_file(path).is_ok()).count()
}
