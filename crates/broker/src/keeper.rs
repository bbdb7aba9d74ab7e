//! Tells the core the time: when it asked for it, and when its status is due.

use std::rc::Rc;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::hub::Hub;

/// Wakes at each deadline of the core: a keep-alive that runs out, a CONNECT that does not come.
pub(crate) async fn keep_time(hub: Rc<Hub>) {
    loop {
        match hub.next_deadline() {
            Some(deadline) => tokio::select! {
                () = tokio::time::sleep_until(deadline) => hub.tick(),
                () = hub.rescheduled() => {}
            },
            None => hub.rescheduled().await,
        }
    }
}

/// Has the broker tell its status after each `pause`, which is not zero.
pub(crate) async fn tell_status(hub: Rc<Hub>, pause: Duration) {
    let mut due = interval_at(Instant::now() + pause, pause);
    due.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        due.tick().await;
        hub.tell_status();
    }
}
