//! The end, as the user asks for it: Ctrl-C, or SIGTERM from a service manager.

use std::io;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

/// Listens for the request to end. Made before the broker starts: once its clients have taken all the files that
/// the system grants, it would be too late.
#[derive(Debug)]
pub(crate) struct Ending {
    runtime: Runtime,
    asked: Asked,
}

impl Ending {
    pub(crate) fn new() -> io::Result<Ending> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let asked = {
            let _inside = runtime.enter();
            Asked::new()?
        };
        Ok(Ending { runtime, asked })
    }

    /// Waits for the request, or until nobody reads the log any more.
    pub(crate) fn wait(self, reader_left: &mut oneshot::Receiver<()>) {
        let (_never, mut event) = oneshot::channel();
        self.wait_or(reader_left, &mut event);
    }

    /// As [`Ending::wait`], or until something else has happened; tells whether it has.
    pub(crate) fn wait_or(
        mut self,
        reader_left: &mut oneshot::Receiver<()>,
        event: &mut oneshot::Receiver<()>,
    ) -> bool {
        self.runtime.block_on(async {
            tokio::select! {
                () = self.asked.wait() => false,
                Ok(()) = reader_left => false,
                Ok(()) = event => true,
            }
        })
    }
}

#[cfg(unix)]
#[derive(Debug)]
struct Asked {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Asked {
    fn new() -> io::Result<Asked> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Asked { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
#[derive(Debug)]
struct Asked(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Asked {
    fn new() -> io::Result<Asked> {
        tokio::signal::windows::ctrl_c().map(Asked)
    }

    async fn wait(&mut self) {
        self.0.recv().await;
    }
}
