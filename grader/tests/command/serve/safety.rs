//! Who may see and change marks, and what hostile text can do.

use serde_json::json;

use super::support::{HOSTILE, Served, class};

const PATHS: [&str; 6] = ["/", "/class", "/pupil?id=lea", "/rapport?id=lea", "/main.js", "/page.css"];

#[test]
fn nobody_sees_anything_without_the_address_of_the_terminal() {
    let class = class();
    let served = Served::closed(&class, &[]);
    let wrong = format!("{}0", served.used);
    for path in PATHS.iter().chain(&["/?jeton=", "/?jeton=0", &*wrong, "/class?jeton=0"]) {
        let answer = served.get(path);
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.body.contains("dernière adresse affichée"), "{path}: {}", answer.body);
    }
    let answer = served.mark("lea", &[("points", "oral", "4")]);
    assert_eq!(answer.status, 403, "{answer:?}");
    assert!(!class.path().join("notes-manuelles.toml").exists());
}

#[test]
fn an_address_opens_the_page_once() {
    let class = class();
    let served = Served::start(&class, &[]);
    for path in PATHS {
        assert_eq!(served.get(path).status, 200, "{path}");
    }
    let again = served.raw(&format!("GET {} HTTP/1.1\r\nHost: {}\r\n", served.used, served.address), "");
    assert_eq!((again.status, again.head.contains("set-cookie")), (403, false), "{again:?}");
    let other = served.raw(&format!("GET {} HTTP/1.1\r\nHost: {}\r\n", served.next, served.address), "");
    assert_eq!(other.status, 303, "another browser: {other:?}");
    assert_eq!(served.get("/class").status, 200, "the first one stays");
}

#[test]
fn a_name_that_leads_here_reads_nothing() {
    let class = class();
    let served = Served::start(&class, &[]);
    for host in ["mechant.example", "127.0.0.1.mechant.example", "192.0.2.1"] {
        let head = format!("GET /class HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n", served.cookie);
        assert_eq!(served.raw(&head, "").status, 421, "{host}");
    }
    let twice = format!(
        "GET /class HTTP/1.1\r\nHost: {0}\r\nHost: {0}\r\nCookie: {1}\r\n",
        served.address, served.cookie
    );
    assert_ne!(served.raw(&twice, "").status, 200);
}

#[test]
fn no_other_page_changes_a_mark() {
    let class = class();
    let served = Served::start(&class, &[]);
    let body = json!({ "pupil": "lea", "changes": [{ "field": "points", "line": "oral", "value": "4" }] })
        .to_string();
    let send = |lines: &str| {
        let head = format!(
            "POST /marks HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n{lines}",
            served.address,
            body.len()
        );
        served.raw(&head, &body)
    };
    let cookie = format!("Cookie: {}\r\n", served.cookie);
    let origin = format!("Origin: http://{}\r\n", served.address);
    let (header, json) = ("X-Atelier: 1\r\n", "Content-Type: application/json\r\n");
    for (case, lines) in [
        ("no cookie", format!("{origin}{header}{json}")),
        ("another cookie", format!("Cookie: {}0\r\n{origin}{header}{json}", served.cookie)),
        ("no origin", format!("{cookie}{header}{json}")),
        ("another port", format!("{cookie}Origin: http://127.0.0.1:1\r\n{header}{json}")),
        ("another site", format!("{cookie}Origin: https://mechant.example\r\n{header}{json}")),
        ("a sandbox", format!("{cookie}Origin: null\r\n{header}{json}")),
        (
            "another site, says the browser",
            format!("{cookie}{origin}Sec-Fetch-Site: same-site\r\n{header}{json}"),
        ),
        ("no header", format!("{cookie}{origin}{json}")),
        ("a form", format!("{cookie}{origin}{header}Content-Type: text/plain\r\n")),
        ("no type", format!("{cookie}{origin}{header}")),
    ] {
        let answer = send(&lines);
        assert_eq!(answer.status, 403, "{case}: {answer:?}");
        assert!(!class.path().join("notes-manuelles.toml").exists(), "{case}");
    }
    for method in ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"] {
        let answer =
            served.raw(&format!("{method} /marks HTTP/1.1\r\nHost: {}\r\n{cookie}", served.address), "");
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: get, post"), "{}", answer.head);
    }
    // And the same is taken from the page.
    assert_eq!(send(&format!("{cookie}{origin}{header}{json}")).status, 200);
}

#[test]
fn what_is_too_large_or_odd_is_refused_and_nothing_is_written() {
    let class = class();
    let served = Served::start(&class, &[]);
    let long = "x".repeat(64 * 1024);
    assert_eq!(served.mark("lea", &[("remarque", "", &long)]).status, 413, "told beforehand");
    let head = format!(
        "POST /marks HTTP/1.1\r\nHost: {0}\r\nCookie: {1}\r\nOrigin: http://{0}\r\nX-Atelier: 1\r\n\
         Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
        served.address, served.cookie
    );
    let chunks = format!("8000\r\n{}\r\n", &long[..0x8000]).repeat(4) + "0\r\n\r\n";
    assert_eq!(served.raw(&head, &chunks).status, 413, "in pieces");
    for odd in [
        json!(null),
        json!([]),
        json!({ "pupil": "lea" }),
        json!({ "pupil": "lea", "changes": [{ "field": "id", "value": "1" }] }),
        json!({ "pupil": "lea", "changes": [{ "field": "points", "line": "oral", "value": 4 }] }),
    ] {
        assert_eq!(served.post("/marks", &odd).status, 400, "{odd}");
    }
    for (pupil, field, line, value) in [
        ("nina", "points", "oral", "1"),
        ("../lea", "points", "oral", "1"),
        ("lea", "points", "autre", "1"),
        ("lea", "points", "oral", "4,5"),
        ("lea", "points", "oral", "-1"),
        ("lea", "points", "oral", "un"),
        ("lea", "points", "", "1"),
        ("lea", "remarque", "oral", "x"),
        ("lea", "raisons", "oral", "sans points"),
        ("lea", "note", "", "21"),
    ] {
        let answer = served.mark(pupil, &[(field, line, value)]);
        assert_eq!(answer.status, 422, "{pupil} {field} {line} {value}: {answer:?}");
    }
    assert!(!class.path().join("notes-manuelles.toml").exists());
    // A file is no page, wherever it lies.
    for path in [
        "/../notes-manuelles.toml",
        "/..%2fclasse.csv",
        "/page/index.html",
        "/rapport?id=../../classe",
        "/pupil?id=%00",
        "/line",
    ] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    assert_eq!(served.get("/class").status, 200, "it still answers");
}

#[test]
fn hostile_text_stays_text_in_a_frame_that_can_do_nothing() {
    let class = class();
    let served = Served::start(&class, &[]);
    let page = served.get("/");
    let policy = |head: &str| {
        head.lines()
            .find_map(|line| line.strip_prefix("content-security-policy: ").map(str::to_owned))
            .expect("a policy")
    };
    assert!(policy(&page.head).starts_with("default-src 'none'; script-src 'self';"), "{}", page.head);
    assert!(!page.body.contains("AUBRY"), "the page itself holds nothing of anybody");
    for line in [
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        "referrer-policy: no-referrer",
        "cross-origin-resource-policy: same-origin",
    ] {
        assert!(page.head.contains(line), "{line}");
    }
    let rapport = served.get("/rapport?id=lea");
    let sandbox = policy(&rapport.head);
    assert!(sandbox.starts_with("sandbox; default-src 'none';"), "{sandbox}");
    assert!(!sandbox.contains("allow-") && !sandbox.contains("script-src"), "{sandbox}");
    assert!(!rapport.body.contains("<script") && !rapport.body.contains("<img"), "{}", rapport.body);
    let pupil = served.get("/pupil?id=lea");
    assert!(pupil.head.contains("content-type: application/json"), "{}", pupil.head);
    let texts = &pupil.json()["texts"];
    assert_eq!(texts[0]["prose"][0]["given"], HOSTILE, "{texts}");
    assert_eq!(texts[1]["account"][0]["spans"][0]["text"], HOSTILE, "{texts}");
}
