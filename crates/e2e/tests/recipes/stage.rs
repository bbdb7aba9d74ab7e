//! A recipe on stage: a broker, logdump before it, and what it shows.

use std::thread;

use e2e::{Broker, logdump};
use peers::{Mosquitto, Process};

use crate::clients::{Make, makes, publish, subscribe};

/// A broker with a logdump that plays a recipe, and a subscriber called `ecran`.
pub struct Stage {
    pub make: Make,
    /// Where clients come.
    pub port: u16,
    /// Where nothing is broken.
    broker: u16,
    logdump: Process,
    pub ecran: Process,
    /// What logdump has shown so far.
    shown: Vec<String>,
}

/// Plays `act` with each make of clients, before our broker and before Mosquitto, all at once.
pub fn play(recipe: &str, subscription: &str, act: impl Fn(&mut Stage) + Sync) {
    thread::scope(|scope| {
        for make in makes() {
            let act = &act;
            scope.spawn(move || {
                let ours = Broker::start();
                on_stage(make, ours.port, recipe, subscription, act);
            });
            scope.spawn(move || {
                if let Some(mosquitto) = Mosquitto::start("") {
                    on_stage(make, mosquitto.address.port(), recipe, subscription, act);
                }
            });
        }
    });
}

fn on_stage(make: Make, broker: u16, recipe: &str, subscription: &str, act: impl Fn(&mut Stage)) {
    let (port, logdump) = logdump(broker, &format!("--time none --recipe {recipe}"));
    let ecran = subscribe(make, port, &format!("-i ecran {subscription}"));
    let mut stage = Stage { make, port, broker, logdump, ecran, shown: Vec::new() };
    stage.until("Sending SUBACK to ecran");
    act(&mut stage);
}

impl Stage {
    /// Waits until logdump shows a line with this text.
    pub fn until(&mut self, text: &str) {
        self.shown.extend(self.logdump.stdout.until(text));
    }

    /// `thermo` publishes 42 on maison/salon, to the end.
    pub fn publish(&self, options: &str) {
        let ended = publish(self.make, self.port, &format!("-i thermo -t maison/salon {options}"), "42");
        assert!(ended.status.success(), "{:?}: {}", self.make, ended.stderr.join("\n"));
    }

    /// What `ecran` has received, up to a last message on `maison/fin` that comes to it undisturbed.
    pub fn received(&mut self) -> Vec<String> {
        let fin = publish(Make::Ours, self.broker, "-i fin -t maison/fin -q 0", "fin");
        assert!(fin.status.success(), "{fin:?}");
        let mut received = self.ecran.stdout.until("maison/fin");
        received.pop();
        self.until("'maison/fin'");
        received
    }

    /// The lines that hold all of these texts, in the order in which they were shown.
    pub fn lines(&self, texts: &[&str]) -> Vec<&str> {
        let lines = self.shown.iter().map(String::as_str);
        lines.filter(|line| texts.iter().all(|text| line.contains(text))).collect()
    }

    /// How many lines hold all of these texts is right.
    pub fn expect(&self, count: usize, texts: &[&str]) {
        let found = self.lines(texts).len();
        assert_eq!(found, count, "lines with {texts:?}, {:?}:\n{}", self.make, self.shown.join("\n"));
    }
}
