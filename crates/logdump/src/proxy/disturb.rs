//! A connection on which faults are played: what a [`Line`] says is carried out. Packets pass whole, not bytes as they
//! come: without faults, [`relay`](super::relay) is the simpler and the faster way.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mqtt_trace::{Direction, What};
use tokio::io::split;
use tokio::time::{Instant, sleep_until, timeout};

use super::ends::{Inlet, Outlet};
use super::relay::{Reset, Watch};
use crate::faults::{Line, Plan, Step};
use tls::Wire;

/// How long a side that has been cut may take to read what was sent before, and to close too.
const FAREWELL: Duration = Duration::from_secs(1);

/// The plan that all connections of a proxy follow, and their clock.
#[derive(Debug, Clone)]
pub(super) struct Disturbance {
    plan: Arc<Mutex<Plan>>,
    started: Instant,
}

impl Disturbance {
    pub(super) fn new(plan: Plan) -> Disturbance {
        Disturbance { plan: Arc::new(Mutex::new(plan)), started: Instant::now() }
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One direction.
struct Way<'w> {
    direction: Direction,
    from: Inlet<'w>,
    to: Outlet<'w>,
}

/// Serves a connection until both sides have closed, one has reset it, or the plan cuts it.
pub(super) async fn disturb(
    client: &mut Wire,
    broker: &mut Wire,
    watch: &Watch,
    disturbance: &Disturbance,
) -> Result<(), Reset> {
    let (from_client, to_client) = split(client);
    let (from_broker, to_broker) = split(broker);
    let way = |direction, from, to| Way { direction, from: Inlet::new(from), to: Outlet::new(to) };
    let mut ways =
        [way(Direction::ToBroker, from_client, to_broker), way(Direction::ToClient, from_broker, to_client)];
    let outcome = carry(&mut ways, watch, disturbance).await;
    if outcome.is_err() {
        for way in &mut ways {
            watch.tell_pieces(way.direction, &mut way.from.stream, true).await;
        }
    }
    outcome
}

async fn carry(ways: &mut [Way<'_>; 2], watch: &Watch, disturbance: &Disturbance) -> Result<(), Reset> {
    let mut line = Line::default();
    while !ways.iter().all(|way| way.to.is_over()) {
        let steps = line.steps(&mut disturbance.plan(), disturbance.started.elapsed());
        for step in steps {
            match step {
                Step::Tell(what) => watch.tell(what).await,
                Step::Write(direction, bytes) => ways[index(direction)].to.push(&bytes),
                Step::Shutdown(direction) => ways[index(direction)].to.finish().await,
                Step::Close => {
                    let _ = timeout(FAREWELL, close(ways)).await;
                    return Ok(());
                }
            }
        }
        let due = line.next_due();
        let [up, down] = &mut *ways;
        let (may_read_up, may_read_down) = (may_read(up, &line), may_read(down, &line));
        tokio::select! {
            size = up.from.read(), if may_read_up => come(size, up, &mut line, watch, disturbance).await?,
            size = down.from.read(), if may_read_down => come(size, down, &mut line, watch, disturbance).await?,
            written = up.to.write(), if up.to.has_more() => check(written, up)?,
            written = down.to.write(), if down.to.has_more() => check(written, down)?,
            () = sleep_until(disturbance.started + due.unwrap_or_default()), if due.is_some() => {}
            else => break,
        }
    }
    Ok(())
}

fn index(direction: Direction) -> usize {
    usize::from(direction == Direction::ToClient)
}

fn may_read(way: &Way<'_>, line: &Line) -> bool {
    way.to.has_room() && line.has_room(way.direction)
}

/// Tells what has come, and gives it to the line; nothing has come at the end.
async fn come(
    size: io::Result<usize>,
    way: &mut Way<'_>,
    line: &mut Line,
    watch: &Watch,
    disturbance: &Disturbance,
) -> Result<(), Reset> {
    let direction = way.direction;
    let ended = size.map_err(|_| Reset { by: direction.sender() })? == 0;
    let now = disturbance.started.elapsed();
    while let Some(piece) = watch.piece(&mut way.from.stream, ended) {
        let told = line.piece(&mut disturbance.plan(), now, direction, &piece, way.from.taken());
        watch.tell(What::Piece { direction, piece }).await;
        for what in told {
            watch.tell(what).await;
        }
    }
    line.rest(now, direction, way.from.taken());
    if ended {
        watch.ended(direction.sender(), false).await;
        line.end(now, direction);
    }
    Ok(())
}

/// A reset ends the connection. A side that only reads no more is told so by its own direction.
fn check(written: io::Result<()>, way: &mut Way<'_>) -> Result<(), Reset> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {
            Err(Reset { by: way.direction.receiver() })
        }
        Err(_) => {
            way.to.give_up();
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Cuts a connection so that what was sent before still arrives: a reset could overtake it.
async fn close(ways: &mut [Way<'_>; 2]) {
    let [up, down] = ways;
    tokio::join!(up.to.finish(), down.to.finish());
    // What comes now is read, and lost.
    tokio::join!(up.from.discard(), down.from.discard());
}
