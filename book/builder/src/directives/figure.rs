//! A conversation as a figure.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use mqtt_trace::Side;
use mqtt_trace::conv::Conversation;
use mqtt_trace::svg::Figure;

use crate::broker::FigureBroker;
use crate::html::Escaped;

/// Plays the conversation in the file `operand` and shows it in `page`.
pub(super) fn ladder(root: &Path, operand: &str, page: &str) -> Result<String> {
    let stem = Path::new(operand).file_stem().unwrap_or_default().to_string_lossy();
    let (caption, drawing) = drawn(root, operand, &format!("{page}-{stem}"))?;
    let caption = format!("<figcaption>{}</figcaption>\n", Escaped(&caption));
    Ok(super::scrolling("echange", &drawing, &caption))
}

/// Plays the conversation in the file `operand`: its caption, and its drawing as an `svg` element named `id`.
pub(crate) fn drawn(root: &Path, operand: &str, id: &str) -> Result<(String, String)> {
    let text = fs::read_to_string(root.join(operand)).with_context(|| operand.to_owned())?;
    let conversation = Conversation::parse(&text).map_err(|error| anyhow!("{operand}: {error}"))?;
    ensure!(!conversation.title.is_empty(), "{operand}: line 1: the first comment is the caption; write one");
    let played = conversation.run(Side::Broker, &mut FigureBroker::default());
    played.map_err(|mismatch| {
        let line = conversation.steps.get(mismatch.step).map_or(0, |step| step.line);
        anyhow!("{operand}: line {line}: the kit's broker does otherwise\n{mismatch}")
    })?;
    let drawing = Figure::of(&conversation).draw(id);
    Ok((conversation.title, drawing))
}
