//! `--web` in a real browser, with Mosquitto and its clients behind logdump.
//!
//! Pictures of what was seen go to `target/projector-views`, for who changes the look.
#![cfg(unix)]

mod common;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;

use common::Logdump;
use peers::{Chromium, Mosquitto, Sub, publish};

/// A topic that would be a disaster in HTML.
const HOSTILE: &str = "maison/<img src=x onerror=document.title='pris'>";

/// Mosquitto, logdump before it, and the page in a browser.
struct Scene {
    browser: Chromium,
    logdump: Logdump,
    page: String,
    _broker: Mosquitto,
}

impl Scene {
    fn start(options: &[&str]) -> Option<Scene> {
        if !peers::installed(&["chromium", "mosquitto_pub", "mosquitto_sub", "stdbuf"]) {
            return None;
        }
        let broker = Mosquitto::start("allow_anonymous true")?;
        let mut logdump = Logdump::start(broker.address, &[options, &["--web", "0"]].concat());
        let page = logdump.stderr.by_ref().map_while(Result::ok).find_map(|line| {
            line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned)
        });
        let (page, mut browser) = (page.expect("it says where the page is"), Chromium::start());
        browser.screen(1280, 800, "light");
        browser.open(&page);
        browser.until_true("document.getElementById('state').dataset.state === 'live'");
        Some(Scene { browser, logdump, page, _broker: broker })
    }

    fn address(&self) -> SocketAddr {
        self.logdump.address
    }

    /// Waits until the page has a row with these words.
    fn until_row(&mut self, words: &str) {
        self.browser.until_true(&format!("{ROWS}.some(row => row.innerText.includes({words:?}))"));
    }

    fn count(&mut self) -> u64 {
        self.browser.value(&format!("{ROWS}.length")).as_u64().expect("a number")
    }

    /// Nothing was asked of anybody but logdump, and the page had no error nor broke its policy.
    fn is_clean(&mut self) {
        self.browser.value("1");
        let outside: Vec<_> =
            self.browser.requests.iter().filter(|url| !url.starts_with(&self.page)).collect();
        assert!(outside.is_empty(), "the page asks for {outside:?}");
        assert!(self.browser.requests.iter().any(|url| url.contains("/events")), "no request was seen");
        assert!(self.browser.errors.is_empty(), "{:?}", self.browser.errors);
    }

    fn picture(&mut self, name: &str) {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/projector-views"));
        std::fs::create_dir_all(&folder).expect("a folder");
        self.browser.screenshot(&folder.join(format!("{name}.png")));
    }
}

const ROWS: &str = "[...document.querySelectorAll('.row')]";

/// A client that connects, and then says PINGREQ so many times, each answered.
fn pings(address: SocketAddr, name: &str, count: usize) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("logdump listens");
    let size = u8::try_from(name.len()).expect("a short name");
    let connect = [b"\x10", &[12 + size][..], b"\x00\x04MQTT\x04\x02\x00\x00\x00", &[size], name.as_bytes()];
    stream.write_all(&connect.concat()).expect("it reads");
    stream.read_exact(&mut [0; 4]).expect("CONNACK");
    ping(&mut stream, count);
    stream
}

fn ping(stream: &mut TcpStream, count: usize) {
    for _ in 0..count {
        stream.write_all(b"\xc0\x00").expect("it reads");
        stream.read_exact(&mut [0; 2]).expect("PINGRESP");
    }
}

#[test]
fn the_ladder_grows_live_and_each_byte_is_explained() {
    let Some(mut scene) = Scene::start(&[]) else { return };
    assert_eq!(scene.count(), 0);
    let mut sub =
        Sub::start(scene.address(), &["-i", "ecran", "-t", "maison/#", "-q", "2", "-u", "u", "-P", "sesame"]);
    scene.until_row("SUBACK m1 q2");
    publish(scene.address(), &["-i", "thermo", "-t", HOSTILE, "-m", "<b>21,5</b>", "-q", "2", "-r"]);
    sub.message();
    scene.until_row("PUBCOMP");
    let heads = "[...document.querySelectorAll('.row.packet')].filter(row => row.innerText.includes('thermo')).map(row => row.querySelector('.head').innerText)";
    let heads = scene.browser.value(heads);
    let expected = [
        "CONNECT",
        "CONNACK 0",
        "PUBLISH RETAIN q2 m1",
        "PUBREC m1",
        "PUBREL m1",
        "PUBCOMP m1",
        "DISCONNECT",
    ];
    assert_eq!(heads, serde_json::json!(expected));

    // The topic is text, and has done nothing.
    let texts = scene.browser.value("document.getElementById('rows').innerText");
    assert!(
        texts.as_str().is_some_and(|text| text.contains(HOSTILE) && text.contains("<b>21,5</b>")),
        "{texts}"
    );
    assert_eq!(scene.browser.value("document.querySelectorAll('img, #rows b b').length"), 0);
    assert_ne!(scene.browser.value("document.title"), "pris");

    // A click explains; the link goes to what is answered; the keys go on from there.
    let pubrec = format!("'#' + {ROWS}.findLast(row => row.innerText.includes('PUBREC')).id");
    let pubrec = scene.browser.value(&pubrec);
    scene.browser.click(pubrec.as_str().expect("an identifier"));
    scene.browser.until_true("document.querySelectorAll('.fields tbody tr').length === 4");
    let panel = scene.browser.value("document.getElementById('panel').innerText");
    let panel = panel.as_str().expect("a text");
    for words in ["PUBREC m1", "0101 ....", "identifiant de paquet", "MQTT-2.3.1-6", "répond à PUBLISH"] {
        assert!(panel.contains(words), "« {words} » is not in\n{panel}");
    }
    scene.picture("octets");
    scene.browser.click(".links button");
    scene.browser.until_true("document.querySelector('#panel h2').innerText.startsWith('PUBLISH')");
    let chosen = "document.querySelector('[aria-selected=true] .head').innerText";
    assert!(scene.browser.value(chosen).as_str().is_some_and(|head| head.starts_with("PUBLISH")));
    scene.browser.press("Escape");
    scene.browser.until_true("document.getElementById('panel').hidden");
    scene.browser.press("ArrowDown");
    scene.browser.press("Enter");
    scene.browser.until_true("!document.getElementById('panel').hidden");
    // What comes next depends on who was quicker.
    assert!(scene.browser.value(chosen).as_str().is_some_and(|head| !head.starts_with("PUBLISH")));

    // The password is nowhere.
    let connect = scene.browser.value("fetch('explained?n=2').then(got => got.text())");
    assert!(
        connect.as_str().is_some_and(|text| text.contains("masqué") && !text.contains("sesame")),
        "{connect}"
    );
    scene.is_clean();
    sub.stop();
}

#[test]
fn one_can_scroll_back_pause_and_return() {
    let Some(mut scene) = Scene::start(&[]) else { return };
    let mut client = pings(scene.address(), "bavard", 150);
    scene.browser.until_true(&format!("{ROWS}.length === 303"));
    let at_end =
        "(l => l.scrollHeight - l.scrollTop - l.clientHeight < 3)(document.getElementById('ladder'))";
    scene.browser.until_true(at_end);

    // Back: what comes does not move what one reads.
    scene.browser.value("document.getElementById('ladder').scrollTop = 1000, 0");
    scene.browser.until_true("document.getElementById('state').dataset.state === 'back'");
    ping(&mut client, 10);
    scene.browser.until_true(&format!("{ROWS}.length === 323"));
    assert_eq!(scene.browser.value("document.getElementById('ladder').scrollTop"), 1000);
    scene.picture("retour");
    scene.browser.click("#live");
    scene.browser.until_true(at_end);
    assert_eq!(scene.browser.value("document.getElementById('live').hidden"), true);

    // Pause: rows wait.
    scene.browser.press("p");
    ping(&mut client, 3);
    scene.browser.until_true("document.getElementById('pause').innerText.includes('6 nouveaux')");
    assert_eq!(scene.count(), 323);
    scene.browser.press("p");
    scene.browser.until_true(&format!("{ROWS}.length === 329"));
    scene.browser.until_true(at_end);
    scene.is_clean();

    // logdump is gone: the page says so.
    drop(scene.logdump);
    scene.browser.until_true("document.getElementById('state').dataset.state === 'lost'");
}

#[test]
fn one_can_choose_what_is_shown_and_keep_it() {
    let Some(mut scene) = Scene::start(&[]) else { return };
    let sub = Sub::start(scene.address(), &["-i", "ecran", "-t", "#", "-q", "1"]);
    for topic in ["maison/salon", "jardin"] {
        publish(scene.address(), &["-i", "thermo", "-t", topic, "-m", "1", "-q", "1"]);
    }
    scene.until_row("jardin");
    let choose = |id: &str, value: &str| {
        format!(
            "(e => {{ e.value = {value:?}; e.dispatchEvent(new Event('change', {{ bubbles: true }})); }})(document.getElementById('{id}'))"
        )
    };
    scene.browser.value(&choose("topic", "maison/#/a"));
    scene.browser.until_true("!document.getElementById('wrong').hidden");
    let wrong = scene.browser.value("document.getElementById('wrong').innerText");
    assert!(
        wrong.as_str().is_some_and(|text| text.contains("maison/#/a") && text.contains("MQTT-4.7.1-2")),
        "{wrong}"
    );
    let all = scene.count();

    scene.browser.value(&choose("topic", "maison/#"));
    scene.browser.until_true(&format!("{ROWS}.length > 0 && {ROWS}.length < {all}"));
    scene.browser.value(&choose("client", "thermo"));
    scene.browser.until_true(&format!("{ROWS}.length === 2"));
    let names = scene.browser.value(&format!("{ROWS}.map(row => row.querySelector('.head b').innerText)"));
    assert_eq!(names, serde_json::json!(["PUBLISH", "PUBACK"]));
    let kept = scene.browser.value(
        "(document.getElementById('json').addEventListener('click', event => event.preventDefault()), \
         document.getElementById('json').click(), fetch(document.getElementById('json').href).then(got => got.text()))",
    );
    assert_eq!(kept.as_str().map(|text| text.lines().count()), Some(3), "{kept}");

    // Whoever comes later to the same address sees the same.
    let address = scene.browser.value("location.href");
    scene.browser.open(address.as_str().expect("an address"));
    scene.browser.until_true(&format!("{ROWS}.length === 2"));
    assert_eq!(scene.browser.value("document.getElementById('client').value"), "thermo");
    scene.is_clean();
    sub.stop();
}

#[test]
fn the_page_fits_each_screen_and_shows_what_is_lost_by_signs() {
    let Some(mut scene) = Scene::start(&["--fault", "perdre PINGRESP 1"]) else { return };
    let sub = Sub::start(scene.address(), &["-i", "ecran-du-salon", "-t", "maison/#", "-q", "1"]);
    publish(
        scene.address(),
        &["-i", "thermo", "-t", "maison/salon/temperature", "-m", "21,5 °C", "-q", "1", "-r"],
    );
    let mut client = pings(scene.address(), "bouton", 0);
    client.write_all(b"\x3b\x0c\x00\x06maison\x00\x07ok\xc0\x00").expect("it reads");
    scene.until_row("logdump perd ce paquet");
    let lost = scene.browser.value("document.querySelector('.lost').ariaLabel");
    assert_eq!(lost, "du broker vers bouton\u{a0}: PINGRESP, n’arrive pas");
    let badges =
        scene.browser.value("[...document.querySelectorAll('.dup .badge')].map(one => one.innerText)");
    assert_eq!(badges, serde_json::json!(["DUP", "RETAIN"]));
    for (name, width, height, scheme) in [
        ("ordinateur", 1280, 800, "light"),
        ("sombre", 1280, 800, "dark"),
        ("projecteur", 1024, 768, "light"),
        ("telephone", 390, 780, "dark"),
    ] {
        scene.browser.screen(width, height, scheme);
        for big in [false, true] {
            let wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(scene.browser.value(wide), 0, "{name} is too wide");
            let inside = "[...document.querySelectorAll('.row .text, .row .head')].every(e => e.scrollWidth <= e.clientWidth + 1)";
            assert_eq!(scene.browser.value(inside), true, "a text leaves its row: {name}");
            scene.picture(&format!("{name}{}", if big { "-grand" } else { "" }));
            scene.browser.press("g");
        }
    }
    scene.is_clean();
    sub.stop();
}
