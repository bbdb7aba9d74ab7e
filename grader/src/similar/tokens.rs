//! Rust text as comparable tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Words that mean something to the compiler, and the types that everybody needs. Any other may be renamed.
const KEPT: [&str; 45] = [
    "as", "async", "await", "bool", "break", "char", "const", "continue", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
    "return", "self", "Self", "static", "str", "struct", "super", "trait", "true", "type", "u16", "u32",
    "u64", "u8", "unsafe", "use", "usize", "where", "while",
];

/// One token: equal codes for tokens that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub code: u64,
    /// From 1.
    pub line: usize,
}

/// The tokens of a file, without comments and attributes; none when it has no tokens, a bracket without its pair.
///
/// By a stack of its own: a file nested ten thousand deep is read like another.
pub fn read(text: &str) -> Option<Vec<Token>> {
    let stream = text.parse::<TokenStream>().ok();
    let tokens = stream.map(flatten);
    // The lines of all that a thread has parsed are kept until then.
    proc_macro2::extra::invalidate_current_thread_spans();
    tokens
}

/// What is still to be read: trees, or the end of a group.
enum Rest {
    Trees(std::iter::Peekable<proc_macro2::token_stream::IntoIter>),
    End(&'static str, usize),
}

fn flatten(stream: TokenStream) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut stack = vec![Rest::Trees(stream.into_iter().peekable())];
    while let Some(rest) = stack.pop() {
        let mut trees = match rest {
            Rest::End(bracket, line) => {
                tokens.push(Token { code: code(bracket), line });
                continue;
            }
            Rest::Trees(trees) => trees,
        };
        let Some(tree) = trees.next() else { continue };
        let line = tree.span().start().line;
        let mut inside = None;
        match tree {
            TokenTree::Punct(punct) if punct.as_char() == '#' => skip_attribute(&mut trees),
            TokenTree::Punct(punct) => {
                tokens.push(Token { code: code(punct.as_char().encode_utf8(&mut [0; 4])), line });
            }
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let kept = KEPT.contains(&name.as_str());
                tokens.push(Token { code: code(if kept { &name } else { "name" }), line });
            }
            TokenTree::Literal(literal) => {
                tokens.push(Token { code: code(&value(&literal.to_string())), line });
            }
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                tokens.push(Token { code: code(open), line });
                let end = Rest::End(close, group.span_close().end().line);
                inside = Some((end, group.stream()));
            }
        }
        stack.push(Rest::Trees(trees));
        if let Some((end, stream)) = inside {
            stack.push(end);
            stack.push(Rest::Trees(stream.into_iter().peekable()));
        }
    }
    tokens
}

/// `#[…]` and `#![…]`; documentation is one too.
fn skip_attribute(trees: &mut std::iter::Peekable<proc_macro2::token_stream::IntoIter>) {
    trees.next_if(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '!'));
    trees.next_if(|tree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket));
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// A literal without what is easily rewritten: a text is any text, 0x80, `128_u8` and `128` are one number.
fn value(literal: &str) -> String {
    if literal.contains('"') {
        return "\"".to_owned();
    }
    let digits = literal.replace('_', "");
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (&digits[2..], 16),
        Some("0b") => (&digits[2..], 2),
        Some("0o") => (&digits[2..], 8),
        _ => (&digits[..], 10),
    };
    let digits = digits.split(['u', 'i']).next().unwrap_or(digits);
    u128::from_str_radix(digits, radix).map_or_else(|_| literal.to_owned(), |number| number.to_string())
}

/// FNV-1a.
fn code(text: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, fold)
}
