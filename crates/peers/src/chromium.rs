//! A Chromium without a window, by its remote debugging pipe: JSON messages, each ended by a zero byte.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::LIMIT;

/// A browser with one page; dropping it ends it. A method panics when the browser does not answer, or refuses.
pub struct Chromium {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    session: Value,
    number: u64,
    /// What was asked of the network, by address.
    pub requests: Vec<String>,
    /// Errors of scripts, and what the browser has refused or not found.
    pub errors: Vec<String>,
    _profile: TempDir,
}

impl fmt::Debug for Chromium {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chromium").field("process", &self.child.id()).finish_non_exhaustive()
    }
}

impl Chromium {
    /// Starts it.
    ///
    /// # Panics
    /// When it is not [installed](crate::installed).
    #[must_use]
    pub fn start() -> Chromium {
        let profile = tempfile::tempdir().expect("a folder");
        // It reads from descriptor 3 and writes to 4.
        let mut command = Command::new("sh");
        command.args(["-c", r#"exec "$@" 3<&0 4>&1 0</dev/null 1>/dev/null"#, "sh", "chromium"]);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
        command.args(["--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"]);
        command.arg(format!("--user-data-dir={}", profile.path().display()));
        command.arg("about:blank").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("chromium is installed");
        let input = child.stdin.take().expect("it is piped");
        let messages = messages(child.stdout.take().expect("it is piped"));
        let mut browser = Chromium {
            child,
            input,
            messages,
            session: Value::Null,
            number: 0,
            requests: Vec::new(),
            errors: Vec::new(),
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attached =
            browser.call("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = attached["sessionId"].clone();
        for domain in ["Network", "Page", "Runtime", "Log"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Calls a method of the debugging protocol and waits for its result.
    ///
    /// # Panics
    /// When it fails.
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.number += 1;
        let mut message = json!({ "id": self.number, "method": method, "params": parameters });
        if !self.session.is_null() {
            message["sessionId"] = self.session.clone();
        }
        write!(self.input, "{message}\0").and_then(|()| self.input.flush()).expect("chromium reads");
        let number = self.number;
        let answer = self.until(|message| message["id"] == number);
        assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// Opens a page and waits until all of it is there.
    ///
    /// # Panics
    /// When there is no such page.
    pub fn open(&mut self, address: &str) {
        let opened = self.call("Page.navigate", json!({ "url": address }));
        assert!(opened["errorText"].is_null(), "{address}: {}", opened["errorText"]);
        self.until(|message| message["method"] == "Page.loadEventFired");
    }

    /// The value of an expression in the page; a promise is waited for.
    ///
    /// # Panics
    /// When it throws.
    pub fn value(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", parameters);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true in the page.
    ///
    /// # Panics
    /// When it is not for [`LIMIT`]; what the page shows is then told.
    pub fn until_true(&mut self, expression: &str) {
        let polled = format!(
            "new Promise(done => {{ const end = Date.now() + {}; \
             const look = () => ({expression}) ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 20); \
             look(); }})",
            LIMIT.as_millis() / 2
        );
        if self.value(&polled) != true {
            let shown = self.value("document.body.innerText");
            panic!("never true: {expression}\n{}", shown.as_str().unwrap_or_default());
        }
    }

    /// Presses a key, by its name: `a`, `Enter`, `ArrowDown`…
    pub fn press(&mut self, key: &str) {
        let text = if key.chars().count() == 1 { key } else { "" };
        let down = json!({ "type": "keyDown", "key": key, "text": text });
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key }));
    }

    /// Clicks in the middle of what a selector finds first.
    pub fn click(&mut self, selector: &str) {
        let place = self.value(&format!(
            "(() => {{ const box = document.querySelector({selector:?}).getBoundingClientRect(); \
             return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event =
                json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// The size of the screen and the colours that the reader prefers.
    pub fn screen(&mut self, width: u32, height: u32, scheme: &str) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call("Emulation.setDeviceMetricsOverride", metrics);
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Writes the whole page as it is on the screen into a PNG file.
    ///
    /// # Panics
    /// When the file cannot be written.
    pub fn screenshot(&mut self, file: &Path) {
        let mut clip = self.call("Page.getLayoutMetrics", json!({}))["cssContentSize"].clone();
        clip["scale"] = json!(1);
        let parameters = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.call("Page.captureScreenshot", parameters);
        std::fs::write(file, decoded(&picture["data"])).expect("the picture can be written");
    }

    /// The page on paper, as PDF.
    pub fn pdf(&mut self) -> Vec<u8> {
        let printed =
            self.call("Page.printToPDF", json!({ "preferCSSPageSize": true, "printBackground": false }));
        decoded(&printed["data"])
    }

    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(LIMIT).expect("chromium answers");
            match message["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    self.requests.extend(message["params"]["request"]["url"].as_str().map(str::to_owned));
                }
                Some("Runtime.exceptionThrown") => self.errors.push(message["params"].to_string()),
                Some("Log.entryAdded") if message["params"]["entry"]["level"] == "error" => {
                    self.errors.push(message["params"]["entry"].to_string());
                }
                _ => {}
            }
            if wanted(&message) {
                return message;
            }
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = write!(self.input, "{}\0", json!({ "id": 0, "method": "Browser.close" }));
        let _ = self.input.flush();
        let _ = self.child.wait();
    }
}

/// The messages that come, read in the background.
fn messages(from: impl Read + Send + 'static) -> Receiver<Value> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for message in BufReader::new(from).split(0).map_while(Result::ok) {
            // The test may have ended.
            let _ = sender.send(serde_json::from_slice(&message).expect("chromium writes JSON"));
        }
    });
    receiver
}

/// Base64, which Chromium writes without a fault.
fn decoded(text: &Value) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for byte in text.as_str().expect("data").bytes().take_while(|byte| *byte != b'=') {
        let digit = DIGITS.iter().position(|digit| *digit == byte).expect("a digit of base 64");
        bits = bits << 6 | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
