//! Running the student's code where it can neither stop the tests nor hang them.

use std::any::Any;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long one call may take: these functions need microseconds, and a loop that never ends often fills memory.
pub const LIMIT: Duration = Duration::from_secs(3);

pub enum Outcome<T> {
    Value(T),
    /// `todo!` is still there; the payload lets the panic go on.
    Unwritten(Box<dyn Any + Send>),
    Panicked(String),
    Endless,
}

/// Runs `code` on a thread of its own, named as the test so that the panic message keeps the test's name.
pub fn guarded<T: Send + 'static>(code: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    let (sender, receiver) = mpsc::channel();
    let name = thread::current().name().unwrap_or_default().to_owned();
    let worker = thread::Builder::new().name(name).spawn(move || sender.send(code()));
    let worker = match worker {
        Ok(worker) => worker,
        Err(error) => return Outcome::Panicked(error.to_string()),
    };
    match receiver.recv_timeout(LIMIT) {
        Ok(value) => Outcome::Value(value),
        // The thread cannot be stopped: it ends with the test process.
        Err(mpsc::RecvTimeoutError::Timeout) => Outcome::Endless,
        Err(mpsc::RecvTimeoutError::Disconnected) => match worker.join() {
            Err(payload) if text(&*payload).starts_with("not yet implemented") => Outcome::Unwritten(payload),
            Err(payload) => Outcome::Panicked(text(&*payload).to_owned()),
            Ok(_) => Outcome::Panicked(String::new()),
        },
    }
}

fn text(payload: &(dyn Any + Send)) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default()
}
