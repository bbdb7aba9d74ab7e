//! From what a student types to the program that runs here.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail, ensure};

use super::scene::Ports;

/// A command, ready to be started.
pub(super) struct Ready {
    pub(super) program: String,
    pub(super) command: Command,
    /// It ends by itself.
    pub(super) ends: bool,
}

/// Reads `text` as a shell would, and finds the program: of the kit's, the binary rather than `cargo run`.
pub(super) fn ready(text: &str, binaries: &Path, ports: &Ports) -> Result<Ready> {
    let words = words(text)?;
    let (program, mut arguments) = match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [program @ ("cargo" | "rustc"), "--version"] => ((*program).to_owned(), vec!["--version".to_owned()]),
        ["cargo", "run", rest @ ..] => kit_program(rest)?,
        [program @ ("mosquitto_pub" | "mosquitto_sub"), rest @ ..] => {
            ((*program).to_owned(), rest.iter().map(|&word| word.to_owned()).collect())
        }
        _ => bail!(
            "`{text}` cannot be run here: only the kit's programs by `cargo run`, mosquitto_pub and mosquitto_sub; make it a ```text block"
        ),
    };
    let has =
        |arguments: &[String], options: &[&str]| arguments.iter().any(|one| options.contains(&one.as_str()));
    let ends = match program.as_str() {
        "broker" | "logdump" => false,
        "sub" | "mosquitto_sub" => has(&arguments, &["-C", "-W", "-E"]),
        "maison" => has(&arguments, &["--rounds", "--duration"]),
        _ => true,
    };
    arguments.iter_mut().for_each(|argument| *argument = ports.real(argument));
    match program.as_str() {
        "logdump" => {
            for (option, port) in
                [("--listen", ports.spy.to_string()), ("--to", format!("127.0.0.1:{}", ports.broker))]
            {
                if !has(&arguments, &[option]) {
                    arguments.extend([option.to_owned(), port]);
                }
            }
        }
        "broker" | "sub" | "pub" | "maison" | "qualify" | "mosquitto_sub" | "mosquitto_pub"
            if !has(&arguments, &["-p", "--port"]) =>
        {
            arguments.extend(["-p".to_owned(), ports.broker.to_string()]);
        }
        _ => {}
    }
    let own = binaries.join(&program);
    let mut command = if own.is_file() { Command::new(own) } else { Command::new(&program) };
    // As cargo does: the kit's programs name one another as the reader started them.
    command.args(arguments).env("CARGO_MANIFEST_DIR", binaries);
    Ok(Ready { program, command, ends })
}

/// The binary and the arguments of `cargo run …`.
fn kit_program(words: &[&str]) -> Result<(String, Vec<String>)> {
    let (options, arguments) = match words.iter().position(|word| *word == "--") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (words, &[][..]),
    };
    let binary = options.iter().position(|option| *option == "--bin").and_then(|at| options.get(at + 1));
    let Some(binary) = binary else { bail!("`cargo run` without --bin NAME: the kit has several programs") };
    Ok(((*binary).to_owned(), arguments.iter().map(|&word| word.to_owned()).collect()))
}

/// The words of a command, quotes removed.
fn words(text: &str) -> Result<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in text.chars() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (Some(_), _) => word.get_or_insert_default().push(character),
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, '|' | '&' | ';' | '<' | '>' | '$' | '\\') => {
                bail!("`{text}`: no shell runs here, hence no `{character}`; make it a ```text block")
            }
            (None, ' ') => words.extend(word.take()),
            (None, _) => word.get_or_insert_default().push(character),
        }
    }
    ensure!(quote.is_none(), "`{text}`: a quote is not closed");
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shell() {
        let split = words("sub -t 'maison/#' -m \"il fait\" -i ''").expect("no fault");
        assert_eq!(split, ["sub", "-t", "maison/#", "-m", "il fait", "-i", ""]);
        assert!(words("a | b").is_err() && words("a 'b").is_err());
    }

    #[test]
    fn ports_are_those_of_the_scene() {
        let ports = Ports { broker: 50_001, spy: 50_002 };
        let table = [
            ("cargo run -q --bin pub -- -t a -m b", "-t a -m b -p 50001", true),
            ("cargo run --bin pub -- -p 1884 -t a -n", "-p 50002 -t a -n", true),
            ("cargo run -q --bin logdump", "--listen 50002 --to 127.0.0.1:50001", false),
            ("cargo run -q --bin sub -- -t a", "-t a -p 50001", false),
            ("cargo run -q --bin sub -- -t a -C 1", "-t a -C 1 -p 50001", true),
            ("cargo run -q -p book-exemples --bin nombres", "", true),
        ];
        for (text, arguments, ends) in table {
            let ready = ready(text, Path::new("nowhere"), &ports).expect(text);
            let got: Vec<_> =
                ready.command.get_args().map(|one| one.to_string_lossy().into_owned()).collect();
            assert_eq!((got.join(" "), ready.ends), (arguments.to_owned(), ends), "{text}");
        }
    }

    #[test]
    fn what_is_not_of_the_kit_is_refused() {
        let ports = Ports { broker: 1, spy: 2 };
        for text in ["rm -rf /", "cargo run", "cargo build", ""] {
            assert!(ready(text, Path::new("nowhere"), &ports).is_err(), "{text}");
        }
    }
}
