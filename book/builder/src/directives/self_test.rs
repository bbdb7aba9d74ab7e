//! A chapter's self-test as a form that `theme/autotest.js` brings to life. Without it, its questions can be read.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use quiz::html::{escaped, inline};
use quiz::public::{SelfTest, Veiled, VeiledKind};

use crate::messages;

/// The self-test of a chapter, from the folder `quiz` of the book in `root`.
pub(super) fn form(root: &Path, chapter: &str) -> Result<String> {
    let test = SelfTest::load(&root.join("quiz"), chapter)?;
    ensure!(!test.questions.is_empty(), "quiz/{chapter}.toml has no question");
    let heading = quiz::self_test_heading(&test.title);
    let mut html = format!(
        "<section class=\"autotest\" data-chapitre=\"{}\" data-entete=\"{}\">\n<p class=\"sans-script\">{}</p>\n",
        escaped(chapter),
        escaped(heading.trim_end()).replace('\n', "&#10;"),
        messages::WITHOUT_SCRIPT
    );
    for (number, question) in (1..).zip(&test.questions) {
        write(&mut html, number, question)?;
    }
    let _ = writeln!(
        html,
        "<p class=\"bilan\"><output></output> <button type=\"button\" class=\"enregistrer\">{}</button> <small>{}</small></p>\n</section>",
        messages::SAVE,
        messages::WHERE_TO
    );
    Ok(html)
}

fn write(html: &mut String, number: usize, question: &Veiled) -> Result<()> {
    let name = escaped(&question.name);
    let mistakes = serde_json::to_string(&question.mistakes).context("texts are JSON")?;
    let genre = match question.kind {
        VeiledKind::Single => "choix",
        VeiledKind::Several => "choix-multiple",
        VeiledKind::Order => "ordre",
        VeiledKind::Bytes => "octets",
        VeiledKind::Number => "nombre",
    };
    let _ = writeln!(
        html,
        "<form data-nom=\"{name}\" data-genre=\"{genre}\" data-empreinte=\"{}\" data-reference=\"{}\" data-explication=\"{}\" \
         data-erreurs=\"{}\">\n<fieldset>\n<legend>{}</legend>\n<p class=\"enonce\">{}</p>",
        question.right,
        escaped(&question.reference),
        question.why,
        escaped(&mistakes),
        messages::question(number, question.kind),
        inline(&question.text)
    );
    if let Some(log) = &question.log {
        // A blank line would end HTML within Markdown.
        let lines = escaped(log).replace('\n', "&#10;").replace('`', "&#96;");
        let _ = writeln!(html, "<pre><code class=\"language-text\">{lines}</code></pre>");
    }
    match question.kind {
        VeiledKind::Single => choices(html, question, "radio"),
        VeiledKind::Several => choices(html, question, "checkbox"),
        VeiledKind::Order => order(html, question),
        VeiledKind::Bytes => typed(html, messages::BYTES, "text"),
        VeiledKind::Number => typed(html, messages::NUMBER, "numeric"),
    }
    let _ = writeln!(
        html,
        "<button type=\"submit\">{}</button>\n<div class=\"retour\" role=\"status\"></div>\n</fieldset>\n</form>",
        messages::VERIFY
    );
    Ok(())
}

fn choices(html: &mut String, question: &Veiled, kind: &str) {
    let name = escaped(&question.name);
    for (letter, text) in question.lettered() {
        let _ = writeln!(
            html,
            "<label class=\"proposition\"><input type=\"{kind}\" name=\"{name}\" value=\"{letter}\"><span>{letter})</span> <span>{}</span></label>",
            inline(text)
        );
    }
}

fn order(html: &mut String, question: &Veiled) {
    html.push_str("<ol class=\"a-ranger\">\n");
    for (letter, text) in question.lettered() {
        let [up, down] = [messages::up(text), messages::down(text)].map(|label| escaped(&label));
        let _ = writeln!(
            html,
            "<li data-lettre=\"{letter}\"><span>{}</span><button type=\"button\" class=\"monter\" aria-label=\"{up}\">↑</button><button \
             type=\"button\" class=\"descendre\" aria-label=\"{down}\">↓</button></li>",
            inline(text)
        );
    }
    html.push_str("</ol>\n<div class=\"place\" role=\"status\"></div>\n");
}

fn typed(html: &mut String, label: &str, mode: &str) {
    let _ = writeln!(
        html,
        "<p><label>{label} <input type=\"text\" inputmode=\"{mode}\" size=\"14\" autocomplete=\"off\" spellcheck=\"false\"></label></p>"
    );
}
