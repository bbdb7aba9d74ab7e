//! `pub`: publishes, and ends when every message is on its way or confirmed.

use std::pin::pin;
use std::process::ExitCode;

use mqtt_packet::Publish;
use mqtt_session::client::Effect;

use crate::connection::Connection;
use crate::failure::{Failure, end};
use crate::interrupt::interrupted;
use crate::options::PublishOptions;
use crate::source::Source;

/// Runs `pub`.
///
/// # Errors
/// [`Failure`], with its exit code, unless `--quiet`.
pub fn run(options: PublishOptions) -> anyhow::Result<ExitCode> {
    let quiet = options.common.quiet;
    end(crate::block_on(publish(options)), quiet)
}

async fn publish(options: PublishOptions) -> Result<(), Failure> {
    let connect = options.common.connect("pub").map_err(Failure::Misuse)?;
    let trust = options.common.tls.trust().map_err(Failure::Tls)?;
    let source = Source::open(&options)?;
    let mut publisher = Publisher {
        connection: Connection::new(&options.common, connect, Some(options.retries), trust),
        options,
        source: Some(source),
        uncertain: 0,
    };
    let ended = publisher.deliver().await;
    let closed = publisher.connection.close().await;
    publisher.verdict(ended.and(closed))
}

struct Publisher {
    options: PublishOptions,
    connection: Connection,
    /// `None` at its end.
    source: Option<Source>,
    /// QoS 2 messages that a new session left in doubt.
    uncertain: usize,
}

impl Publisher {
    /// Returns when all is delivered, or at Ctrl-C.
    async fn deliver(&mut self) -> Result<(), Failure> {
        let mut interrupted = pin!(interrupted());
        loop {
            while let Some(effect) = self.connection.told() {
                if let Effect::Uncertain { messages } = effect {
                    self.uncertain += messages;
                }
            }
            let has_room = self.connection.has_room();
            if self.source.is_none() && self.connection.is_done() {
                return Ok(());
            }
            let next = async {
                match &mut self.source {
                    Some(source) if has_room => source.next().await,
                    _ => std::future::pending().await,
                }
            };
            tokio::select! {
                () = &mut interrupted => return Ok(()),
                progress = self.connection.progress() => progress?,
                payload = next => match payload {
                    Some(payload) => self.publish(payload.map_err(Failure::Input)?)?,
                    None => self.source = None,
                },
            }
        }
    }

    fn publish(&mut self, payload: bytes::Bytes) -> Result<(), Failure> {
        let PublishOptions { topic, qos, retain, .. } = &self.options;
        self.connection.publish(Publish {
            qos: *qos,
            retain: *retain,
            ..Publish::new(topic.clone(), payload)
        })
    }

    /// Whatever happened, success is that nothing is left. Where nothing was ever sent, the failure says enough.
    fn verdict(&self, ended: Result<(), Failure>) -> Result<(), Failure> {
        if ended.is_err() && !self.connection.is_established() {
            return ended;
        }
        let unconfirmed = self.connection.pending();
        let unsent = self.source.as_ref().map_or(0, Source::left);
        if unconfirmed == 0 && self.uncertain == 0 && unsent == 0 {
            return ended;
        }
        let cause = ended.err().map(Box::new);
        Err(Failure::Unfinished { cause, unconfirmed, uncertain: self.uncertain, unsent })
    }
}
