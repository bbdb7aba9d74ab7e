//! Who is answered, and with which limits for the page.

use std::net::{Ipv4Addr, SocketAddr};

use crate::support::{Show, ask, get, projector};

#[test]
fn each_answer_has_the_policy() {
    let projector = projector();
    Show::new(projector.feed()).alice_and_bob();
    let pages =
        ["/", "/main.js", "/page.css", "/icon.svg", "/events", "/explained?n=2", "/export.svg", "/nothing"];
    for path in pages {
        let answer = get(&projector, path);
        assert_eq!(answer.status, if path == "/nothing" { 404 } else { 200 }, "{path}");
        let headers = &answer.headers;
        assert!(
            headers.contains("content-security-policy: default-src 'none'; script-src 'self';"),
            "{headers}"
        );
        assert!(!headers.contains("unsafe-") && !headers.contains("://"), "{headers}");
        for header in [
            "x-content-type-options: nosniff",
            "cross-origin-resource-policy: same-origin",
            "cache-control: no-store",
        ] {
            assert!(headers.contains(header), "{path}: {headers}");
        }
    }
}

#[test]
fn the_page_names_no_other_place() {
    let projector = projector();
    let page = get(&projector, "/").text();
    let files: Vec<&str> =
        page.split('"').filter(|text| text.ends_with(".js") || text.ends_with(".css")).collect();
    assert!(files.len() >= 4, "{files:?}");
    for file in files.into_iter().chain([""]) {
        let answer = get(&projector, &format!("/{file}"));
        assert_eq!(answer.status, 200, "{file}");
        let text = answer.text();
        assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("innerHTML"), "{file}");
    }
    assert!(!page.contains("style=") && !page.contains("onclick") && !page.contains("<style"), "{page}");
}

#[test]
fn another_name_is_not_answered() {
    let projector = projector();
    Show::new(projector.feed()).alice_and_bob();
    let port = projector.address().port();
    let refused = [
        "GET /events HTTP/1.1\nHost: mechant.example".to_owned(),
        format!("GET / HTTP/1.1\nHost: mechant.example:{port}"),
        format!("GET / HTTP/1.1\nHost: localhost:{port}\nHost: mechant.example"),
        "GET / HTTP/1.1\nHost:".to_owned(),
        "GET / HTTP/1.0".to_owned(),
        "GET / HTTP/1.1\nHost: 192.0.2.1".to_owned(),
    ];
    for request in refused {
        let answer = ask(&projector, &request);
        assert_eq!(answer.status, 421, "{request}");
        let text = answer.text();
        assert!(text.contains(&format!("http://127.0.0.1:{port}/")) && !text.contains("alice"), "{text}");
    }
    for host in ["localhost", "LOCALHOST:99", "127.0.0.1", "[::1]:8080"] {
        assert_eq!(ask(&projector, &format!("GET / HTTP/1.1\nHost: {host}")).status, 200, "{host}");
    }
}

#[test]
fn a_page_for_the_whole_room_is_found_by_its_address_only() {
    let anywhere = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
    let projector = projector::Projector::start(anywhere, |_| String::new()).expect("a free port");
    assert!(projector.announcement().contains("toute machine"), "{}", projector.announcement());
    assert_eq!(ask(&projector, "GET / HTTP/1.1\nHost: 192.168.1.20:8080").status, 200);
    assert_eq!(ask(&projector, "GET / HTTP/1.1\nHost: mechant.example").status, 421);
}

#[test]
fn nothing_can_be_sent() {
    let projector = projector();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"] {
        let answer = ask(&projector, &format!("{method} / HTTP/1.1\nHost: localhost\nContent-Length: 0"));
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.headers.contains("allow: get"), "{}", answer.headers);
    }
}
