//! Passwords are verified off the broker's thread: Argon2 is slow on purpose, and a class connects all at once.

use std::rc::Rc;
use std::sync::Arc;

use bytestring::ByteString;
use mqtt_session::broker::{ConnectionId, Password};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::{spawn_blocking, spawn_local};

use super::Passwords;
use crate::hub::Hub;

/// Is this the user's password?
pub(crate) struct Question {
    pub(crate) connection: ConnectionId,
    pub(crate) user: ByteString,
    pub(crate) password: Password,
}

/// Answers each question, for as long as the hub asks. At most one waits for each connection; how many are looked at
/// at once is the number of threads that the runtime grants.
pub(crate) async fn answer(
    mut questions: UnboundedReceiver<Question>,
    passwords: Option<Arc<Passwords>>,
    hub: Rc<Hub>,
) {
    while let Some(Question { connection, user, password }) = questions.recv().await {
        let (passwords, hub) = (passwords.clone(), Rc::clone(&hub));
        spawn_local(async move {
            let verifying = spawn_blocking(move || {
                passwords.is_some_and(|passwords| passwords.is_right(&user, &password.0))
            });
            hub.verified(connection, verifying.await.unwrap_or(false));
        });
    }
}
