//! `sub`: subscribes, and shows the messages that come.

use std::process::ExitCode;

use bytestring::ByteString;
use mqtt_packet::{Publish, SubscribeReturnCode, Subscription, topic};
use mqtt_session::client::Effect;
use tokio::time::sleep;

use crate::connection::Connection;
use crate::failure::{Failure, end};
use crate::interrupt::interrupted;
use crate::messages;
use crate::options::{Misuse, SubscribeOptions};
use crate::output::Output;

/// Runs `sub`.
///
/// # Errors
/// [`Failure`], with its exit code, unless `--quiet`.
pub fn run(options: SubscribeOptions) -> anyhow::Result<ExitCode> {
    let quiet = options.common.quiet;
    end(crate::block_on(subscribe(options)), quiet)
}

async fn subscribe(options: SubscribeOptions) -> Result<(), Failure> {
    if options.topic.is_empty() && options.unsubscribe.is_empty() {
        return Err(Failure::Misuse(Misuse::NoTopic));
    }
    let connect = options.common.connect("sub").map_err(Failure::Misuse)?;
    let trust = options.common.tls.trust().map_err(Failure::Tls)?;
    let time_limit = options.timeout;
    let mut subscriber = Subscriber {
        connection: Connection::new(&options.common, connect, options.retries, trust),
        output: Output::new(options.output_format(), !options.no_newline),
        options,
        unanswered: 0,
        granted: false,
        shown: 0,
    };
    let outcome = tokio::select! {
        outcome = subscriber.receive() => outcome,
        () = interrupted() => Ok(()),
        () = sleep(time_limit.unwrap_or_default()), if time_limit.is_some() => Err(Failure::TimedOut),
    };
    // What was to be shown is shown: a goodbye that fails changes nothing.
    let _ = subscriber.connection.close().await;
    outcome
}

struct Subscriber {
    options: SubscribeOptions,
    connection: Connection,
    output: Output,
    /// SUBSCRIBE and UNSUBSCRIBE packets without answer.
    unanswered: usize,
    /// The broker has granted a subscription.
    granted: bool,
    /// Messages shown.
    shown: u64,
}

impl Subscriber {
    /// Returns when the options say that it is enough.
    async fn receive(&mut self) -> Result<(), Failure> {
        loop {
            while let Some(effect) = self.connection.told() {
                let enough = match effect {
                    Effect::Connected { session_present } => self.connected(session_present)?,
                    Effect::Subscribed { granted } => self.subscribed(&granted)?,
                    Effect::Unsubscribed => self.answered(),
                    Effect::Message(publish) => self.message(&publish)?,
                    _ => false,
                };
                if enough {
                    return Ok(());
                }
            }
            self.connection.progress().await?;
        }
    }

    /// In a session that goes on, subscriptions stand; asking for them again would bring the retained messages again.
    fn connected(&mut self, session_present: bool) -> Result<bool, Failure> {
        if session_present && self.granted && self.unanswered == 0 {
            return Ok(false);
        }
        let SubscribeOptions { topic, unsubscribe, qos, .. } = &self.options;
        let subscription = |filter: &ByteString| Subscription { filter: filter.clone(), qos: *qos };
        self.unanswered = 0;
        if !topic.is_empty() {
            self.connection.subscribe(topic.iter().map(subscription).collect())?;
            self.unanswered += 1;
        }
        if !unsubscribe.is_empty() {
            self.connection.unsubscribe(unsubscribe.clone())?;
            self.unanswered += 1;
        }
        Ok(false)
    }

    fn subscribed(&mut self, answer: &[(ByteString, SubscribeReturnCode)]) -> Result<bool, Failure> {
        for (filter, code) in answer {
            match code {
                SubscribeReturnCode::Granted(_) => self.granted = true,
                SubscribeReturnCode::Failure => self.connection.say(&messages::not_granted(filter)),
            }
        }
        if !self.granted {
            return Err(Failure::NothingGranted);
        }
        Ok(self.answered())
    }

    fn answered(&mut self) -> bool {
        self.unanswered = self.unanswered.saturating_sub(1);
        self.options.exit_after_suback && self.unanswered == 0
    }

    fn message(&mut self, publish: &Publish) -> Result<bool, Failure> {
        let options = &self.options;
        if options.retained_only && !publish.retain {
            return Ok(true);
        }
        let hidden = (options.no_retained && publish.retain)
            || options.filter_out.iter().any(|filter| topic::matches(filter, &publish.topic));
        if hidden {
            return Ok(false);
        }
        self.output.show(publish).map_err(Failure::Output)?;
        self.shown += 1;
        Ok(options.count == Some(self.shown))
    }
}
