//! The templates: the kit's own, each of which a file of the same name in the teacher's folder replaces.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, UndefinedBehavior, escape_formatter};
use serde::Serialize;

use super::error::{ReportError, TemplateError};
use super::messages;
use super::text::clean;

/// The kit's own, by name.
const KIT: [(&str, &str); 11] = [
    ("rapport.html", include_str!("../../modeles/rapport.html")),
    ("exercice.html", include_str!("../../modeles/exercice.html")),
    ("feuille.html", include_str!("../../modeles/feuille.html")),
    ("trace.html", include_str!("../../modeles/trace.html")),
    ("texte.html", include_str!("../../modeles/texte.html")),
    ("extrait.html", include_str!("../../modeles/extrait.html")),
    ("classe.html", include_str!("../../modeles/classe.html")),
    ("conditions.html", include_str!("../../modeles/conditions.html")),
    ("commun.css", include_str!("../../modeles/commun.css")),
    ("rapport.css", include_str!("../../modeles/rapport.css")),
    ("classe.css", include_str!("../../modeles/classe.css")),
];

/// Files of a folder that are templates; anything else beside them is left alone.
const EXTENSIONS: [&str; 4] = ["html", "htm", "css", "svg"];

/// Templates that read; whether they render shows when they do.
#[derive(Debug)]
pub(super) struct Templates {
    environment: Environment<'static>,
    /// Text and path of those of the teacher's folder, by name.
    own: BTreeMap<String, (PathBuf, String)>,
}

impl Templates {
    /// The kit's templates, and in their place those of `folder`.
    pub fn load(folder: Option<&Path>) -> Result<Self, ReportError> {
        let own = folder.map(read_folder).transpose()?.unwrap_or_default();
        refuse_unused(&own)?;
        let mut templates = Self { environment: environment(), own };
        let kit = KIT.into_iter().filter(|(name, _)| !templates.own.contains_key(*name));
        let kit: Vec<_> = kit.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let own = templates.own.iter().map(|(name, (_, text))| (name.clone(), text.clone()));
        for (name, text) in kit.into_iter().chain(own.collect::<Vec<_>>()) {
            templates
                .environment
                .add_template_owned(name, text)
                .map_err(|error| templates.explain(&error))?;
        }
        Ok(templates)
    }

    pub fn render(&self, name: &str, page: &impl Serialize) -> Result<String, ReportError> {
        let context = Value::from(Serde(page));
        let rendered = self.environment.get_template(name).and_then(|template| template.render(context));
        rendered.map_err(|error| self.explain(&error))
    }

    /// The innermost error: one in an included file is wrapped in another for each file that includes it.
    fn explain(&self, error: &Error) -> ReportError {
        let mut inner = error;
        while let Some(source) = std::error::Error::source(inner).and_then(|s| s.downcast_ref::<Error>()) {
            inner = source;
        }
        let name = inner.name().unwrap_or_default();
        let (file, text) = match self.own.get(name) {
            Some((path, text)) => (path.display().to_string(), text.as_str()),
            None => (name.to_owned(), KIT.iter().find(|(kit, _)| *kit == name).map_or("", |(_, text)| text)),
        };
        let line = inner.line();
        let text =
            line.and_then(|line| text.lines().nth(line.checked_sub(1)?)).map(|line| line.trim().to_owned());
        let problem = messages::template_problem(inner.kind(), inner.detail().unwrap_or_default());
        ReportError::Template(Box::new(TemplateError { file, line, problem, text }))
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    // A tag alone on its line leaves no line in the page.
    if let Ok(syntax) =
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()
    {
        environment.set_syntax(syntax);
    }
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("css", css_string);
    // Whatever a template prints is cleaned, here where no template can forget it.
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => escape_formatter(out, state, &Value::from(clean(text))),
        _ => escape_formatter(out, state, value),
    });
    environment
}

/// What may stand between the quotes of a CSS string, within `<style>`: all but letters and digits as escapes.
fn css_string(text: &str) -> String {
    let escape = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => c.to_string(),
        _ => format!("\\{:06x}", u32::from(c)),
    };
    clean(text).chars().map(escape).collect()
}

fn read_folder(folder: &Path) -> Result<BTreeMap<String, (PathBuf, String)>, ReportError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| ReportError::Unreadable { path, source }
    };
    let mut own = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let is_template = path.extension().is_some_and(|e| EXTENSIONS.iter().any(|known| e == *known));
        let name = path.file_name().and_then(|name| name.to_str()).filter(|name| !name.starts_with('.'));
        if let (true, Some(name)) = (is_template, name) {
            let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
            own.insert(name.to_owned(), (path.clone(), text));
        }
    }
    Ok(own)
}

/// A file that replaces none of the kit's must be named by another template.
fn refuse_unused(own: &BTreeMap<String, (PathBuf, String)>) -> Result<(), ReportError> {
    let named = |name: &str| own.values().any(|(_, text)| text.contains(&format!("\"{name}\"")));
    for (name, (path, _)) in own {
        if KIT.iter().all(|(kit, _)| kit != name) && !named(name) {
            let known = KIT.iter().map(|(name, _)| *name).collect();
            return Err(ReportError::Unused { path: path.clone(), known });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_css_string_cannot_end_its_string_nor_its_element() {
        assert_eq!(css_string("Zoé\"</style>"), "Zo\\0000e9\\000022\\00003c\\00002fstyle\\00003e");
    }
}
