//! The house in real time: one round each period, each one delivered before the next.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};
use rumqttc::ConnectionError;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::Instant;

use crate::args::Args;
use crate::delivery::Delivery;
use crate::display::Display;
use crate::house::{House, ROUND_SECONDS, Round};
use crate::link::{Link, Signal};
use crate::messages;

/// Runs the house until its last round, or Ctrl-C.
#[tokio::main(flavor = "current_thread")]
pub async fn run(args: Args) -> Result<ExitCode> {
    let mut publisher = Publisher::connect(&args).await?;
    let seed = args.seed.unwrap_or_else(|| fastrand::u64(..100_000));
    let display = Display::new(&args);
    display.start(&args, seed)?;

    let rounds = publisher.run(House::new(seed), &display).await?;
    let tally = publisher.delivery.tally();
    display.summary(rounds, &tally)?;
    match tally.unacknowledged() {
        0 => Ok(ExitCode::SUCCESS),
        lost => bail!(messages::unacknowledged(lost)),
    }
}

struct Publisher<'a> {
    args: &'a Args,
    link: Link,
    delivery: Delivery,
    connection: Connection,
    interrupts: UnboundedReceiver<()>,
}

enum Connection {
    Up,
    /// With the number of attempts that failed since.
    Down(u32),
}

impl<'a> Publisher<'a> {
    /// Connects, or says why it cannot: only a connection that once stood is waited for.
    async fn connect(args: &'a Args) -> Result<Self> {
        let mut link = Link::new(args.mqtt_options());
        if let Signal::Lost(error) = link.next().await {
            return Err(messages::not_connected(args, error));
        }
        Ok(Self {
            args,
            link,
            delivery: Delivery::default(),
            connection: Connection::Up,
            interrupts: interrupts(),
        })
    }

    /// Publishes round after round, then disconnects. Returns the number of rounds wholly delivered.
    async fn run(&mut self, mut house: House, display: &Display) -> Result<u64> {
        let period = Duration::from_secs(ROUND_SECONDS).div_f64(self.args.speed);
        let last = self.args.last_round().unwrap_or(u64::MAX);
        let mut next = Instant::now();
        for number in 1..=last {
            if self.stopped_before(next).await? {
                self.disconnect().await?;
                return Ok(number - 1);
            }
            next = Instant::now() + period;
            let round = house.round();
            let interrupts = self.deliver(&round).await?;
            if !self.delivery.is_complete() {
                return Ok(number - 1);
            }
            display.round(number, &round)?;
            if interrupts > 0 {
                self.disconnect().await?;
                return Ok(number);
            }
        }
        self.disconnect().await?;
        Ok(last)
    }

    /// Keeps the connection alive until `deadline`; true if Ctrl-C came before.
    async fn stopped_before(&mut self, deadline: Instant) -> Result<bool> {
        loop {
            tokio::select! {
                biased;
                Some(()) = self.interrupts.recv() => return Ok(true),
                () = tokio::time::sleep_until(deadline) => return Ok(false),
                signal = self.link.next() => self.handle(signal)?,
            }
        }
    }

    /// Publishes `round` and waits for its acknowledgements, across cuts if need be; a second Ctrl-C gives up on
    /// them. Returns how many Ctrl-C came.
    async fn deliver(&mut self, round: &Round) -> Result<u32> {
        self.delivery.load(round.readings.clone());
        if let Connection::Up = self.connection {
            self.publish_waiting()?;
        }
        let mut interrupts = 0;
        while !self.delivery.is_complete() && interrupts < 2 {
            tokio::select! {
                signal = self.link.next() => self.handle(signal)?,
                Some(()) = self.interrupts.recv() => {
                    interrupts += 1;
                    if interrupts == 1 {
                        eprintln!("{}", messages::STOPPING);
                    }
                }
            }
        }
        Ok(interrupts)
    }

    fn handle(&mut self, signal: Signal) -> Result<()> {
        match signal {
            Signal::Sent(pkid) => self.delivery.sent(pkid),
            Signal::Acknowledged(pkid) => self.delivery.acknowledged(pkid),
            Signal::Connected => {
                if let Connection::Down(failures) = self.connection {
                    eprintln!("{}", messages::reconnected(failures, &self.args.client_id()));
                }
                self.connection = Connection::Up;
                self.publish_waiting()?;
            }
            // Waiting would not change the broker's mind.
            Signal::Lost(error @ ConnectionError::ConnectionRefused(_)) => {
                return Err(messages::not_connected(self.args, error));
            }
            Signal::Lost(_) => {
                self.delivery.connection_lost();
                self.connection = match self.connection {
                    Connection::Up => {
                        eprintln!("{}", messages::lost(&self.args.address()));
                        Connection::Down(0)
                    }
                    Connection::Down(failures) => Connection::Down(failures + 1),
                };
            }
            Signal::Disconnected => {}
        }
        Ok(())
    }

    fn publish_waiting(&self) -> Result<()> {
        for reading in self.delivery.waiting() {
            let topic = format!("{}{}", self.args.prefix, reading.topic);
            let retain = self.args.retain && reading.is_state;
            self.link.publish(topic, reading.qos, retain, reading.payload.clone())?;
        }
        Ok(())
    }

    async fn disconnect(&mut self) -> Result<()> {
        self.link.disconnect()?;
        // Nothing is owed any more: a connection that is cut now needs no DISCONNECT.
        while !matches!(self.link.next().await, Signal::Disconnected | Signal::Lost(_)) {}
        Ok(())
    }
}

/// Each Ctrl-C, none lost while the house is busy with something else.
fn interrupts() -> UnboundedReceiver<()> {
    let (sender, receiver) = unbounded_channel();
    tokio::spawn(async move { while tokio::signal::ctrl_c().await.is_ok() && sender.send(()).is_ok() {} });
    receiver
}
