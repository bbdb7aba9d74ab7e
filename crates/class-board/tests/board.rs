//! Both ends of the board, on our broker.

use std::time::Duration;

use broker::{Config, Server};
use class_board::{News, Place, Publisher, Seat, Standing, Watcher};

/// No message of these tests takes so long.
const LIMIT: Duration = Duration::from_secs(20);

fn place(port: u16) -> Place {
    format!("mqtt://127.0.0.1:{port}").parse().expect("a place")
}

fn seat(number: &str) -> Seat {
    number.parse().expect("a seat")
}

/// Hears until `topic` says `payload`.
async fn hears(watcher: &mut Watcher, topic: &str, payload: &str) {
    let expected = News::Said { topic: topic.to_owned(), payload: payload.to_owned().into() };
    let heard = async { while watcher.next().await != expected {} };
    tokio::time::timeout(LIMIT, heard).await.unwrap_or_else(|_| panic!("{topic} never said {payload}"));
}

#[tokio::test]
async fn who_comes_later_hears_the_last_word_even_of_a_seat_that_left() {
    let server = Server::start(Config { port: 0, ..Config::default() }).expect("a broker");
    let place = place(server.address().port());
    let publisher = Publisher::start(&place, seat("7")).expect("a thread");
    for passed in 0..=9 {
        publisher.tell("03", Standing::new(passed, 9));
    }
    publisher.tell("04", Standing::new(1, 8));
    // Its end waits for what was told to leave, if there is a broker.
    let mut early = Watcher::new(place.clone());
    hears(&mut early, "classe/07/04", "1/8").await;
    publisher.tell("03", Standing::new(8, 9));
    drop(publisher);
    let mut late = Watcher::new(place);
    hears(&mut late, "classe/07/03", "8/9").await;
}

#[tokio::test]
async fn a_broker_that_comes_late_and_one_that_comes_back_know_all() {
    let port = peers::free_port();
    let publisher = Publisher::start(&place(port), seat("12")).expect("a thread");
    publisher.tell("00", Standing::new(1, 2));
    for passed in [3, 5] {
        publisher.tell("01", Standing::new(passed, 7));
        let server = Server::start(Config { port, ..Config::default() }).expect("a broker");
        let mut watcher = Watcher::new(place(port));
        hears(&mut watcher, "classe/12/00", "1/2").await;
        let mut watcher = Watcher::new(place(port));
        hears(&mut watcher, "classe/12/01", &format!("{passed}/7")).await;
        drop(server);
        let lost = async { while !matches!(watcher.next().await, News::Lost(_)) {} };
        tokio::time::timeout(LIMIT, lost).await.expect("the loss is told");
    }
}

#[test]
fn without_a_broker_nothing_is_waited_for() {
    let publisher = Publisher::start(&place(peers::free_port()), seat("1")).expect("a thread");
    let start = std::time::Instant::now();
    publisher.tell("00", Standing::new(1, 2));
    drop(publisher);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[tokio::test]
async fn the_board_is_erased_message_by_message() {
    let server = Server::start(Config { port: 0, ..Config::default() }).expect("a broker");
    let place = place(server.address().port());
    drop({
        let publisher = Publisher::start(&place, seat("3")).expect("a thread");
        publisher.tell("00", Standing::new(2, 2));
        let mut watcher = Watcher::new(place.clone());
        hears(&mut watcher, "classe/03/00", "2/2").await;
        assert!(watcher.erase("classe/03/00".to_owned()));
        hears(&mut watcher, "classe/03/00", "").await;
        publisher
    });
    let mut late = Watcher::new(place);
    assert_eq!(late.next().await, News::Listening);
    let silence = tokio::time::timeout(Duration::from_millis(300), late.next()).await;
    assert!(silence.is_err(), "{silence:?}");
}
