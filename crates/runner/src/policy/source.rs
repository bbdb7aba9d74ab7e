//! Words in the source.
//!
//! Tokens rather than a syntax tree: they show what stands inside macros too, and a file that does not parse still has
//! them.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

use crate::verdict::{Finding, FindingKind, Place};

/// What `text` holds that is worth a look; nothing when it is not made of Rust's tokens.
pub fn scan(file: &str, text: &str) -> Option<Vec<Finding>> {
    let mut scanner = Scanner { file, findings: Vec::new() };
    let mut rest = vec![text.parse::<TokenStream>().ok()?];
    while let Some(stream) = rest.pop() {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            scanner.look(token, &tokens[at + 1..]);
            if let TokenTree::Group(group) = token {
                rest.push(group.stream());
            }
        }
    }
    let mut findings = scanner.findings;
    findings.sort_by(|a, b| (&a.place, &a.what).cmp(&(&b.place, &b.what)));
    findings.dedup();
    Some(findings)
}

struct Scanner<'a> {
    file: &'a str,
    findings: Vec<Finding>,
}

impl Scanner<'_> {
    fn add(&mut self, kind: FindingKind, what: impl Into<String>, span: Span) {
        let place = Place { file: self.file.to_owned(), line: span.start().line };
        self.findings.push(Finding { kind, what: what.into(), place: Some(place) });
    }

    /// Looks at one token and what follows it.
    fn look(&mut self, token: &TokenTree, after: &[TokenTree]) {
        match token {
            TokenTree::Ident(word) => {
                let text = word.to_string();
                let text = text.strip_prefix("r#").unwrap_or(&text);
                self.word(text, word.span(), after);
            }
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let after = if is_punct(after.first(), '!') { &after[1..] } else { after };
                if let Some(TokenTree::Group(group)) = after.first() {
                    self.attribute(group.stream());
                }
            }
            _ => {}
        }
    }

    fn word(&mut self, word: &str, span: Span, after: &[TokenTree]) {
        let is_macro = is_punct(after.first(), '!');
        match word {
            "unsafe" => self.add(FindingKind::Unsafe, "unsafe", span),
            // `extern crate alloc` is only an import.
            "extern" if !matches!(after.first(), Some(TokenTree::Ident(next)) if next == "crate") => {
                self.add(FindingKind::Hijack, "extern", span);
            }
            "include" | "include_str" | "include_bytes" | "env" | "option_env" if is_macro => {
                self.add(FindingKind::CompileTimeRead, format!("{word}!"), span);
            }
            "asm" | "global_asm" | "naked_asm" if is_macro => {
                self.add(FindingKind::Hijack, format!("{word}!"), span);
            }
            "proc_macro" => self.add(FindingKind::Hijack, word, span),
            "std" | "core" => self.path(&[], after),
            _ => {}
        }
    }

    /// `::fs::read`, `::{fs, process::exit}`, after `std` and the names in `before`.
    fn path(&mut self, before: &[&str], after: &[TokenTree]) {
        if !(is_punct(after.first(), ':') && is_punct(after.get(1), ':')) {
            return;
        }
        match after.get(2) {
            Some(TokenTree::Ident(name)) => self.name(before, name, &after[3..]),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace && before.len() < 2 => {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                for branch in tokens.split(|token| is_punct(Some(token), ',')) {
                    if let Some(TokenTree::Ident(name)) = branch.first() {
                        self.name(before, name, &branch[1..]);
                    }
                }
            }
            _ => {}
        }
    }

    fn name(&mut self, before: &[&str], name: &proc_macro2::Ident, after: &[TokenTree]) {
        let text = name.to_string();
        let path = [before, &[text.as_str()]].concat();
        match super::outside(&path) {
            Some((kind, what)) => self.add(kind, what, name.span()),
            None if path.len() < 2 => self.path(&path, after),
            None => {}
        }
    }

    fn attribute(&mut self, stream: TokenStream) {
        for token in stream {
            match token {
                // `#[unsafe(no_mangle)]`, `#[cfg_attr(all(), path = "…")]`.
                TokenTree::Group(group) => self.attribute(group.stream()),
                TokenTree::Ident(word) => match word.to_string().as_str() {
                    "path" => self.add(FindingKind::CompileTimeRead, "#[path]", word.span()),
                    name @ ("no_mangle" | "export_name" | "link" | "link_section" | "link_name"
                    | "global_allocator" | "panic_handler" | "no_main" | "no_std" | "macro_use") => {
                        self.add(FindingKind::Hijack, format!("#[{name}]"), word.span());
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_where_they_stand() {
        let table = [
            ("fn f() {\n unsafe { g() } }", "unsafe 2"),
            ("use std::{collections::HashMap,\n fs, process::exit};", "std::fs 2, std::process 2"),
            ("use std::fs as x;", "std::fs 1"),
            ("fn f() { ::std::process::abort() }", "std::process 1"),
            ("macro_rules! m { () => { std::net::TcpStream } }", "std::net 1"),
            ("use std::panic::{self, set_hook};", "std::panic::set_hook 1"),
            ("fn f() { std::io::stdin(); }", "std::io::stdin 1"),
            ("#[path = \"/etc/passwd\"] mod m;", "#[path] 1"),
            ("#[unsafe(no_mangle)] fn f() {}", "#[no_mangle] 1, unsafe 1"),
            ("const S: &str = include_str ! (\"/etc/passwd\");", "include_str! 1"),
            ("unsafe extern \"C\" { fn f(); }", "extern 1, unsafe 1"),
            // What an exercise is made of.
            ("use std::collections::{BTreeMap, HashMap}; use std::fmt::{self, Display};", ""),
            ("// unsafe\nfn f(path: &str) -> &str { \"std::fs, unsafe\" }", ""),
            ("extern crate alloc; fn env() {} fn g() { env() }", ""),
            ("use std::io::{self, Read, Write}; fn f(fs: u8, process: u8) {}", ""),
        ];
        for (text, expected) in table {
            let found = scan("src/lib.rs", text).unwrap();
            let show = |f: &Finding| format!("{} {}", f.what, f.place.as_ref().unwrap().line);
            let found: Vec<String> = found.iter().map(show).collect();
            assert_eq!(found.join(", "), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_rust_is_said_to_be_unreadable() {
        assert!(scan("src/lib.rs", "fn f() { \"").is_none());
    }
}
