//! Erasing the board: an empty retained message on each topic that has one `[MQTT-3.3.1-10]`.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use class_board::{News, Place, Watcher};
use tokio::time::timeout;

use crate::messages::live as messages;

/// A broker that says nothing for so long has said all that it retains.
const SILENCE: Duration = Duration::from_secs(1);
/// Topics erased together: whoever filled the board with more needs more than one round.
const MOST: usize = 10_000;

/// Erases everything that the filter gives, whoever wrote it; looks again, and says what is left.
pub async fn run(place: Place) -> anyhow::Result<ExitCode> {
    let retained = retained(&place).await?;
    let mut watcher = Watcher::new(place.clone());
    listening(&mut watcher, &place).await?;
    for topic in &retained {
        watcher.erase(topic.clone());
    }
    while !watcher.is_done() {
        if let Ok(News::Lost(why)) = timeout(SILENCE, watcher.next()).await {
            anyhow::bail!(messages::unreachable(&place, &why));
        }
    }
    let left = self::retained(&place).await?.len();
    let mut out = cli::stdout();
    if left > 0 {
        writeln!(out, "{}", messages::not_erased(left))?;
        return Ok(ExitCode::FAILURE);
    }
    writeln!(out, "{}", messages::erased(retained.len()))?;
    Ok(ExitCode::SUCCESS)
}

async fn listening(watcher: &mut Watcher, place: &Place) -> anyhow::Result<()> {
    loop {
        match watcher.next().await {
            News::Listening => return Ok(()),
            News::Lost(why) => anyhow::bail!(messages::unreachable(place, &why)),
            News::Said { .. } => {}
        }
    }
}

/// The topics under which something is retained, as a newcomer hears them.
async fn retained(place: &Place) -> anyhow::Result<BTreeSet<String>> {
    let mut watcher = Watcher::new(place.clone());
    let mut topics = BTreeSet::new();
    // The retained messages may come before SUBACK [MQTT-3.8.4-3].
    let mut is_listening = false;
    while topics.len() < MOST {
        match timeout(SILENCE, watcher.next()).await {
            Ok(News::Listening) => is_listening = true,
            Ok(News::Lost(why)) => anyhow::bail!(messages::unreachable(place, &why)),
            Ok(News::Said { topic, payload }) if payload.is_empty() => drop(topics.remove(&topic)),
            Ok(News::Said { topic, .. }) => drop(topics.insert(topic)),
            Err(_) if is_listening => break,
            Err(_) => {}
        }
    }
    Ok(topics)
}
