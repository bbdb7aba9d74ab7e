//! The codec beside those of rumqttc, mqttrs and ntex-mqtt, in one run: `cargo x bench logdump` builds and runs it.
//!
//! All read the same packets from a contiguous buffer and write them into one. Before anything is timed, each must give
//! back, of what it decoded, the very bytes that it read: all have then understood every field. Each side of a comparison
//! keeps packets in the same way: those that own what they hold are compared with one another, and those that borrow.

mod contender;
mod duty;
mod mix;
mod mqttrs;
mod ntex;
mod ours;
mod rumqttc;

use std::time::Duration;

use contender::Contender;
use duty::Duty;
use mix::Mix;

/// Turns; the median counts.
const TURNS: usize = 201;

/// How long a library works in each turn, at least: shorter than what the system gives a program at a time, so that on a
/// machine which does other things too most turns are not interrupted.
const TURN: Duration = Duration::from_micros(400);

/// Makes a library ready on some bytes.
type Library = fn(&[u8], Duty) -> Contender<'_>;

/// The libraries that own what they hold, ours first.
const OWNING: [Library; 3] = [ours::shared, rumqttc::contender, ntex::contender];
/// Those that borrow it, ours first.
const BORROWING: [Library; 2] = [ours::borrowed, mqttrs::contender];

fn main() {
    let mixes = mix::all();
    println!("{VALIDATION}");
    for (duty, title) in [
        (Duty::AsItIs, "each as it is, whatever it checks"),
        (Duty::Checked, "with the same check of topics, by its user where the library has none"),
    ] {
        println!("\n{title}");
        let met = [compare(&mixes, &OWNING, duty), compare(&mixes, &BORROWING, duty)];
        let met = met.iter().all(|met| *met);
        println!(
            "\nthe fastest codec, both ways, on each mix, {title}: {}",
            if met { "met" } else { "NOT MET" }
        );
    }
}

/// What each looks at while it decodes, by its source: speed is worth little without it.
const VALIDATION: &str = "
checked while decoding   UTF-8   U+0000   wildcards   packet identifier 0   DUP at QoS 0   bytes left over
ours                     yes     yes      yes         yes                   yes            yes
rumqttc                  yes     no       no          in PUBLISH only       no             no
ntex-mqtt                yes     no       no          yes                   no             in part
mqttrs                   yes     no       no          yes                   no             no";

/// Prints how long each library takes; whether ours, the first, is the fastest everywhere.
fn compare(mixes: &[Mix], libraries: &[Library], duty: Duty) -> bool {
    let mut met = true;
    for (index, mix) in mixes.iter().enumerate() {
        let mut contenders: Vec<Contender<'_>> =
            libraries.iter().map(|library| library(&mix.wire, duty)).collect();
        for contender in &contenders {
            assert!(
                contender.rewritten == mix.wire,
                "{}: {} does not give back what it read",
                mix.name,
                contender.name
            );
        }
        if index == 0 {
            print!("\n{:22}", "ns per packet");
            contenders.iter().for_each(|contender| print!("{:>24}", contender.name));
            println!(
                "{:>24}\n{:22}{}",
                "next best / ours",
                "",
                "     decode      encode".repeat(contenders.len() + 1)
            );
        }
        let decode = turns(&mut contenders, mix, |contender| (contender.decode)());
        let encode = turns(&mut contenders, mix, |contender| (contender.encode)());
        print!("{:22}", mix.name);
        decode.iter().zip(&encode).for_each(|(decode, encode)| print!("{decode:>11.1} {encode:>11.1} "));
        let ratios = [&decode, &encode].map(|times| best(&times[1..]) / times[0]);
        println!("{:>11.2} {:>11.2}", ratios[0], ratios[1]);
        met &= ratios.iter().all(|ratio| *ratio > 1.0);
    }
    met
}

fn best(times: &[f64]) -> f64 {
    times.iter().copied().fold(f64::INFINITY, f64::min)
}

/// The median time of each for one packet, in nanoseconds. They take turns, since a machine is never twice the same.
fn turns(
    contenders: &mut [Contender<'_>],
    mix: &Mix,
    work: impl Fn(&mut Contender<'_>) -> Duration,
) -> Vec<f64> {
    let mut times = vec![Vec::new(); contenders.len()];
    for _ in 0..TURNS {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            let (mut spent, mut packets) = (Duration::ZERO, 0);
            while spent < TURN {
                spent += work(contender);
                packets += mix.packets;
            }
            times.push(spent.as_nanos() as f64 / packets as f64);
        }
    }
    times.into_iter().map(median).collect()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
