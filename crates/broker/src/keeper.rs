//! Tells the core the time when it asked for it.

use std::rc::Rc;

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
