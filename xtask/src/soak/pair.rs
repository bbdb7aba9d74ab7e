//! A publisher that numbers its messages, and the subscriber that counts them.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use mqtt_packet::{Publish, Qos};

use super::honest::Honest;

/// What has come of it.
pub struct Tally {
    /// All of them were received, in order.
    pub published: u64,
    /// Received again, which QoS 1 allows.
    pub repeated: u64,
    /// How often a line broke.
    pub cuts: u64,
}

pub struct Pair {
    publisher: Honest,
    subscriber: Honest,
    topic: String,
    qos: Qos,
    published: u64,
    /// The number of the next new message.
    next: u64,
    repeated: u64,
}

impl Pair {
    pub fn new(broker: SocketAddr, qos: Qos, number: usize) -> Pair {
        let topic = format!("soak/{}/{number}", qos as u8);
        let publisher = Honest::new(broker, &format!("publisher-{}-{number}", qos as u8), None);
        let name = format!("subscriber-{}-{number}", qos as u8);
        let subscriber = Honest::new(broker, &name, Some((topic.clone(), qos)));
        Pair { publisher, subscriber, topic, qos, published: 0, next: 0, repeated: 0 }
    }

    /// Publishes until `end`, then waits `last` at most until all has arrived.
    ///
    /// # Errors
    /// When a promise is broken.
    pub fn run(mut self, end: Instant, last: Duration) -> anyhow::Result<Tally> {
        self.exchange(end, last).with_context(|| {
            format!("{}: {} published, {} received", self.topic, self.published, self.next)
        })?;
        let cuts = self.publisher.cuts + self.subscriber.cuts;
        Ok(Tally { published: self.published, repeated: self.repeated, cuts })
    }

    fn exchange(&mut self, end: Instant, last: Duration) -> anyhow::Result<()> {
        self.subscribe(end + last)?;
        while Instant::now() < end {
            while self.publisher.pending() < 40 {
                self.publisher.publish(&self.topic, self.published.to_string(), self.qos)?;
                self.published += 1;
            }
            self.step()?;
        }
        (self.publisher.breaks, self.subscriber.breaks) = (false, false);
        while self.publisher.pending() > 0 || self.next < self.published {
            ensure!(Instant::now() < end + last, "what is missing does not come");
            self.step()?;
        }
        Ok(())
    }

    /// The first subscription: nothing is promised before it stands, so a message of its own shows that it does.
    fn subscribe(&mut self, limit: Instant) -> anyhow::Result<()> {
        self.publisher.publish(&self.topic, "first".to_owned(), Qos::AtLeastOnce)?;
        loop {
            ensure!(Instant::now() < limit, "no subscription stands");
            self.publisher.step()?;
            let messages = self.subscriber.step()?;
            if messages.iter().any(|message| message.payload == "first") {
                return Ok(());
            }
            if self.publisher.pending() == 0 {
                self.publisher.publish(&self.topic, "first".to_owned(), Qos::AtLeastOnce)?;
            }
        }
    }

    fn step(&mut self) -> anyhow::Result<()> {
        self.publisher.step()?;
        for message in self.subscriber.step()? {
            self.received(&message)?;
        }
        Ok(())
    }

    fn received(&mut self, message: &Publish) -> anyhow::Result<()> {
        let text = String::from_utf8_lossy(&message.payload);
        if text == "first" {
            return Ok(());
        }
        let number: u64 = text.parse().context("a payload that nobody sent")?;
        if number < self.next && self.qos == Qos::AtLeastOnce {
            self.repeated += 1;
            return Ok(());
        }
        ensure!(number == self.next, "message {number} comes where {} was due", self.next);
        self.next += 1;
        Ok(())
    }
}
